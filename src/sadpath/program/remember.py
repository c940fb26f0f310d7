"""What was found out about a piece of syntax, kept with it for as long as an edit leaves it alone."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any, TypeVar

from sadpath.source.syntax import nodes_in

T = TypeVar("T")


def remembered(node: ast.AST, name: str, find: Callable[..., T], *more: object) -> T:
    """What `find(node, *more)` gave when it was asked for the first time for this node under this name."""
    memory: dict[str, Any] | None = getattr(node, "sadpath_memory", None)
    if memory is None:
        memory = node.sadpath_memory = {}  # type: ignore[attr-defined]
    if name not in memory:
        memory[name] = find(node, *more)
    found: T = memory[name]
    return found


def abandon(statement: ast.AST) -> None:
    """The statement is no part of its module any more: nothing that is kept with its nodes is to refer to them, so that they go
    with their last user, not in a full collection."""
    for node in nodes_in(statement):
        vars(node).pop("sadpath_ready", None)
        vars(node).pop("sadpath_memory", None)


def forget(node: ast.AST) -> None:
    """The node has other parts now."""
    memory: dict[str, Any] | None = getattr(node, "sadpath_memory", None)
    if memory is not None:
        memory.clear()
