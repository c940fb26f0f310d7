"""Builtin functions about iterables."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from sadpath.walk.builtins.registry import builtin
from sadpath.walk.calls import call, call_method
from sadpath.walk.containers.iteration import iterate, make_iterator, next_value, to_list
from sadpath.walk.containers.methods import ordered, walk_iterator
from sadpath.walk.generators import GeneratorV
from sadpath.walk.machine import Machine
from sadpath.walk.operators.arithmetic import binary
from sadpath.walk.operators.comparison import compare_plain
from sadpath.walk.operators.concrete import NotConcrete, concrete, only_plain, python_error
from sadpath.walk.values import (
    ABSENT,
    ClassV,
    DictV,
    Instance,
    IteratorV,
    Lanes,
    ListV,
    Raised,
    RangeV,
    SetV,
    StopWalkIteration,
    Unknown,
    Value,
    origin_of,
)

SCALARS = ("str", "int", "float", "bool", "bytes", "complex", "NoneType")


EXCLUSIVE = (*SCALARS, "dict", "list", "tuple", "set", "frozenset")


def is_something_else(m: Machine, value: Unknown, cls: ClassV) -> bool:
    """Whether this run has taken a symbol for an object of another builtin type already."""
    if cls.name not in EXCLUSIVE or not m.run.assumed:
        return False
    for name in EXCLUSIVE:
        if name == cls.name or {name, cls.name} == {"bool", "int"}:
            continue
        if m.run.assumed.get(m.unknown("compare", "isinstance", value, m.builtins[name], kind="bool").uid) is True:
            return True
    return False


@builtin("len")
def len_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    value = args[0]
    if type(value) is Lanes:
        if only_plain(m, value):
            return m.lift(lambda v: len_(m, [v], {}), value)
        value = m.single(value)
    if isinstance(value, (ListV, SetV)):
        return m.unknown("len", value, kind="number") if value.open else len(value.items)
    if isinstance(value, DictV):
        return m.unknown("len", value, kind="number") if value.base is not None else len(value.items)
    if isinstance(value, (str, bytes, tuple)):
        return len(value)
    if isinstance(value, RangeV):
        return len(value.range)
    if isinstance(value, ClassV) and value.flavour == "enum":
        return len({id(v) for v in value.members.values()})
    if isinstance(value, Instance):
        if value.cls.find("__len__") is not ABSENT:
            return call_method(m, value, "__len__", [])
        if value.cls.flavour == "namedtuple":
            return len(value.cls.fields)
        if not value.cls.opaque:
            raise m.error("TypeError", "object has no len()")
    if value is None or isinstance(value, (int, float)):
        raise m.error("TypeError", "object has no len()")
    return m.unknown("len", value, kind="number", origin=origin_of(value))


@builtin("iter")
@builtin("aiter")
def iter_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    if len(args) == 2:
        sentinel = args[1]

        def step() -> Value:
            value = call(m, args[0], [], {})
            if m.truth(compare_plain(m, ast.Eq, m.single(value), sentinel)):
                raise StopWalkIteration
            return value

        return IteratorV(step, m.now)
    return make_iterator(m, m.single(args[0]))


@builtin("anext")
def anext_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    from sadpath.walk.generators import CoroutineV
    from sadpath.walk.syntax.awaiting import await_value

    iterator = m.single(args[0])

    def step() -> Value:
        try:
            if isinstance(iterator, Instance) and iterator.cls.find("__anext__") is not ABSENT:
                return await_value(m, call_method(m, iterator, "__anext__", []))
            return next_value(m, iterator)
        except StopWalkIteration:
            pass
        except Raised as error:
            if error.exc.cls.name != "StopAsyncIteration":
                raise
        if len(args) > 1:
            return args[1]
        raise m.error("StopAsyncIteration", accident=False)

    return CoroutineV(m, "anext", step)


@builtin("next")
def next_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    try:
        return next_value(m, m.single(args[0]))
    except StopWalkIteration:
        if len(args) > 1:
            return args[1]
        raise m.error("StopIteration", accident=False) from None


@builtin("enumerate")
def enumerate_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    start = m.single(args[1] if len(args) > 1 else kw.get("start", 0))
    source = iterate(m, args[0])
    count = [start if isinstance(start, int) else 0]

    def step() -> Value:
        try:
            value = next(source)
        except StopIteration:
            raise StopWalkIteration from None
        count[0] += 1
        return (count[0] - 1, value)

    return IteratorV(step, m.now, isinstance(args[0], Unknown))


@builtin("zip")
def zip_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    sources = [iterate(m, a) for a in args]

    def step() -> Value:
        try:
            return tuple(next(s) for s in sources)
        except (StopIteration, RuntimeError):
            raise StopWalkIteration from None

    return IteratorV(step, m.now, any(isinstance(a, Unknown) for a in args))


@builtin("map")
def map_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    sources = [iterate(m, a) for a in args[1:]]

    def step() -> Value:
        values = []
        for source in sources:
            try:
                values.append(next(source))
            except StopIteration:
                raise StopWalkIteration from None
        return call(m, args[0], values, {})

    return IteratorV(step, m.now, any(isinstance(a, Unknown) for a in args[1:]), does=True)


@builtin("filter")
def filter_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    source = iterate(m, args[1])

    def step() -> Value:
        for value in source:
            if m.truth(value if args[0] is None else call(m, args[0], [value], {})):
                return value
        raise StopWalkIteration

    return IteratorV(step, m.now, isinstance(args[1], Unknown), does=True)


@builtin("reversed")
def reversed_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    items, partly = to_list(m, args[0])
    return walk_iterator(m, items[::-1], partly)


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


def extreme(m: Machine, args: list[Value], kw: dict[str, Value], pick: Callable[..., Any], name: str) -> Value:
    """`min` and `max`."""
    items, partly = (list(args), False) if len(args) > 1 else to_list(m, args[0])
    if not items and "default" in kw:
        return kw["default"]
    if "key" not in kw and not partly:
        if any(type(i) is Lanes for i in items) and all(type(i) is not Lanes or only_plain(m, i) for i in items):
            return m.lift(
                lambda *plain: extreme(m, list(plain) if len(plain) > 1 else [(plain[0],)], {}, pick, name), *items
            )
        try:
            return pick(concrete(i) for i in items)
        except (NotConcrete, TypeError):
            pass
        except ValueError as error:
            raise python_error(m, error) from None
    if "key" in kw and items and not partly:
        return ordered(m, items, {"key": kw["key"], "reverse": name == "max"})[0]
    return m.unknown(
        name,
        *items,
        kind="number"
        if all(isinstance(i, (int, float)) or (isinstance(i, Unknown) and i.kind == "number") for i in items)
        else None,
    )


@builtin("min")
def min_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return extreme(m, args, kw, min, "min")


@builtin("max")
def max_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return extreme(m, args, kw, max, "max")
