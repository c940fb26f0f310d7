"""LibCST's tree lowered to Python's own `ast`, for files in newer grammar than the running Python's.

Exactly what `ast.parse` would give, positions included, wherever the running Python has the node class; where it has
not, the nearest class that it has (`type X = ...` an assignment, `except*` a plain `try`, type parameters left out).
Positions in formatted strings are those of Python 3.12 and later.
"""

from __future__ import annotations

import ast

import libcst as cst

from sadpath.source.lower import compound, containers, expressions, parameters, patterns, statements, strings
from sadpath.source.lower.core import Lowering
from sadpath.source.lower.suites import statements_of

__all__ = ["compound", "containers", "expressions", "lower", "parameters", "patterns", "statements", "strings"]


def lower(module: cst.Module, text: str | None = None) -> ast.Module:
    """The `ast` tree of a LibCST module.

    `text` is what the module was parsed from, without a byte order mark; left out, it is what LibCST writes out
    again, which lacks form feeds, so that columns after one differ. Raises SyntaxProblem for a literal that Python
    can't evaluate.
    """
    lowering = Lowering(module, module.code if text is None else text)
    body = [new for statement in module.body for new in statements_of(lowering, statement)]
    return ast.Module(body=body, type_ignores=[])
