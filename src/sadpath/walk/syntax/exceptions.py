"""`raise` and `try`."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from sadpath.walk.calls import call
from sadpath.walk.machine import Machine, executes
from sadpath.walk.objects.exceptions import is_exception
from sadpath.walk.run import Frame
from sadpath.walk.syntax.names import assign_name, unbind
from sadpath.walk.values import (
    ClassV,
    Instance,
    ListV,
    Raised,
    Unknown,
    Value,
)


@executes(ast.Raise)
def raise_(m: Machine, node: ast.Raise, frame: Frame) -> Any:
    if node.exc is None:
        scope: Frame | None = frame
        while scope is not None and not scope.handling:
            scope = scope.parent if scope.function is frame.function else None
        if scope is None:
            m.run.context_asked += 1
            for outer in reversed(m.frames):
                if outer.handling:
                    scope = outer
                    break
        if scope is None:
            raise m.error("RuntimeError", "No active exception to reraise")
        m.note("raised", scope.handling[-1].cls.name, node)
        raise Raised(scope.handling[-1])
    value = m.single(m.eval(node.exc, frame))
    if isinstance(value, ClassV):
        value = call(m, value, [], {})
    if isinstance(value, Unknown):
        made = Instance(unknown_exception(m), {"args": ()}, m.now)
        made.accident = False
        made.attrs["__symbol__"] = value
        raise Raised(made)
    if not isinstance(value, Instance) or not (is_exception(m, value.cls) or value.cls.opaque):
        raise m.error("TypeError", "exceptions must derive from BaseException")
    m.touch(value)
    if value.accident is None:
        value.accident = not frame.module.project  # a ValueError that a library raises is an accident of the project's
    if node.cause is not None:
        value.attrs["__cause__"] = m.eval(node.cause, frame)
    elif m.frames and frame.handling and frame.handling[-1] is not value:
        value.attrs.setdefault("__context__", frame.handling[-1])
    m.note("raised", value.cls.name, node)
    raise Raised(value)


def unknown_exception(m: Machine) -> ClassV:
    """The class of an exception about which nothing is known but that it is one."""
    made = m.caches.get("unknown exception")
    if made is None:
        made = ClassV("UnknownException", [m.builtins["Exception"]], {}, None, 0)
        made.mro = [made, *m.builtins["Exception"].mro]
        made.opaque = True
        m.caches["unknown exception"] = made
    return made


@executes(ast.Try)
def try_(m: Machine, node: ast.Try, frame: Frame) -> Any:
    return guarded(m, node, frame, handle)


def guarded(m: Machine, node: Any, frame: Frame, handle: Callable[[Machine, Any, Instance, Frame], Any]) -> Any:
    """Run a `try` statement, of which `handle` runs the handlers: it gives the signal of the one that ran, or raises `Raised`."""
    signal: Any = None
    # Only the exception objects of the walked code are held on to: a `Raised` holds the frames that it came through, this one
    # among them, so that all that a run came by would stay until a full collection.
    caught: Instance | None = None
    pending: Instance | None = None
    try:
        signal = m.body(node.body, frame)
    except Raised as error:
        caught = error.exc
    try:
        if caught is not None:
            signal = handle(m, node, caught, frame)
        elif signal is None:
            signal = m.body(node.orelse, frame)
    except Raised as error:
        pending = error.exc if caught is None else follow(m, error.exc, caught)
    if node.finalbody:
        try:
            last = m.body(node.finalbody, frame)
        except Raised as error:
            raise Raised(error.exc if pending is None else follow(m, error.exc, pending)) from None
        if last is not None:
            return last
    if pending is not None:
        raise Raised(pending)
    return signal


def follow(m: Machine, exc: Instance, before: Instance) -> Instance:
    """The exception, which was raised while another was handled: that is its context where it has none."""
    chain: Value = before
    seen = 0
    while isinstance(chain, Instance) and chain is not exc and seen < 100:
        chain, seen = chain.attrs.get("__context__"), seen + 1
    if chain is None and "__context__" not in exc.attrs:
        m.touch(exc)
        exc.attrs["__context__"] = before
    return exc


def handle(m: Machine, node: ast.Try, exc: Instance, frame: Frame) -> Any:
    """Run the first handler that fits; raise on where none does."""
    for handler in node.handlers:
        if frame.module.project:
            m.mark(handler, frame)
            frame.statement = handler
        if handler.type is not None and not m.truth(matches(m, exc, m.eval(handler.type, frame))):
            continue
        m.note("caught", exc.cls.name, handler)
        if exc.payload == "model":
            m.run.flags.add("unsure")
        m.events.caught(m, handler, frame, exc)
        if handler.name:
            assign_name(m, handler.name, exc, frame)
        frame.handling.append(exc)
        try:
            return m.body(handler.body, frame)
        finally:
            frame.handling.pop()
            if handler.name:
                unbind(m, handler.name, frame)
    raise Raised(exc)


def matches(m: Machine, exc: Instance, kind: Value) -> Value:
    """Whether `except kind` catches `exc`; a symbol where nobody knows."""
    kind = m.single(kind)
    if isinstance(kind, ClassV):
        if exc.cls.derives(kind):
            return True
        if exc.cls.opaque and exc.cls.name == "UnknownException" and is_exception(m, kind):
            return m.unknown("compare", "isinstance", exc.attrs.get("__symbol__"), kind.name, kind="bool")
        return (
            m.unknown("compare", "isinstance", exc.cls.name, kind.name, kind="bool")
            if exc.cls.opaque and kind.project
            else False
        )
    if isinstance(kind, (tuple, ListV)):
        unknown: Value = False
        for item in kind if isinstance(kind, tuple) else kind.items:
            told = matches(m, exc, item)
            if told is True:
                return True
            if told is not False:
                unknown = told
        return unknown
    if isinstance(kind, Unknown):
        # an exception class of a library without a model: the exceptions of the models and of the project are none of its
        return False if not exc.cls.opaque else m.unknown("compare", "isinstance", exc.cls.name, kind, kind="bool")
    return False
