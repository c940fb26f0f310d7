"""Simple statements."""

from __future__ import annotations

import ast
from typing import Any, cast

import libcst as cst

from sadpath.source.lower.core import DEL, Lowering, in_context, lowers
from sadpath.source.lower.expressions import BINARY
from sadpath.source.lower.names import identifier
from sadpath.source.lower.parameters import type_parameters


@lowers("Expr")
def expression(low: Lowering, node: cst.Expr) -> ast.Expr:
    return low.at(ast.Expr(low.expr(node.value)), node)


@lowers("Pass")
def pass_(low: Lowering, node: cst.Pass) -> ast.Pass:
    return low.at(ast.Pass(), node)


@lowers("Break")
def break_(low: Lowering, node: cst.Break) -> ast.Break:
    return low.at(ast.Break(), node)


@lowers("Continue")
def continue_(low: Lowering, node: cst.Continue) -> ast.Continue:
    return low.at(ast.Continue(), node)


@lowers("Return")
def return_(low: Lowering, node: cst.Return) -> ast.Return:
    return low.at(ast.Return(low.optional(node.value)), node)


@lowers("Raise")
def raise_(low: Lowering, node: cst.Raise) -> ast.Raise:
    cause = None if node.cause is None else low.expr(node.cause.item)
    return low.at(ast.Raise(low.optional(node.exc), cause), node)


@lowers("Assert")
def assert_(low: Lowering, node: cst.Assert) -> ast.Assert:
    return low.at(ast.Assert(low.expr(node.test), low.optional(node.msg)), node)


@lowers("Del")
def delete(low: Lowering, node: cst.Del) -> ast.Delete:
    target = node.target
    if isinstance(target, cst.Tuple) and not target.lpar:
        targets = [low.expr(element.value) for element in target.elements]
    else:
        targets = [low.expr(target)]
    return low.at(ast.Delete([in_context(target, DEL) for target in targets]), node)


@lowers("Assign")
def assign(low: Lowering, node: cst.Assign) -> ast.Assign:
    targets = [low.target(target.target) for target in node.targets]
    return low.at(ast.Assign(targets, low.expr(node.value), None), node)


@lowers("AnnAssign")
def annotated_assign(low: Lowering, node: cst.AnnAssign) -> ast.AnnAssign:
    target = cast(Any, low.target(node.target))
    simple = int(isinstance(node.target, cst.Name) and not node.target.lpar)
    return low.at(ast.AnnAssign(target, low.expr(node.annotation.annotation), low.optional(node.value), simple), node)


@lowers("AugAssign")
def augmented_assign(low: Lowering, node: cst.AugAssign) -> ast.AugAssign:
    operator = BINARY[type(node.operator).__name__.removesuffix("Assign")]
    target = cast(Any, low.target(node.target))
    return low.at(ast.AugAssign(target, operator, low.expr(node.value)), node)


@lowers("Global")
def global_(low: Lowering, node: cst.Global) -> ast.Global:
    return low.at(ast.Global([identifier(item.name.value) for item in node.names]), node)


@lowers("Nonlocal")
def nonlocal_(low: Lowering, node: cst.Nonlocal) -> ast.Nonlocal:
    return low.at(ast.Nonlocal([identifier(item.name.value) for item in node.names]), node)


@lowers("Import", "LazyImport")
def import_(low: Lowering, node: cst.Import) -> ast.Import:
    return low.at(ast.Import([_alias(low, name) for name in node.names]), node)


@lowers("ImportFrom", "LazyImportFrom")
def import_from(low: Lowering, node: cst.ImportFrom) -> ast.ImportFrom:
    if isinstance(node.names, cst.ImportStar):
        names = [low.at(ast.alias("*", None), node.names)]
    else:
        names = [_alias(low, name) for name in node.names]
    module = None if node.module is None else _dotted(node.module)
    return low.at(ast.ImportFrom(module, names, len(node.relative)), node)


def _alias(low: Lowering, node: cst.ImportAlias) -> ast.alias:
    renamed = None if node.asname is None else identifier(cst.ensure_type(node.asname.name, cst.Name).value)
    return low.at(ast.alias(_dotted(node.name), renamed), node)


def _dotted(node: cst.BaseExpression) -> str:
    parts = []
    while isinstance(node, cst.Attribute):
        parts.append(node.attr.value)
        node = node.value
    parts.append(cst.ensure_type(node, cst.Name).value)
    return identifier(".".join(reversed(parts)))


@lowers("TypeAlias")
def type_alias(low: Lowering, node: cst.TypeAlias) -> ast.stmt:
    name, value = low.target(node.name), low.expr(node.value)
    alias = cast(Any, getattr(ast, "TypeAlias", None))
    if alias is None:
        return low.at(ast.Assign([name], value, None), node)
    new: ast.stmt = alias(name, type_parameters(low, node.type_parameters), value)
    return low.at(new, node)
