"""Builtin functions about iterables."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sadpath.walk.builtins.registry import builtin
from sadpath.walk.calls import call, call_method
from sadpath.walk.containers.iteration import iterate, make_iterator, may_have_more, next_value, to_list, unpack
from sadpath.walk.containers.iterators import Step, iterator
from sadpath.walk.containers.methods import walk_iterator
from sadpath.walk.machine import Machine
from sadpath.walk.operators.arithmetic import binary
from sadpath.walk.operators.comparison import compare_plain
from sadpath.walk.operators.concrete import mixed_in, only_plain
from sadpath.walk.values import (
    ABSENT,
    ClassV,
    Container,
    DictV,
    Instance,
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


@builtin("len")
def len_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    value = args[0]
    if type(value) is Lanes:
        if only_plain(m, value):
            return m.lift(lambda v: len_(m, [v], {}), value)
        value = m.single(value)
    if isinstance(value, Container) and value.cls is not None and value.cls.find("__len__") is not ABSENT:
        return call_method(m, value, "__len__", [])
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
        if isinstance(plain := mixed_in(value), (str, bytes)):
            return len(plain)
        if not value.cls.opaque:
            raise m.error("TypeError", "object has no len()")
    if value is None or isinstance(value, (int, float)):
        raise m.error("TypeError", "object has no len()")
    if isinstance(value, Unknown) and ("drained", value.uid) in m.run.cache:
        return len(m.run.cache.get(("put back", value.uid), ()))  # its elements have been taken out, but for those
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

        return iterator(m, lambda: step)
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
    except StopWalkIteration as end:
        if len(args) > 1:
            return args[1]
        error = m.error("StopIteration", accident=False)
        error.exc.attrs["args"] = () if end.value is None else (end.value,)
        raise error from None


@builtin("enumerate")
def enumerate_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    start = m.single(args[1] if len(args) > 1 else kw.get("start", 0))
    start = start if (plain := mixed_in(start)) is None else plain

    def begin() -> Step:
        source = enumerate(iterate(m, args[0]))

        def step() -> Value:
            for count, value in source:
                return (binary(m, ast.Add, start, count), value)
            raise StopWalkIteration

        return step

    return iterator(m, begin, isinstance(args[0], Unknown))


MOST_BESIDE = 64
"""So many elements of one iterable are taken to stand beside those of one that nobody knows."""


def beside(m: Machine, args: list[Value]) -> int | None:
    """How many elements one that nobody knows has in `zip(*args)`: as many as the known ones beside it; None where none is known."""
    known = [to_list(m, a)[0] for a in args if is_closed(a)]
    count = min(map(len, known), default=None)
    return count if count and count <= MOST_BESIDE else None


def sources_of(m: Machine, args: list[Value]) -> list[Iterator[Value]]:
    """What `zip` and `map` take their elements from, side by side.

    Names beside a row that nobody knows (`zip(("id", "state"), row)`) are those of its columns: it has a value for each.
    """
    count = beside(m, args)
    named = any(is_names(a) for a in args if is_closed(a))
    return [
        elements_beside(m, a, count, named) if count is not None and isinstance(a, Unknown) else iterate(m, a)
        for a in args
    ]


def elements_beside(m: Machine, value: Unknown, count: int, named: bool) -> Iterator[Value]:
    """So many elements of one that nobody knows, or none where it may be empty."""
    if named or m.truth(m.unknown("nonempty", value, kind="bool")):
        yield from unpack(m, value, count, None)


def is_names(value: Value) -> bool:
    """Whether an iterable holds nothing but texts."""
    items = value.items if isinstance(value, (ListV, DictV, SetV)) else value
    return isinstance(items, (tuple, list, dict)) and all(isinstance(item, str) for item in items)


def may_go_on(m: Machine, args: list[Value]) -> bool:
    """Whether there may be more elements side by side than those that are walked."""
    return any(isinstance(a, Unknown) for a in args) and beside(m, args) is None


def is_closed(value: Value) -> bool:
    """Whether all elements of an iterable are known."""
    return isinstance(value, (str, bytes, tuple, RangeV, ListV, SetV, DictV)) and not may_have_more(value)


@builtin("zip")
def zip_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    strict = bool(args) and m.known_truth(m.single(kw.get("strict", False))) is True

    def begin() -> Step:
        sources = sources_of(m, args)

        def step() -> Value:
            values: list[Value] = []
            for source in sources:
                try:
                    values.append(next(source))
                except (StopIteration, RuntimeError):
                    if strict and all(is_closed(m.single(a)) for a in args):
                        if values or any(next(other, ABSENT) is not ABSENT for other in sources[1:]):
                            raise m.error("ValueError", "zip() arguments have different lengths") from None
                    raise StopWalkIteration from None
            if not values:
                raise StopWalkIteration
            return tuple(values)

        return step

    return iterator(m, begin, may_go_on(m, args))


@builtin("map")
def map_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    def begin() -> Step:
        sources = sources_of(m, args[1:])

        def step() -> Value:
            values = []
            for source in sources:
                try:
                    values.append(next(source))
                except StopIteration:
                    raise StopWalkIteration from None
            return call(m, args[0], values, {})

        return step

    return iterator(m, begin, may_go_on(m, args[1:]), does=True)


@builtin("filter")
def filter_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    def begin() -> Step:
        source = iterate(m, args[1])

        def step() -> Value:
            for value in source:
                if m.truth(value if args[0] is None else call(m, args[0], [value], {})):
                    return value
            raise StopWalkIteration

        return step

    return iterator(m, begin, isinstance(args[1], Unknown), does=True)


@builtin("reversed")
def reversed_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    value = m.single(args[0])
    if isinstance(value, Instance) and value.cls.find("__reversed__") is not ABSENT:
        return make_iterator(m, call_method(m, value, "__reversed__", []))
    items, partly = to_list(m, value)
    return walk_iterator(m, items[::-1], partly)
