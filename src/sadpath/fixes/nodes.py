"""`ast` nodes as pieces of their text."""

from __future__ import annotations

import ast

from sadpath.source.positions import LineTable


def source_of(lines: LineTable, node: ast.AST) -> str:
    """The text of a node."""
    return lines.text[offset_of(lines, node) : end_of(lines, node)]


def offset_of(lines: LineTable, node: ast.AST) -> int:
    """The 0-based offset at which a node starts."""
    return lines.offset(getattr(node, "lineno", 1), getattr(node, "col_offset", 0))


def end_of(lines: LineTable, node: ast.AST) -> int:
    """The 0-based offset at which a node ends."""
    return lines.offset(getattr(node, "end_lineno", None) or 1, getattr(node, "end_col_offset", None) or 0)


def inside(node: ast.AST, outer: ast.AST) -> bool:
    """Whether a node is, or is in, another one."""
    return any(inner is node for inner in ast.walk(outer))


def leading(lines: LineTable, number: int) -> str:
    """The white space that a line starts with."""
    line = lines.line(number)
    return line[: len(line) - len(line.lstrip())]
