"""Tuples, lists, sets, dictionaries and comprehensions."""

from __future__ import annotations

import ast
from typing import Any

import libcst as cst

from sadpath.source.lower.core import LOAD, STORE, Lowering, in_context, lowers


@lowers("Tuple")
def tuple_(low: Lowering, node: cst.Tuple) -> ast.Tuple:
    elements = [_element(low, element) for element in node.elements]
    start, end = low.span(node)
    if node.lpar:
        # Its innermost parentheses are the tuple's own.
        start, end = low.span(node.lpar[-1])[0], low.span(node.rpar[0])[1]
    elif node.elements:
        last = node.elements[-1]
        end = low.span(last.comma)[1] if isinstance(last.comma, cst.Comma) else _element_end(low, last)
    return low.place(ast.Tuple(elements, LOAD), start, end)


@lowers("List")
def list_(low: Lowering, node: cst.List) -> ast.List:
    return low.at(ast.List([_element(low, element) for element in node.elements], LOAD), node)


@lowers("Set")
def set_(low: Lowering, node: cst.Set) -> ast.Set:
    return low.at(ast.Set([_element(low, element) for element in node.elements]), node)


@lowers("Dict")
def dict_(low: Lowering, node: cst.Dict) -> ast.Dict:
    keys: list[ast.expr | None] = []
    values = []
    for element in node.elements:
        keys.append(low.expr(element.key) if isinstance(element, cst.DictElement) else None)
        values.append(low.expr(element.value))
    return low.at(ast.Dict(keys, values), node)


def _element(low: Lowering, node: cst.BaseElement) -> ast.expr:
    return low.expr(node if isinstance(node, cst.StarredElement) else node.value)


def _element_end(low: Lowering, node: cst.BaseElement) -> int:
    # A starred element's span takes in what LibCST writes after it.
    return low.end(node.value)


@lowers("StarredElement")
def starred(low: Lowering, node: cst.StarredElement) -> ast.Starred:
    return low.place(ast.Starred(low.expr(node.value), LOAD), low.span(node)[0], low.end(node.value))


@lowers("GeneratorExp")
def generator(low: Lowering, node: cst.GeneratorExp) -> ast.GeneratorExp:
    start, end = low.span(node)
    if node.lpar:
        start, end = low.span(node.lpar[-1])[0], low.span(node.rpar[0])[1]
    return low.place(ast.GeneratorExp(low.expr(node.elt), _loops(low, node.for_in)), start, end)


@lowers("ListComp")
def list_comprehension(low: Lowering, node: cst.ListComp) -> ast.ListComp:
    return low.at(ast.ListComp(low.expr(node.elt), _loops(low, node.for_in)), node)


@lowers("SetComp")
def set_comprehension(low: Lowering, node: cst.SetComp) -> ast.SetComp:
    return low.at(ast.SetComp(low.expr(node.elt), _loops(low, node.for_in)), node)


@lowers("DictComp")
def dict_comprehension(low: Lowering, node: cst.DictComp) -> ast.DictComp:
    key, value = low.expr(node.key), low.expr(node.value)
    return low.at(ast.DictComp(key, value, _loops(low, node.for_in)), node)


@lowers("StarredDictComp")
def starred_dict_comprehension(low: Lowering, node: Any) -> ast.DictComp:
    """`{**d for d in many}` as `{key: value for d in many for key, value in d.items()}`, which says the same."""

    def at(new: Any) -> Any:
        return low.at(new, node.value)

    def part(name: str) -> Any:
        return at(ast.Name(name, LOAD))

    target = in_context(at(ast.Tuple([part(".key"), part(".value")], LOAD)), STORE)
    items = at(ast.Call(at(ast.Attribute(low.expr(node.value), "items", LOAD)), [], []))
    loops = [*_loops(low, node.for_in), ast.comprehension(target, items, [], 0)]
    return low.at(ast.DictComp(part(".key"), part(".value"), loops), node)


def _loops(low: Lowering, node: cst.CompFor | None) -> list[ast.comprehension]:
    loops = []
    while node is not None:
        conditions = [low.expr(condition.test) for condition in node.ifs]
        is_async = int(node.asynchronous is not None)
        loops.append(ast.comprehension(low.target(node.target), low.expr(node.iter), conditions, is_async))
        node = node.inner_for_in
    return loops
