"""What stands between parentheses: a function's parameters, a call's arguments; and type parameters in brackets."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Any, cast

import libcst as cst

from sadpath.source.lower.core import LOAD, Lowering
from sadpath.source.lower.names import identifier


def parameters(low: Lowering, node: cst.Parameters) -> ast.arguments:
    positional = [*node.posonly_params, *node.params]
    return ast.arguments(
        posonlyargs=[_parameter(low, param) for param in node.posonly_params],
        args=[_parameter(low, param) for param in node.params],
        vararg=_parameter(low, node.star_arg) if isinstance(node.star_arg, cst.Param) else None,
        kwonlyargs=[_parameter(low, param) for param in node.kwonly_params],
        kw_defaults=[low.optional(param.default) for param in node.kwonly_params],
        kwarg=None if node.star_kwarg is None else _parameter(low, node.star_kwarg),
        defaults=[low.expr(param.default) for param in positional if param.default is not None],
    )


def _parameter(low: Lowering, node: cst.Param) -> ast.arg:
    annotation = None if node.annotation is None else low.expr(node.annotation.annotation)
    end = low.end(node.name) if node.annotation is None else _annotation_end(low, node.annotation.annotation)
    return low.place(ast.arg(identifier(node.name.value), annotation, None), low.start(node.name), end)


def _annotation_end(low: Lowering, node: cst.BaseExpression) -> int:
    return low.end(node.value if isinstance(node, cst.StarredElement) else node)


def argument_lists(low: Lowering, nodes: Sequence[cst.Arg]) -> tuple[list[ast.expr], list[ast.keyword]]:
    """A call's (or a class's) positional and keyword arguments."""
    positional: list[ast.expr] = []
    keywords = []
    for node in nodes:
        value, end = low.expr(node.value), low.end(node.value)
        start = low.span(node)[0]
        if node.keyword is not None:
            keywords.append(low.place(ast.keyword(identifier(node.keyword.value), value), start, end))
        elif node.star == "**":
            keywords.append(low.place(ast.keyword(None, value), start, end))
        elif node.star:
            positional.append(low.place(ast.Starred(value, LOAD), start, end))
        else:
            positional.append(value)
    return positional, keywords


def type_parameters(low: Lowering, node: cst.TypeParameters | None) -> list[Any]:
    """The type parameters where the running Python's `ast` has classes for them (3.12), their defaults too (3.13)."""
    if node is None or not hasattr(ast, "TypeVar"):
        return []
    return [_type_parameter(low, param) for param in node.params]


def _type_parameter(low: Lowering, node: cst.TypeParam) -> ast.AST:
    kind = cast(Any, getattr(ast, type(node.param).__name__))
    start, end = low.span(node.param)
    new: ast.AST = kind(name=identifier(node.param.name.value))
    if isinstance(node.param, cst.TypeVar):
        cast(Any, new).bound = low.optional(node.param.bound)
        end = low.end(node.param.name if node.param.bound is None else node.param.bound)
    default = node.default
    if default is not None:
        end = low.end(default)
        if "default_value" in new._fields:
            value = low.expr(default)
            if node.star:
                value = low.place(ast.Starred(value, LOAD), low.span(node.whitespace_after_star)[0] - 1, end)
            cast(Any, new).default_value = value
    return low.place(new, start, end)
