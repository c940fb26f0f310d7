"""Call expressions."""

from __future__ import annotations

import ast
from collections.abc import Callable

from sadpath.walk import observe_calls
from sadpath.walk.calls import call, call_function, call_method
from sadpath.walk.containers.iteration import starred
from sadpath.walk.containers.mappings import is_mapping, mapping_items
from sadpath.walk.machine import Machine, Ready, prepares, ready
from sadpath.walk.objects.namespaces import local_names
from sadpath.walk.run import Frame
from sadpath.walk.values import (
    ClassV,
    DictV,
    FunctionV,
    Instance,
    Literal,
    SuperV,
    Unknown,
    Value,
)


@prepares(ast.Call)
def call_node(node: ast.Call) -> Ready:
    function = node.func
    if isinstance(function, ast.Name) and function.id == "super" and not node.args:
        return lambda m, frame: made_super(m, node, frame)
    if isinstance(function, ast.Name) and function.id in OF_FRAME and not node.args:
        return names_here(node, function.id)
    give = arguments_of(node)
    if isinstance(function, ast.Attribute):
        return method_call(node, function.attr, ready(function.value), give)
    return plain_call(node, ready(function), give)


Arguments = Callable[["Machine", Frame], tuple[list[Value], dict[str, Value]]]


def method_call(node: ast.Call, name: str, owner: Ready, give: Arguments) -> Ready:
    """`owner.name(...)`."""
    observed = name in observe_calls.CALLS

    def run(m: Machine, frame: Frame) -> Value:
        receiver = owner(m, frame)
        args, kw = give(m, frame)
        outer, frame.call = frame.call, node
        try:
            if observed and args and frame.module.project:
                observe_calls.called(m.events, m, node, frame, receiver, name, args)
            if type(receiver) is Instance:
                found = receiver.cls.find(name)
                if type(found) is FunctionV and name not in receiver.attrs:
                    return call_function(m, found, [receiver, *args], kw)
            return call_method(m, receiver, name, args, kw)
        finally:
            frame.call = outer

    return run


def plain_call(node: ast.Call, function: Ready, give: Arguments) -> Ready:
    """`function(...)`."""

    def run(m: Machine, frame: Frame) -> Value:
        callee = function(m, frame)
        args, kw = give(m, frame)
        if kw and type(callee) is ClassV:
            kw = with_places(node, callee, kw, frame)
        outer, frame.call = frame.call, node
        try:
            return call_function(m, callee, args, kw) if type(callee) is FunctionV else call(m, callee, args, kw)
        finally:
            frame.call = outer

    return run


def with_places(node: ast.Call, cls: ClassV, kw: dict[str, Value], frame: Frame) -> dict[str, Value]:
    """The arguments of a class by name; of a dict they are its keys (`dict(CONFLICT="later")`), which know where they stand."""
    builtin = cls.of_builtin()
    if builtin is None or builtin.name != "dict" or frame.module.module is None:
        return kw
    places = {keyword.arg: keyword for keyword in node.keywords if keyword.arg}
    module = frame.module.module
    return {Literal.at(name, places[name], module) if name in places else name: value for name, value in kw.items()}


def made_super(m: Machine, node: ast.Call, frame: Frame) -> Value:
    """`super()`; outside of classes, whatever is called so."""
    if frame.cls is not None:
        return SuperV(frame.cls, frame_self(frame))
    return plain_call(node, ready(node.func), arguments_of(node))(m, frame)


OF_FRAME = ("locals", "vars")
"""Builtins that without arguments tell the names of who calls them."""


def names_here(node: ast.Call, name: str) -> Ready:
    """`locals()`, or whatever is called so."""
    function = ready(node.func)
    other = plain_call(node, function, arguments_of(node))

    def run(m: Machine, frame: Frame) -> Value:
        return local_names(m, frame) if function(m, frame) is m.builtins[name] else other(m, frame)

    return run


def arguments_of(node: ast.Call) -> Arguments:
    """What gives the positional arguments and those by name."""
    if any(isinstance(arg, ast.Starred) for arg in node.args) or any(k.arg is None for k in node.keywords):
        return lambda m, frame: spread(m, node, frame)
    args = [ready(arg) for arg in node.args]
    named = [(str(keyword.arg), ready(keyword.value)) for keyword in node.keywords]
    if named:
        return lambda m, frame: (
            [run(m, frame) for run in args],
            {name: run(m, frame) for name, run in named},
        )
    if not args:
        return lambda m, frame: ([], {})
    if len(args) == 1:
        only = args[0]
        return lambda m, frame: ([only(m, frame)], {})
    return lambda m, frame: ([run(m, frame) for run in args], {})


def spread(m: Machine, node: ast.Call, frame: Frame) -> tuple[list[Value], dict[str, Value]]:
    """The arguments of a call with `*values` or `**values` among them."""
    args: list[Value] = []
    kw: dict[str, Value] = {}
    for arg in node.args:
        if isinstance(arg, ast.Starred):
            value = m.eval(arg.value, frame)
            more, rest = starred(m, value)
            args += more
            kw.update(rest)
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
        elif is_mapping(value):
            kw.update({str(key): item for key, item in mapping_items(m, value) if isinstance(key, str)})
    return args, kw


def frame_self(frame: Frame) -> Value:
    """The first argument of the method that runs (or that encloses what runs)."""
    scope: Frame | None = frame
    while scope is not None:
        if scope.self_value is not None and scope.function is not None:
            return scope.self_value
        scope = scope.parent
    return None
