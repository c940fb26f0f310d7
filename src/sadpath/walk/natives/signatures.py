"""What the model of `inspect` asks of functions: their parameters, and which of them take which argument of a call."""

from __future__ import annotations

import ast

from sadpath.walk.machine import Machine
from sadpath.walk.natives.intrinsics import annotated_with
from sadpath.walk.objects.attributes import get_attribute
from sadpath.walk.values import ABSENT, BoundMethod, ClassV, DictV, FunctionV, Instance, Native, Unknown, Value

Members = dict[str, Value]

BY_POSITION, BY_EITHER, REST, BY_NAME, KEYWORDS = range(5)


def signature_natives(m: Machine) -> Members:
    """The functions that the model of `inspect` takes as given."""
    return {name: Native(name, function) for name, function in (("_told", told), ("_bound", bound))}


def told(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`_told(function, empty)`: its name, its (name, kind, default, annotation) one by one, and what it is annotated to return.

    None for what is no function of the code. A wrapper says what it wraps, a class what makes its objects.
    """
    value, empty = m.single(args[0]), args[1]
    if isinstance(value, ClassV):
        made = value.find("__init__")
        return None if made is ABSENT else parts(m, made, empty, 1)
    if isinstance(value, Instance):
        called = value.cls.find("__call__")
        return None if called is ABSENT or value.cls.module is None else parts(m, called, empty, 1)
    if isinstance(value, BoundMethod):
        return parts(m, value.fn, empty, 1)
    return parts(m, value, empty, 0)


def parts(m: Machine, value: Value, empty: Value, given: int) -> Value:
    """As `told`, without the first `given` parameters."""
    while isinstance(value, FunctionV) and "__wrapped__" in value.attrs:
        value = value.attrs["__wrapped__"]
    if not isinstance(value, FunctionV):
        return None
    function, spec = value, value.node.args
    by_place = [*spec.posonlyargs, *spec.args]
    missing = len(by_place) - len(function.defaults)

    def part(argument: ast.arg, kind: int, default: Value) -> Value:
        return argument.arg, kind, default, annotation(m, function, argument.arg, argument.annotation, empty)

    found = [
        part(
            argument,
            BY_POSITION if index < len(spec.posonlyargs) else BY_EITHER,
            function.defaults[index - missing] if index >= missing else empty,
        )
        for index, argument in enumerate(by_place)
    ]
    found += [part(spec.vararg, REST, empty)] if spec.vararg else []
    found += [part(one, BY_NAME, function.kw_defaults.get(one.arg, empty)) for one in spec.kwonlyargs]
    found += [part(spec.kwarg, KEYWORDS, empty)] if spec.kwarg else []
    returns = getattr(function.node, "returns", None)
    return function.qualname, tuple(found[given:]), annotation(m, function, "return", returns, empty)


def annotation(m: Machine, function: FunctionV, name: str, node: ast.expr | None, empty: Value) -> Value:
    """The class that an annotation names, a symbol for others, `empty` where there is none."""
    if node is None:
        return empty
    found = annotated_with(m, node, function.module) if isinstance(node, (ast.Name, ast.Attribute)) else ABSENT
    return m.unknown("annotation", function.qualname, name) if found is ABSENT else found


def bound(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`_bound(label, parameters, args, keywords, partial)`: the arguments of a call by the names of the parameters that take them.

    Arguments that don't fit raise a `TypeError`. What comes with keywords that nobody knows is a symbol.
    """
    label, positional, keywords, partial = args[0], list(m.single(args[2])), m.single(args[3]), args[4]
    assert isinstance(keywords, DictV)
    rest, made = dict(keywords.items), m.new_dict()
    is_open = keywords.base is not None or any(isinstance(name, Unknown) for name in rest)
    for parameter in m.single(args[1]):
        name, kind, default = (get_attribute(m, parameter, part) for part in ("name", "kind", "default"))
        kind = get_attribute(m, kind, "value")
        if kind == REST:
            made.items |= {name: tuple(positional)} if positional else {}
            positional = []
        elif kind == KEYWORDS:
            if rest or keywords.base is not None:
                made.items[name] = m.new_dict(rest, keywords.base)
            rest = {}
        elif kind in (BY_POSITION, BY_EITHER) and positional:
            if name in rest and kind == BY_EITHER:
                raise m.error("TypeError", f"multiple values for argument {name!r}")
            made.items[name] = positional.pop(0)
        elif name in rest and kind != BY_POSITION:
            made.items[name] = rest.pop(name)
        elif default is get_attribute(m, parameter, "empty") and not partial:
            if not is_open:
                raise m.error("TypeError", f"missing a required argument: {name!r}")
            made.items[name] = m.unknown("argument", label, name)
    if positional:
        raise m.error("TypeError", "too many positional arguments")
    if rest and not is_open:
        raise m.error("TypeError", f"got an unexpected keyword argument {next(iter(rest))!r}")
    return made
