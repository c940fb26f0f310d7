"""Where the nodes of a statement stand: statements that an edit left alone move to their new lines."""

from __future__ import annotations

import ast
from typing import Any

from sadpath.program.remember import remembered

PLACE = ("lineno", "end_lineno", "col_offset", "end_col_offset")


def reposition(found: ast.AST, other: ast.AST) -> None:
    """Give the nodes of `found` the places that those of `other` have, which is the same but for these."""
    for node, placed in zip(ast.walk(found), ast.walk(other), strict=True):
        for part in PLACE:
            if hasattr(placed, part):
                setattr(node, part, getattr(placed, part))


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
    return [node for node in ast.walk(statement) if hasattr(node, "lineno")]
