"""What all lowering functions share: the table of them, the positions, and how the children of a node are lowered."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar, cast

import libcst as cst

from sadpath.source.lower.offsets import Span, record
from sadpath.source.parse import SyntaxProblem
from sadpath.source.positions import LineTable, column

LOAD, STORE, DEL = ast.Load(), ast.Store(), ast.Del()

Node = TypeVar("Node", bound=ast.AST)
Lowers = TypeVar("Lowers", bound=Callable[..., ast.AST])

# By the name of the LibCST class, not the class: an older LibCST lacks some.
_TABLE: dict[str, Callable[[Lowering, Any], ast.AST]] = {}


def lowers(*names: str) -> Callable[[Lowers], Lowers]:
    """Registers a function `(lowering, node) -> ast node` for the LibCST node classes of these names."""

    def register(function: Lowers) -> Lowers:
        for name in names:
            _TABLE[name] = function
        return function

    return register


class Lowering:
    """One module on its way from LibCST to `ast`. All offsets are 0-based code points in the text."""

    def __init__(self, module: cst.Module, text: str) -> None:
        self.text = text
        self.lines = LineTable(text)
        self._spans = record(module, text)

    def expr(self, node: cst.CSTNode) -> ast.expr:
        return cast(ast.expr, self._lower(node))

    def optional(self, node: cst.CSTNode | None) -> ast.expr | None:
        return None if node is None else cast(ast.expr, self._lower(node))

    def stmt(self, node: cst.CSTNode) -> ast.stmt:
        return cast(ast.stmt, self._lower(node))

    def pattern(self, node: cst.CSTNode) -> ast.pattern:
        return cast(ast.pattern, self._lower(node))

    def _lower(self, node: cst.CSTNode) -> ast.AST:
        function = _TABLE.get(type(node).__name__)
        if function is None:
            self.problem(f"syntax not known: {type(node).__name__}", self.start(node))
        return function(self, node)

    def target(self, node: cst.CSTNode) -> ast.expr:
        """An expression that is assigned to."""
        return in_context(self.expr(node), STORE)

    def span(self, node: cst.CSTNode) -> Span:
        """Without the parentheses around it."""
        return self._spans[node]

    def start(self, node: cst.CSTNode) -> int:
        """Where a node starts, its own parentheses counted."""
        parentheses = getattr(node, "lpar", ())
        return self._spans[parentheses[0] if parentheses else node][0]

    def end(self, node: cst.CSTNode) -> int:
        """Where a node ends, its own parentheses counted."""
        parentheses = getattr(node, "rpar", ())
        return self._spans[parentheses[-1] if parentheses else node][1]

    def at(self, new: Node, node: cst.CSTNode) -> Node:
        """Gives an `ast` node the place of a LibCST node, without the parentheses around it."""
        return self.place(new, *self._spans[node])

    def place(self, new: Node, start: int, end: int) -> Node:
        return self.place_to(new, start, self.lines.position(end))

    def place_to(self, new: Node, start: int, end: tuple[int, int]) -> Node:
        """As `place`, the end given as an (1-based line, 0-based UTF-8 byte column)."""
        placed = cast(Any, new)
        placed.lineno, placed.col_offset = self.lines.position(start)
        placed.end_lineno, placed.end_col_offset = end
        return new

    def problem(self, message: str, offset: int) -> NoReturn:
        line, byte_offset = self.lines.position(offset)
        raise SyntaxProblem(message, line, column(self.lines.line(line), byte_offset))


def in_context(node: ast.expr, context: ast.expr_context) -> ast.expr:
    """The expression as a target: every name, attribute, item and unpacking of it stored to or deleted."""
    if isinstance(node, (ast.Tuple, ast.List)):
        for element in node.elts:
            in_context(element, context)
    elif isinstance(node, ast.Starred):
        in_context(node.value, context)
    if isinstance(node, (ast.Name, ast.Attribute, ast.Subscript, ast.Starred, ast.Tuple, ast.List)):
        node.ctx = context
    return node
