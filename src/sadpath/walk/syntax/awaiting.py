"""`yield`, `await`, and async iteration."""

from __future__ import annotations

import ast
from typing import Any

from sadpath.walk.calls import call_method
from sadpath.walk.containers.iteration import iterate, make_iterator, next_value
from sadpath.walk.containers.subscripts import child
from sadpath.walk.generators import CoroutineV, GeneratorV
from sadpath.walk.machine import Machine, evaluates
from sadpath.walk.run import Frame
from sadpath.walk.values import (
    ABSENT,
    DictV,
    Instance,
    Lanes,
    ListV,
    StopWalkIteration,
    Unknown,
    Value,
    is_constant,
)


@evaluates(ast.Yield)
def yield_(m: Machine, node: ast.Yield, frame: Frame) -> Value:
    value = m.eval(node.value, frame) if node.value is not None else None
    return generator_of(frame).yield_(value)


def generator_of(frame: Frame) -> GeneratorV:
    """The generator whose body runs in `frame`."""
    scope: Frame | None = frame
    while scope is not None and not isinstance(scope.return_place, GeneratorV):
        scope = scope.parent
    assert scope is not None
    return scope.return_place  # type: ignore[no-any-return]


@evaluates(ast.YieldFrom)
def yield_from(m: Machine, node: ast.YieldFrom, frame: Frame) -> Value:
    source = m.single(m.eval(node.value, frame))
    if isinstance(source, GeneratorV):
        return delegate(source, frame)
    if isinstance(source, Instance) and source.cls.find("__iter__") is not ABSENT:
        source = m.single(call_method(m, source, "__iter__", []))
        if isinstance(source, GeneratorV):
            return delegate(source, frame)
    iterator = make_iterator(m, source)
    while True:
        m.tick()
        try:
            value = next_value(m, iterator)
        except StopWalkIteration as end:
            return end.value
        generator_of(frame).yield_(value)


def delegate(source: GeneratorV, frame: Frame) -> Value:
    """Hand out what another generator yields, and on to it what is sent; the value that it returns."""
    sent: Value = None
    while True:
        try:
            value = source.resume(sent)
        except StopWalkIteration as end:
            return end.value
        sent = generator_of(frame).yield_(value)


@evaluates(ast.Await)
def await_(m: Machine, node: ast.Await, frame: Frame) -> Value:
    value = m.eval(node.value, frame)
    return await_value(m, value)


def await_value(m: Machine, value: Value) -> Value:
    """`await value`. Model classes give what they are awaited for with a method `__awaited__`."""
    if type(value) is Lanes:
        value = m.single(value)
    if isinstance(value, CoroutineV):
        return value.run()
    if isinstance(value, Instance):
        if value.cls.find("__awaited__") is not ABSENT:
            made = call_method(m, value, "__awaited__", [])
            return made.run() if isinstance(made, CoroutineV) else made
        if value.cls.find("__await__") is not ABSENT:
            return run_out(m, call_method(m, value, "__await__", []))
    if isinstance(value, Unknown):
        return child(m, value, "await", value)
    if is_constant(value) or isinstance(value, (ListV, DictV)):
        return value  # a sync stand-in; Python would refuse, but which of two definitions runs is not always known
    made = m.unknown("await", type(value).__name__)
    m.answers.escapes(m, made, [value])
    return made


def run_out(m: Machine, iterator: Value) -> Value:
    """What the iterator that an `__await__` gave ends with; what it yields before is for the event loop."""
    iterator = m.single(iterator)
    if isinstance(iterator, Unknown):
        return child(m, iterator, "await", iterator)
    if isinstance(iterator, CoroutineV):
        raise m.error("TypeError", "__await__() returned a coroutine")
    while True:
        m.tick()
        try:
            next_value(m, iterator)
        except StopWalkIteration as end:
            return end.value


def async_iterate(m: Machine, value: Value) -> Any:
    """The elements of an async iterable."""
    value = m.single(value)
    if isinstance(value, Instance) and value.cls.find("__aiter__") is not ABSENT:
        value = call_method(m, value, "__aiter__", [])
    if isinstance(value, Instance) and value.cls.find("__anext__") is not ABSENT:
        from sadpath.walk.values import Raised

        while True:
            m.tick()
            try:
                item = await_value(m, call_method(m, value, "__anext__", []))
            except Raised as error:
                if error.exc.cls.name == "StopAsyncIteration":
                    return
                raise
            yield item
    else:
        yield from iterate(m, value)
