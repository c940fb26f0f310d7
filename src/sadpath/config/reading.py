"""From settings files to `Config`: finding them, reading them, following `extend`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from sadpath.cache import record as recording
from sadpath.config.errors import ConfigError, did_you_mean
from sadpath.config.kinds import At
from sadpath.config.locate import line_of_mistake
from sadpath.config.model import KEYS, Config, Layer

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

OWN, SHARED = "sadpath.toml", "pyproject.toml"
TABLE = ("tool", "sadpath")


def config_in(directory: str | Path) -> Config | None:
    """The settings of the file in that very directory: `sadpath.toml`, else a `pyproject.toml` with our table."""
    own = os.path.join(directory, OWN)
    there = os.path.isfile(own)
    recording.probe(own, there)
    if there:
        return read_config(Path(own))
    shared = os.path.join(directory, SHARED)
    there = os.path.isfile(shared)
    recording.probe(shared, there)
    if not there:
        return None
    at, table = _table(Path(shared))
    return None if table is None else _build(table, at, ())


def read_config(file: Path) -> Config:
    """The settings of one file; a `pyproject.toml` without our table has none. Raises ConfigError."""
    at, table = _table(file)
    return _build(table or {}, at, ())


def candidates(path: str | Path) -> Iterator[Path]:
    """The files that may hold the settings for a path, the nearest first, whether they are there or not."""
    first = Path(os.path.abspath(path))
    for directory in (*((first,) if first.is_dir() else ()), *first.parents):
        yield directory / OWN
        yield directory / SHARED


def mistake(file: Path, key: tuple[str, ...], problem: str) -> ConfigError:
    """A mistake under a key of a file that was read, with its line."""
    at, _ = _table(file)
    return At(at.file, at.text, at.table, key).mistake(problem)


def _table(file: Path) -> tuple[At, dict[str, Any] | None]:
    """Our table in a file; None where it is a `pyproject.toml` without one."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        raise ConfigError("no such file", file=file) from None
    except OSError as error:
        raise ConfigError(str(error.strerror or error), file=file) from None
    shared = file.name == SHARED
    if shared and b"sadpath" not in data:
        return At(file, ""), None  # another tool's file, whose mistakes are not ours to tell
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigError(f"not valid TOML: {error}", file=file, line=line_of_mistake(error)) from None
    if not shared:
        return At(file, text), table
    tool = table.get("tool", {})
    section = tool.get("sadpath") if isinstance(tool, dict) else None
    if section is not None and not isinstance(section, dict):
        raise At(file, text, (), TABLE).wrong("a table", section)
    return At(file, text, TABLE), section


def _extended(file: Path, at: At, chain: tuple[Path, ...]) -> Config:
    """The settings of a file that is extended; `chain`: the files from the first on that led to it."""
    file = Path(os.path.normpath(file))
    if file in chain:
        names = " -> ".join(str(step) for step in (*chain[chain.index(file) :], file))
        raise at.mistake(f"`extend` goes round in a circle: {names}")
    place, section = _table(file)
    if section is None:
        raise at.mistake(f"`extend`: {file} has no table [tool.sadpath]")
    return _build(section, place, chain)


def _build(table: dict[str, Any], at: At, below: tuple[Path, ...]) -> Config:
    """The settings of a table; `below`: the files that extend this one, from the first on."""
    for name in table:
        if name not in KEYS:
            raise at.sub(name).mistake(f"unknown key `{name}`{did_you_mean(name, KEYS)}")
    file = at.file.absolute()
    read: dict[str, Any] = {}
    above = Config(root=at.root)
    # what is extended and the plugins say what other keys may mean
    for name in sorted(table, key=lambda name: {"extend": 0, "plugins": 1}.get(name, 2)):
        read[name] = KEYS[name][1].kind.read(table[name], at.sub(name))
        if name == "extend":
            above = _extended(read[name], at.sub(name), (*below, file))
    values: dict[str, Any] = {"layers": (*above.layers, Layer(read.get("select"), read.get("ignore", ())))}
    for name, value in read.items():
        field, head = KEYS[name]
        if field != "layers":
            values[field] = head.kind.merge(getattr(above, field), value)
    return replace(
        above,
        file=at.file,
        root=at.root,
        files=(file, *above.files),
        origins={**above.origins, **dict.fromkeys(read, at.file)},
        **values,
    )
