"""Builtin functions that make one value of many: `sorted`, `any`, `all`, `sum`, `min`, `max`."""

from __future__ import annotations

import ast
from typing import Any

from sadpath.walk.builtins.registry import builtin
from sadpath.walk.calls import call
from sadpath.walk.containers.iteration import iterate, to_list
from sadpath.walk.containers.methods import ordered
from sadpath.walk.generators import GeneratorV
from sadpath.walk.machine import Machine
from sadpath.walk.operators.arithmetic import binary
from sadpath.walk.operators.comparison import compare_plain
from sadpath.walk.operators.concrete import NotConcrete, concrete, only_plain
from sadpath.walk.operators.elements import NotRanked, Ranked
from sadpath.walk.values import ABSENT, Instance, IteratorV, Lanes, Unknown, Value


@builtin("sorted")
def sorted_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    items, partly = to_list(m, args[0])
    return m.new_list(items if partly else ordered(m, items, kw), partly)


def merged(m: Machine, before: Value, value: Lanes, stop_at: bool) -> Value:
    """`before or value` (stop at a true one) or `before and value`, lane by lane."""

    def one(lane: int) -> bool:
        told, more = bool(m.pick(before, lane)), bool(m.known_truth(value.values[lane]))
        return told or more if stop_at else told and more

    return m.lanes(one)


def quantify(m: Machine, values: Value, stop_at: bool) -> Value:
    """`any` (stop at a true one) and `all` (stop at a false one); lanes are kept together where nothing but their truth differs.

    They part where the next element runs code: a lane that has its answer does not come to it.
    """
    result: Value = not stop_at
    together = not (isinstance(values, (GeneratorV, Instance)) or (isinstance(values, IteratorV) and values.does))
    for value in iterate(m, values):
        if together and type(value) is Lanes and all(m.known_truth(value.values[i]) is not None for i in m.active):
            result = merged(m, result, value, stop_at)
            if type(result) is not Lanes and result is stop_at:
                return stop_at
            continue
        if type(result) is Lanes:
            if m.truth(result) is stop_at:
                return stop_at
            result = not stop_at
        if m.truth(value) is stop_at:
            return stop_at
    return result


@builtin("any")
def any_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return quantify(m, args[0], True)


@builtin("all")
def all_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return quantify(m, args[0], False)


@builtin("sum")
def sum_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    total: Value = args[1] if len(args) > 1 else kw.get("start", 0)
    items, partly = to_list(m, args[0])
    if partly:
        return m.unknown("sum", args[0], kind="number")
    for item in items:
        total = binary(m, ast.Add, total, item)
    return total


def extreme(m: Machine, args: list[Value], kw: dict[str, Value], op: type[ast.cmpop]) -> Value:
    """`min` (`op` is `<`) and `max` (`op` is `>`)."""
    name = "max" if op is ast.Gt else "min"
    items, partly = (list(args), False) if len(args) > 1 else to_list(m, args[0])
    if not items and "default" in kw:
        return kw["default"]
    if not items and not partly:
        raise m.error("ValueError", f"{name}() arg is an empty sequence")
    if not partly:
        lanes = [item for item in items if type(item) is Lanes]
        if "key" not in kw and lanes and all(only_plain(m, item) for item in lanes):
            return m.lift(lambda *plain: extreme(m, [plain], {}, op), *items)
        if (found := first_of(m, items, kw.get("key"), op)) is not ABSENT:
            return found
    numbers = all(isinstance(i, (int, float)) or (isinstance(i, Unknown) and i.kind == "number") for i in items)
    return m.unknown(name, *items, kind="number" if numbers else None)


def first_of(m: Machine, items: list[Value], key: Value, op: type[ast.cmpop]) -> Value:
    """The first of the items whose key is before (`op`) all others'; `ABSENT` where nobody knows."""
    keys = [m.single(call(m, key, [item], {}) if key is not None else item) for item in items]
    try:
        plain = [concrete(one) for one in keys]
        return items[(max if op is ast.Gt else min)(range(len(items)), key=plain.__getitem__)]
    except (NotConcrete, TypeError):
        pass
    objects = all(isinstance(one, Instance) for one in keys)
    ranked: list[Any] = [Ranked(m, one) for one in keys]
    best = 0
    for index in range(1, len(items)):
        if objects:
            before = m.truth(compare_plain(m, op, keys[index], keys[best]))
        else:
            low, high = (best, index) if op is ast.Gt else (index, best)
            try:
                before = ranked[low] < ranked[high]
            except NotRanked:
                return ABSENT
        best = index if before else best
    return items[best]


@builtin("min")
def min_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return extreme(m, args, kw, ast.Lt)


@builtin("max")
def max_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return extreme(m, args, kw, ast.Gt)
