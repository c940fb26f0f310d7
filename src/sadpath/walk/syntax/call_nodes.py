"""Call expressions."""

from __future__ import annotations

import ast

from sadpath.walk.calls import call, call_method
from sadpath.walk.containers.iteration import to_list
from sadpath.walk.machine import Machine, evaluates
from sadpath.walk.run import Frame
from sadpath.walk.values import (
    ABSENT,
    DictV,
    SuperV,
    Unknown,
    Value,
)


@evaluates(ast.Call)
def call_node(m: Machine, node: ast.Call, frame: Frame) -> Value:
    function = node.func
    receiver: Value = ABSENT
    if isinstance(function, ast.Attribute):
        receiver = m.eval(function.value, frame)
        callee: Value = ABSENT
    else:
        if isinstance(function, ast.Name) and function.id == "super" and not node.args and frame.cls is not None:
            return SuperV(frame.cls, frame_self(frame))
        callee = m.eval(function, frame)
    args: list[Value] = []
    kw: dict[str, Value] = {}
    for arg in node.args:
        if isinstance(arg, ast.Starred):
            value = m.eval(arg.value, frame)
            more, partly = to_list(m, value)
            args += more
            if partly:
                kw["*"] = m.unknown("rest", value)
        else:
            args.append(m.eval(arg, frame))
    for keyword in node.keywords:
        value = m.eval(keyword.value, frame)
        if keyword.arg is not None:
            kw[keyword.arg] = value
            continue
        value = m.single(value)
        if isinstance(value, DictV):
            for key, item in value.items.items():
                if isinstance(key, str):
                    kw[str(key)] = item
            if value.base is not None:
                kw["**"] = value.base
        elif isinstance(value, Unknown):
            kw["**"] = value
    outer, frame.call = frame.call, node
    m.events.at(node, frame)
    try:
        if receiver is not ABSENT:
            assert isinstance(function, ast.Attribute)
            m.events.called(m, node, frame, receiver, function.attr, args)
            return call_method(m, receiver, function.attr, args, kw)
        return call(m, callee, args, kw)
    finally:
        frame.call = outer


def frame_self(frame: Frame) -> Value:
    """The first argument of the method that runs (or that encloses what runs)."""
    scope: Frame | None = frame
    while scope is not None:
        if scope.self_value is not None and scope.function is not None:
            return scope.self_value
        scope = scope.parent
    return None
