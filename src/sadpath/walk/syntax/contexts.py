"""`with`."""

from __future__ import annotations

import ast
from typing import Any

from sadpath.walk.calls import call_method
from sadpath.walk.machine import Machine, executes
from sadpath.walk.run import Frame
from sadpath.walk.syntax.awaiting import await_value
from sadpath.walk.syntax.statements import assign
from sadpath.walk.values import (
    ABSENT,
    Instance,
    Raised,
    Unknown,
    Value,
    is_constant,
)


@executes(ast.With, ast.AsyncWith)
def with_(m: Machine, node: ast.With | ast.AsyncWith, frame: Frame) -> Any:
    return with_items(m, node, list(node.items), frame)


def with_items(m: Machine, node: ast.With | ast.AsyncWith, items: list[ast.withitem], frame: Frame) -> Any:
    """Enter the first context manager, run the rest inside, leave it."""
    if not items:
        return m.body(node.body, frame)
    item, rest = items[0], items[1:]
    manager = m.single(m.eval(item.context_expr, frame))
    is_async = isinstance(node, ast.AsyncWith)
    enter, leave = ("__aenter__", "__aexit__") if is_async else ("__enter__", "__exit__")
    value = enter_context(m, manager, enter, is_async)
    if item.optional_vars is not None:
        assign(m, item.optional_vars, value, frame)
    try:
        signal = with_items(m, node, rest, frame)
    except Raised as error:
        frame.statement = node
        m.returned_to(frame)
        if leave_context(m, manager, leave, is_async, error.exc, frame):
            return None
        raise
    frame.statement = node
    m.returned_to(frame)
    leave_context(m, manager, leave, is_async, None, frame)
    return signal


def enter_context(m: Machine, manager: Value, name: str, is_async: bool) -> Value:
    """`manager.__enter__()`, or its async twin."""
    if isinstance(manager, Instance) and manager.cls.find(name) is not ABSENT:
        made = call_method(m, manager, name, [])
        return await_value(m, made) if is_async else made
    if isinstance(manager, Unknown):
        return m.unknown("entered", manager)
    if isinstance(manager, Instance) and not manager.cls.opaque:
        raise m.error("TypeError", f"{manager.cls.name} object does not support the context manager protocol")
    if manager is None or is_constant(manager):
        raise m.error("AttributeError", name)
    return m.unknown("entered", manager)


def leave_context(m: Machine, manager: Value, name: str, is_async: bool, exc: Instance | None, frame: Frame) -> bool:
    """`manager.__exit__(...)`; whether it swallows the exception."""
    if not (isinstance(manager, Instance) and manager.cls.find(name) is not ABSENT):
        return False
    args = [exc.cls, exc, None] if exc is not None else [None, None, None]
    if exc is not None:
        frame.handling.append(exc)
    try:
        made = call_method(m, manager, name, args)
        if is_async:
            made = await_value(m, made)
    finally:
        if exc is not None:
            frame.handling.pop()
    return exc is not None and m.truth(made)
