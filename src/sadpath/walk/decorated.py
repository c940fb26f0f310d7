"""Entries whose name a decorator has bound to an object: how that is called, so that the function under it runs."""

from __future__ import annotations

import ast

from sadpath.source.syntax import first_parameter, nodes_in
from sadpath.walk.arguments import arguments, parameter, underlying
from sadpath.walk.machine import Machine
from sadpath.walk.prepared import Call
from sadpath.walk.values import ABSENT, BoundMethod, FunctionV, Instance, Value

DEEPEST = 5
"""Methods of an object that call each other, on the way to the function."""


def call_of_object(m: Machine, module: str, name: str, value: Value) -> Call | None:
    """How the object (or its method) that `name` stands for is called; None for what is called as anything else.

    An object is called itself where it can be, else by the only method of it that comes to the function, else the function is called
    as it is written.
    """
    method = value.fn if isinstance(value, BoundMethod) else None
    thing = value.self_value if isinstance(value, BoundMethod) else value
    if not isinstance(thing, Instance) or not is_own(thing):
        return None
    bare = written(m, module, name, thing)
    function = underlying(bare)
    if function is None:
        return None
    held = Held(thing, function)
    if method is None:
        called = thing.cls.find("__call__")
        method = called if called is not ABSENT else held.only_way()
    if method is None:
        given: list[Value] = [thing] if first_parameter(function.node) == "self" else []
        args, keywords = arguments(m, function, skip=len(given))
        return Call(bare, [*given, *args], keywords)
    return held.call(m, method) if isinstance(method, FunctionV) else None


def has_one_way(m: Machine, module: str, name: str, value: Instance) -> bool:
    """Whether a decorator has made the object of the function of that name, which only one method of it comes to."""
    if not is_own(value) or value.cls.find("__call__") is not ABSENT:
        return False
    function = underlying(written(m, module, name, value))
    return function is not None and Held(value, function).only_way() is not None


def is_own(thing: Instance) -> bool:
    """Whether an object is of a class of the project, and no class of a library has a say in it."""
    return thing.cls.project and not thing.cls.opaque and all(c.project or c.module is None for c in thing.cls.mro)


def written(m: Machine, module: str, name: str, thing: Instance) -> Value:
    """The function that is defined under the name (or under the one before a dot), as the object holds it; None where it doesn't."""
    source = m.program.module(module)
    nodes = {
        id(node)
        for found, node, owner in (source.functions() if source is not None else ())
        if owner is None and found == name.partition(".")[0]
    }
    for value in thing.attrs.values():
        function = underlying(value) if not isinstance(value, Instance) else None
        if function is not None and id(function.node) in nodes:
            return value
    return None


class Held:
    """An object and the function that it holds."""

    def __init__(self, thing: Instance, function: FunctionV) -> None:
        self.thing, self.function = thing, function

    def call(self, m: Machine, method: FunctionV) -> Call | None:
        """The call of a method of it, with what the function takes where the method hands on what it is given."""
        skip = self.handed_on(method)
        spec = method.node.args
        own = [*spec.posonlyargs, *spec.args][1:]
        if skip is None or spec.defaults:
            return None
        rest, keywords = arguments(m, self.function, skip=skip)
        args = [*(parameter(m, method, one) for one in own), *rest]
        return Call(BoundMethod(method, self.thing), args, keywords if spec.kwarg is not None else {})

    def handed_on(self, method: FunctionV, depth: int = 0) -> int | None:
        """How many arguments the function gets before those that the method is given (`*args`); None where it hands none on."""
        spec = method.node.args
        if spec.vararg is None or depth > DEEPEST:
            return None
        for node in nodes_in(method.node):
            if not isinstance(node, ast.Call) or (at := place_of(node, spec.vararg.arg)) is None:
                continue
            called = self.meant(node.func, method)
            if called is self.function:
                return at
            if isinstance(called, FunctionV) and len([*called.node.args.posonlyargs, *called.node.args.args]) == 1:
                inner = self.handed_on(called, depth + 1)
                if inner is not None:
                    return inner + at
        return None

    def meant(self, node: ast.expr, method: FunctionV) -> Value:
        """The function, or the method of the object, that an expression in another method of it stands for."""
        own = first_parameter(method.node)
        if isinstance(node, ast.Name):
            return self.thing.cls.find("__call__") if node.id == own else ABSENT
        if not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == own):
            return ABSENT
        held = self.thing.attrs.get(node.attr, ABSENT)
        return self.thing.cls.find(node.attr) if held is ABSENT else underlying(held)

    def only_way(self) -> FunctionV | None:
        """The method that comes to the function and that no other such method uses; None where there is none, or more."""
        methods = {
            name: value
            for base in reversed(self.thing.cls.mro)
            for name, value in base.attrs.items()
            if isinstance(value, FunctionV) and base.project
        }
        uses = {name: self.used_by(method) for name, method in methods.items()}
        coming = {name for name, used in uses.items() if id(self.function) in used}
        while more := {name for name, used in uses.items() if used & {id(methods[n]) for n in coming}} - coming:
            coming |= more
        public = {name for name in coming if not name.startswith("_")}
        outer = [name for name in public if not any(id(methods[name]) in uses[other] for other in coming - {name})]
        return methods[outer[0]] if len(outer) == 1 else None

    def used_by(self, method: FunctionV) -> set[int]:
        """The ids of the functions that a method uses: the one that the object holds, and methods; not of those it only asks something."""
        nodes = list(nodes_in(method.node))
        asked = {id(node.value) for node in nodes if isinstance(node, ast.Attribute)}
        found = (
            self.meant(node, method) for node in nodes if isinstance(node, ast.Attribute) and id(node) not in asked
        )
        return {id(one) for one in found if isinstance(one, FunctionV)}


def place_of(node: ast.Call, name: str) -> int | None:
    """How many arguments stand before `*name` in a call; None where it has no such argument."""
    for index, arg in enumerate(node.args):
        if isinstance(arg, ast.Starred):
            return index if isinstance(arg.value, ast.Name) and arg.value.id == name else None
    return None
