"""The editor's settings (section `sadpath`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Options:
    """What the editor's user chose. `select` and `ignore` are laid over the project's settings, `configuration` replaces their file."""

    enable: bool = True
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    configuration: str = ""
    run: str = "onType"
    workspace: bool = True
    inlayHints: bool = False
    codeLens: bool = True
    trace: str = "off"


def read_options(data: Any) -> tuple[Options, list[str]]:
    """The options in an editor's data, and what is wrong with it: unknown names are passed over, as editors add their own."""
    if not isinstance(data, Mapping):
        return Options(), ["the settings have to be an object"] if data is not None else []
    made: dict[str, Any] = {}
    problems: list[str] = []
    for field in fields(Options):
        value = data.get(field.name)
        if value is None:
            continue
        if isinstance(field.default, tuple):
            if not isinstance(value, (list, tuple)) or not all(isinstance(item, str) for item in value):
                problems.append(f"sadpath.{field.name} has to be a list of texts")
                continue
            value = tuple(value)
        elif type(value) is not type(field.default):
            if field.name != "trace":  # `sadpath.trace` may be a table of the client's own
                kind = "true or false" if isinstance(field.default, bool) else "a text"
                problems.append(f"sadpath.{field.name} has to be {kind}")
            continue
        if field.name == "run" and value not in ("onType", "onSave"):
            problems.append("sadpath.run has to be onType or onSave")
            continue
        made[field.name] = value
    return Options(**made), problems
