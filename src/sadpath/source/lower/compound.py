"""Compound statements. Each ends where its last body ends."""

from __future__ import annotations

import ast
from typing import Any, cast

import libcst as cst

from sadpath.source.lower.core import Lowering, lowers
from sadpath.source.lower.names import identifier
from sadpath.source.lower.parameters import argument_lists, parameters, type_parameters
from sadpath.source.lower.suites import Place, end_of, suite


@lowers("FunctionDef")
def function(low: Lowering, node: cst.FunctionDef) -> ast.stmt:
    kind = cast(Any, ast.FunctionDef if node.asynchronous is None else ast.AsyncFunctionDef)
    body, end = suite(low, node.body)
    new: ast.stmt = kind(
        name=identifier(node.name.value),
        args=parameters(low, node.params),
        body=body,
        decorator_list=[low.expr(decorator.decorator) for decorator in node.decorators],
        returns=None if node.returns is None else low.expr(node.returns.annotation),
        type_comment=None,
    )
    return low.place_to(_with_type_parameters(low, new, node), low.span(node)[0], end)


@lowers("ClassDef")
def class_(low: Lowering, node: cst.ClassDef) -> ast.stmt:
    bases, keywords = argument_lists(low, [*node.bases, *node.keywords])
    body, end = suite(low, node.body)
    decorators = [low.expr(decorator.decorator) for decorator in node.decorators]
    make = cast(Any, ast.ClassDef)
    new: ast.stmt = make(
        name=identifier(node.name.value), bases=bases, keywords=keywords, body=body, decorator_list=decorators
    )
    return low.place_to(_with_type_parameters(low, new, node), low.span(node)[0], end)


def _with_type_parameters(low: Lowering, new: ast.stmt, node: cst.FunctionDef | cst.ClassDef) -> ast.stmt:
    if "type_params" in new._fields:
        cast(Any, new).type_params = type_parameters(low, node.type_parameters)
    return new


@lowers("If")
def if_(low: Lowering, node: cst.If) -> ast.If:
    test = low.expr(node.test)
    body, end = suite(low, node.body)
    orelse: list[ast.stmt] = []
    if isinstance(node.orelse, cst.If):
        orelse = [low.stmt(node.orelse)]
        end = end_of(orelse[0])
    elif node.orelse is not None:
        orelse, end = suite(low, node.orelse)
    return low.place_to(ast.If(test, body, orelse), low.span(node)[0], end)


@lowers("For")
def for_(low: Lowering, node: cst.For) -> ast.stmt:
    kind = cast(Any, ast.For if node.asynchronous is None else ast.AsyncFor)
    target, iterable = low.target(node.target), low.expr(node.iter)
    body, end = suite(low, node.body)
    orelse, end = _else(low, node.orelse, end)
    new: ast.stmt = kind(target, iterable, body, orelse, None)
    return low.place_to(new, low.span(node)[0], end)


@lowers("While")
def while_(low: Lowering, node: cst.While) -> ast.While:
    test = low.expr(node.test)
    body, end = suite(low, node.body)
    orelse, end = _else(low, node.orelse, end)
    return low.place_to(ast.While(test, body, orelse), low.span(node)[0], end)


def _else(low: Lowering, node: cst.Else | cst.Finally | None, end: Place) -> tuple[list[ast.stmt], Place]:
    return ([], end) if node is None else suite(low, node)


@lowers("With")
def with_(low: Lowering, node: cst.With) -> ast.stmt:
    kind = cast(Any, ast.With if node.asynchronous is None else ast.AsyncWith)
    items = [_with_item(low, item) for item in node.items]
    body, end = suite(low, node.body)
    new: ast.stmt = kind(items, body, None)
    return low.place_to(new, low.span(node)[0], end)


def _with_item(low: Lowering, node: cst.WithItem) -> ast.withitem:
    return ast.withitem(low.expr(node.item), None if node.asname is None else low.target(node.asname.name))


@lowers("Try", "TryStar")
def try_(low: Lowering, node: cst.Try | cst.TryStar) -> ast.stmt:
    kind = cast(Any, ast.Try if isinstance(node, cst.Try) else getattr(ast, "TryStar", ast.Try))
    body, end = suite(low, node.body)
    handlers = [_handler(low, handler) for handler in node.handlers]
    if handlers:
        end = end_of(handlers[-1])
    orelse, end = _else(low, node.orelse, end)
    final, end = _else(low, node.finalbody, end)
    new: ast.stmt = kind(body, handlers, orelse, final)
    return low.place_to(new, low.span(node)[0], end)


def _handler(low: Lowering, node: cst.ExceptHandler | cst.ExceptStarHandler) -> ast.ExceptHandler:
    kind = low.optional(node.type)
    name = None if node.name is None else identifier(cst.ensure_type(node.name.name, cst.Name).value)
    body, end = suite(low, node.body)
    return low.place_to(ast.ExceptHandler(kind, name, body), low.span(node)[0], end)


@lowers("Match")
def match(low: Lowering, node: cst.Match) -> ast.Match:
    subject = low.expr(node.subject)
    cases = []
    end = (0, 0)
    for case in node.cases:
        pattern, guard = low.pattern(case.pattern), low.optional(case.guard)
        body, end = suite(low, case.body)
        cases.append(ast.match_case(pattern, guard, body))
    return low.place_to(ast.Match(subject, cases), low.span(node)[0], end)
