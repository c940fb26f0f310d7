"""Bodies: the statements in one, and where it ends."""

from __future__ import annotations

import ast

import libcst as cst

from sadpath.source.lower.core import Lowering

Place = tuple[int, int]


def statements_of(low: Lowering, node: cst.CSTNode) -> list[ast.stmt]:
    """The statements of one LibCST statement: a line may hold several."""
    if isinstance(node, (cst.SimpleStatementLine, cst.SimpleStatementSuite)):
        return [low.stmt(small) for small in node.body]
    return [low.stmt(node)]


def suite(low: Lowering, node: cst.CSTNode) -> tuple[list[ast.stmt], Place]:
    """The statements of a body or an `else:`, and the (1-based line, 0-based UTF-8 byte column) of its end."""
    while isinstance(node, (cst.Else, cst.Finally)):
        node = node.body
    body = node.body if isinstance(node, cst.IndentedBlock) else [node]
    statements = [new for statement in body for new in statements_of(low, statement)]
    return statements, _end(low, body[-1], statements[-1])


def _end(low: Lowering, node: cst.CSTNode, last: ast.stmt) -> Place:
    if isinstance(node, (cst.SimpleStatementLine, cst.SimpleStatementSuite)):
        semicolon = node.body[-1].semicolon
        if isinstance(semicolon, cst.Semicolon):
            # To the parser it is the body's last token, though no part of the last statement.
            return low.lines.position(low.span(semicolon)[1])
    return end_of(last)


def end_of(node: ast.stmt | ast.ExceptHandler) -> Place:
    assert node.end_lineno is not None and node.end_col_offset is not None
    return node.end_lineno, node.end_col_offset
