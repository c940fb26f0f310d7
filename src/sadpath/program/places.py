"""Where the nodes of a statement stand: statements that an edit left alone move to their new lines."""

from __future__ import annotations

import ast
from typing import Any

from sadpath.program.remember import remembered
from sadpath.source.syntax import nodes_in

PLACE = ("lineno", "end_lineno", "col_offset", "end_col_offset")


def reposition(found: ast.AST, other: ast.AST) -> bool:
    """Give the nodes of `found` the places that those of `other` have, which is the same but for these. Whether one has another place now."""
    differ = False
    for node, placed in zip(nodes_in(found), nodes_in(other), strict=True):
        for part in PLACE:
            if hasattr(placed, part):
                place = getattr(placed, part)
                if getattr(node, part) != place:
                    setattr(node, part, place)
                    differ = True
    return differ


def moved(found: ast.stmt, statement: ast.stmt) -> ast.stmt:
    """The old statement at the lines of the new one."""
    move(found, statement.lineno - found.lineno)
    return found


def move(statement: ast.stmt, by: int) -> None:
    """Move a statement so many lines down."""
    if by:
        for node in positioned(statement):
            node.lineno += by
            node.end_lineno += by


def positioned(statement: ast.stmt) -> list[Any]:
    """All nodes of a statement that have a place; remembered, as an edit above moves them with each new line."""
    return remembered(statement, "positioned", with_places)


def with_places(statement: ast.stmt) -> list[Any]:
    """All nodes of a statement that have a place."""
    return [node for node in nodes_in(statement) if hasattr(node, "lineno")]
