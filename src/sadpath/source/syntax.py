"""Going through syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def first_parameter(function: ast.FunctionDef | ast.AsyncFunctionDef) -> str | None:
    """The name by which a method has its object, or its class; None where a function takes nothing by position."""
    return next((arg.arg for arg in (*function.args.posonlyargs, *function.args.args)), None)


def nodes_in(node: ast.AST) -> Iterator[ast.AST]:
    """A node and all below it, in no order that means anything, without those that only say whether a name is read or bound.

    `ast.walk` takes twice the time.
    """
    pending = [node]
    while pending:
        current = pending.pop()
        yield current
        pending += parts_of(current)


def parts_of(node: ast.AST) -> list[ast.AST]:
    """The nodes right below one, as `nodes_in` gives them."""
    found: list[ast.AST] = []
    for name in FIELDS.get(node.__class__) or fields_of(node.__class__):
        part = getattr(node, name, None)
        if part.__class__ is list:
            found += [one for one in part if isinstance(one, ast.AST)]
        elif isinstance(part, ast.AST):
            found.append(part)
    return found


FIELDS: dict[type[ast.AST], tuple[str, ...]] = {}


def fields_of(kind: type[ast.AST]) -> tuple[str, ...]:
    """The fields of a kind of node in which others may stand."""
    found = FIELDS[kind] = tuple(name for name in kind._fields if name not in PLAIN)
    return found


PLAIN = frozenset({"ctx", "id", "attr", "arg", "asname", "module", "level", "kind", "lineno", "type_comment", "op"})
