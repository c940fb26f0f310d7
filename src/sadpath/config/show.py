"""The keys of the settings for people and as JSON, with the values that hold somewhere (`sadpath config`)."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sadpath.config.errors import UsageError, did_you_mean
from sadpath.config.model import KEYS, Config, Key
from sadpath.config.path_kinds import PathTable
from sadpath.config.patterns import Excludes

WIDTH = 100


def shortened(text: str) -> str:
    """The text, cut where it would fill a line."""
    return text if len(text) <= 50 else text[:47] + "..."


def select(name: str | None) -> list[Key]:
    """The key of that name, or all. `[tool.sadpath]` in front of it and a rule or pattern behind it don't matter.

    Raises UsageError for an unknown one.
    """
    if name is None:
        return [head for _, head in KEYS.values()]
    wanted = name.strip().removeprefix("tool.sadpath.").partition(".")[0].replace("_", "-")
    if wanted not in KEYS:
        raise UsageError(f"unknown key {name!r}{did_you_mean(wanted, KEYS)}")
    return [KEYS[wanted][1]]


def render_list(config: Config) -> str:
    """A line for each key: its name, its value, and the file that sets it."""
    rows = [
        (head.name, shortened(toml(plain(head, value_of(head, config)))), origin(head, config)) for head in select(None)
    ]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    lines = [f"{name.ljust(widths[0])}  {value.ljust(widths[1])}  {where}".rstrip() for name, value, where in rows]
    return "\n".join([*lines, "", "`sadpath config KEY` explains one.", ""])


def render_key(head: Key, config: Config) -> str:
    """All about one key."""
    lines = [head.name, "", *textwrap.wrap(head.doc, WIDTH), ""]
    lines += [f"Type: {head.kind.words}", f"Default: {toml(plain(head, head.default))}"]
    where = origin(head, config)
    lines.append(
        f"Here: {toml(plain(head, value_of(head, config)))}" + (f" (from {where})" if where else " (the default)")
    )
    lines += [f"Holds for: {'the whole run' if head.scope == 'run' else 'each path below the file'}", "", "Example:"]
    lines += [f"    {line}" if line else "" for line in example(head).split("\n")]
    return "\n".join(lines) + "\n"


def to_json(head: Key, config: Config) -> dict[str, Any]:
    """A key as JSON data."""
    return {
        "key": head.name,
        "type": head.kind.words,
        "doc": head.doc,
        "default": plain(head, head.default),
        "value": plain(head, value_of(head, config)),
        "origin": origin(head, config) or None,
        "scope": head.scope,
        "example": example(head),
    }


def example(head: Key) -> str:
    """The example as it stands in a `pyproject.toml`."""
    return head.example if head.example.startswith("[") else f"[tool.sadpath]\n{head.example}"


def value_of(head: Key, config: Config) -> Any:
    """The value that holds. Of `select` the last one that is set, of `ignore` all."""
    if head.name == "select":
        return next((layer.select for layer in reversed(config.layers) if layer.select is not None), None)
    if head.name == "ignore":
        return tuple(code for layer in config.layers for code in layer.ignore)
    value = getattr(config, KEYS[head.name][0])
    return head.default if value is None else value


def origin(head: Key, config: Config) -> str:
    """The file that sets the key; an empty text where none does."""
    found = config.origins.get(head.name)
    return str(found) if found else ""


def plain(head: Key, value: Any) -> Any:
    """A value of a key as JSON data, as it would stand in the file."""
    if isinstance(head.kind, PathTable):
        return {pattern.text: _plain(item) for pattern, item in value}
    return _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Excludes):
        return list(value.patterns)
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, tuple):
        lists = [item.patterns if isinstance(item, Excludes) else (item,) for item in value]
        return [_plain(item) for items in lists for item in items]
    return value


def toml(data: Any) -> str:
    """JSON data as TOML on one line; `-` for none."""
    if data is None:
        return "-"
    if isinstance(data, dict):
        return "{" + ", ".join(f"{bare(name)} = {toml(item)}" for name, item in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(map(toml, data)) + "]"
    return json.dumps(data, ensure_ascii=False)


def bare(name: str) -> str:
    """A key of TOML, in quotes where it needs them."""
    return name if re.fullmatch(r"[\w-]+", name, re.ASCII) else json.dumps(name, ensure_ascii=False)
