"""Displays: `(a, *b)`, `[a, b]`, `{a, b}`, `{a: b, **c}`."""

from __future__ import annotations

import ast
from collections.abc import Callable

from sadpath.walk.containers.changes import dict_key
from sadpath.walk.containers.iteration import to_list
from sadpath.walk.containers.mappings import is_mapping, mapping_items
from sadpath.walk.limits import MOST_NODES, weight
from sadpath.walk.machine import Machine, Ready, prepares, ready
from sadpath.walk.operators.keys import known_key
from sadpath.walk.run import Frame, OverBudget
from sadpath.walk.values import DictV, Unknown, Value


@prepares(ast.Tuple)
def tuple_(node: ast.Tuple) -> Ready:
    give = elements_of(node.elts)

    def run(m: Machine, frame: Frame) -> Value:
        made = tuple(give(m, frame)[0])
        if weight(made) > MOST_NODES:
            raise OverBudget
        return made

    return run


@prepares(ast.List)
def list_(node: ast.List) -> Ready:
    give = elements_of(node.elts)
    return lambda m, frame: m.new_list(*give(m, frame))


@prepares(ast.Set)
def set_(node: ast.Set) -> Ready:
    give = elements_of(node.elts)

    def run(m: Machine, frame: Frame) -> Value:
        items, partly = give(m, frame)
        return m.new_set(items, open=partly)

    return run


def elements_of(nodes: list[ast.expr]) -> Callable[[Machine, Frame], tuple[list[Value], bool]]:
    """What gives the values of a display, with starred parts spread, and whether there may be more."""
    parts = [
        (isinstance(node, ast.Starred), ready(node.value if isinstance(node, ast.Starred) else node)) for node in nodes
    ]
    if not any(starred for starred, _ in parts):
        plain = [part for _, part in parts]
        return lambda m, frame: ([part(m, frame) for part in plain], False)

    def run(m: Machine, frame: Frame) -> tuple[list[Value], bool]:
        items: list[Value] = []
        partly = False
        for starred, part in parts:
            if starred:
                more, open_ = to_list(m, part(m, frame))
                items += more
                partly = partly or open_
            else:
                items.append(part(m, frame))
        return items, partly

    return run


@prepares(ast.Dict)
def dict_(node: ast.Dict) -> Ready:
    parts = [
        (None if key is None else ready(key), ready(value)) for key, value in zip(node.keys, node.values, strict=True)
    ]

    def run(m: Machine, frame: Frame) -> Value:
        made = m.new_dict()
        for key, value in parts:
            if key is None:
                spread_dict(m, made, m.single(value(m, frame)))
            else:
                wanted = dict_key(m, made, key(m, frame))
                made.items[wanted] = value(m, frame)
        return made

    return run


def spread_dict(m: Machine, into: DictV, value: Value) -> None:
    """`**value` in a dict display."""
    if isinstance(value, DictV):
        m.spend(len(value.items))
        for key, item in value.items.items():
            into.items[known_key(m, into.items, key)] = item
        into.base = into.base or value.base
    elif isinstance(value, Unknown):
        into.base = into.base or value
    elif is_mapping(value):
        for key, item in mapping_items(m, value):
            into.items[dict_key(m, into, key)] = item
