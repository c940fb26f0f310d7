"""What fixes know of libraries (`rules/fixes.toml`), and which library a name of a module comes from."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from typing import Any

from sadpath.walk.program import Module


@dataclass(frozen=True)
class Way:
    """How the constructor of a retry library is told to wait."""

    keyword: str
    value: str
    needs: str
    unless: frozenset[str]


@dataclass(frozen=True)
class Facts:
    """The file's tables. `waits` is by the dotted name of what is called."""

    waits: dict[str, Way]
    other_loops: frozenset[str]
    responses: frozenset[str]


@cache
def facts() -> Facts:
    """The facts, read once."""
    import tomli

    from sadpath.rules import rules_directory

    data: dict[str, Any] = tomli.loads((rules_directory() / "fixes.toml").read_text("utf-8"))
    waits = {
        call: Way(entry["keyword"], entry["value"], entry.get("needs", ""), frozenset(entry.get("unless", ())))
        for entry in data["wait"]
        for call in entry["calls"]
    }
    return Facts(waits, frozenset(data["other_loops"]), frozenset(data["responses"]))


def imported(module: Module) -> dict[str, str]:
    """What the names that a module imports stand for, dotted."""
    found: dict[str, str] = {}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                found[alias.asname or alias.name.split(".")[0]] = (
                    alias.name if alias.asname else alias.name.split(".")[0]
                )
        elif isinstance(node, ast.ImportFrom) and not node.level:
            for alias in node.names:
                found[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return found


def dotted(node: ast.expr | None, names: dict[str, str]) -> str:
    """The dotted name that an expression stands for; empty where it is none."""
    if isinstance(node, ast.Attribute):
        base = dotted(node.value, names)
        return f"{base}.{node.attr}" if base else ""
    return names.get(node.id, "") if isinstance(node, ast.Name) else ""
