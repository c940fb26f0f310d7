"""Objects for methods that nobody calls: what `self` is where the walk begins in one."""

from __future__ import annotations

import ast
import re
from contextlib import nullcontext
from typing import Any

from sadpath.source.syntax import first_parameter, nodes_in
from sadpath.walk.arguments import arguments, by_annotation, underlying
from sadpath.walk.calls import call
from sadpath.walk.kept_objects import kept_object
from sadpath.walk.machine import Machine
from sadpath.walk.makers import given_by_makers
from sadpath.walk.objects.fields import argument_name, init_among
from sadpath.walk.objects.instances import instantiate
from sadpath.walk.parameters import parameters_of
from sadpath.walk.quiet import nothing_sent
from sadpath.walk.run import SentTooEarly
from sadpath.walk.values import ABSENT, ClassV, Descriptor, FunctionV, Instance, Raised, Value


def make_self(m: Machine, cls: ClassV) -> Value:
    """An object of the class, made as far as its `__init__` can be followed."""
    cls = concrete_class(m, cls)
    ready = kept_object(m, cls)
    if ready is not None:
        return ready
    init, dataclass = init_among(cls.mro)
    target = underlying(init) if init is not ABSENT else None
    if (made := made_by_factory(m, cls, bare=True)) is not None:
        return made
    try:
        if target is not None:
            positional, keywords = arguments(m, target, skip=1)
            given = [*positional, *keywords.values()]
            if any(is_configured(value) for value in given) and (made := made_by_factory(m, cls)) is not None:
                return made
            keywords |= configured(m, cls, target)
            return made_as_told(m, cls, *with_told(m, cls, target, positional, keywords), positional, keywords)
        if dataclass is not None or cls.fields:
            asked = {
                argument_name(cls, name): annotated(m, cls, name)
                for name, default, factory, included in cls.fields
                if default is ABSENT and factory is None and included
            }
            return made_as_told(m, cls, [], asked | given_by_makers(m, cls, asked), [], asked)
        return instantiate(m, cls, [], {})
    except Raised:
        made = Instance(cls, {}, m.now)
        for name in assigned_attributes(cls):
            made.attrs[name] = m.unknown("attribute", cls.name, name)
        return made


def with_told(
    m: Machine, cls: ClassV, init: FunctionV, positional: list[Value], keywords: dict[str, Value]
) -> tuple[list[Value], dict[str, Value]]:
    """Arguments for `__init__`, those by which the project makes its objects in their place."""
    spec = init.node.args
    taken = parameters_of(spec)
    names = taken.positional[1:]
    needed = names[: len(names) - len(spec.defaults)]
    told = given_by_makers(m, cls, (*needed, *(name for name in taken.named if name not in init.kw_defaults)))
    placed = [told.pop(name, value) for name, value in zip(names, positional, strict=False)]
    by_name = {
        name: value for name, value in told.items() if name in (*taken.positional[taken.nameless :], *taken.named)
    }
    return [*placed, *positional[len(names) :]], keywords | by_name


def made_as_told(
    m: Machine,
    cls: ClassV,
    positional: list[Value],
    keywords: dict[str, Value],
    otherwise: list[Value],
    by_name: dict[str, Value],
) -> Value:
    """An object made with the first arguments; with the others where it can't be."""
    try:
        return instantiate(m, cls, positional, keywords)
    except Raised:
        if positional == otherwise and keywords == by_name:
            raise
        return instantiate(m, cls, otherwise, by_name)


CONFIGURED = "_configured"
"""The attribute of a model's class that names those arguments of which an object means nothing without them: a policy's conditions."""


def configured(m: Machine, cls: ClassV, init: FunctionV) -> dict[str, Value]:
    """The arguments of a model's `__init__` that somebody else has decided, as symbols; a class of the project decides them itself."""
    names = () if init.module.project else cls.find(CONFIGURED)
    taken = parameters_of(init.node.args)
    known = {*taken.positional, *taken.named}
    return {
        str(name): m.unknown("configured", cls.name, name)
        for name in (names if isinstance(names, tuple) else ())
        if name in known
    }


def is_configured(value: Value) -> bool:
    """Whether it is an object whose arguments somebody else has decided."""
    return isinstance(value, Instance) and value.cls.find(CONFIGURED) is not ABSENT


def made_by_factory(m: Machine, cls: ClassV, bare: bool = False) -> Instance | None:
    """An object of the class as the only classmethod of it that makes one makes it; None where there is none, or more.

    `bare`: only one that needs no arguments, as `from_env` does: it knows what nobody else has to tell.
    """
    makers = {
        name: value
        for base in reversed(cls.mro)
        if base.project
        for name, value in base.attrs.items()
        if isinstance(value, Descriptor) and value.kind == "class" and makes_own(value.fn)
    }
    if len(makers) != 1:
        return None
    (maker,) = makers.values()
    target = underlying(maker.fn)
    if target is None or (bare and needs_arguments(target)):
        return None
    try:
        with nothing_sent(m) if bare else nullcontext():
            positional, keywords = arguments(m, target, skip=1)
            made = call(m, maker.fn, [cls, *positional], keywords)
    except Raised:
        return None
    except SentTooEarly:  # it is no mere setting up: the walk is to begin with the method
        if not bare:
            raise
        return None
    return made if isinstance(made, Instance) and cls in made.cls.mro else None


def needs_arguments(function: FunctionV) -> bool:
    """Whether a classmethod has parameters without a default, besides the class."""
    spec = function.node.args
    by_place = len(spec.posonlyargs) + len(spec.args) - 1 - len(spec.defaults)
    return by_place > 0 or any(default is None for default in spec.kw_defaults)


def makes_own(function: Value) -> bool:
    """Whether a classmethod calls its class and returns something."""
    node = function.node if isinstance(function, FunctionV) else None
    if not isinstance(node, ast.FunctionDef) or (first := first_parameter(node)) is None:
        return False
    inside = list(nodes_in(node))
    calls = (inner.func for inner in inside if isinstance(inner, ast.Call))
    returns = any(isinstance(inner, ast.Return) and inner.value is not None for inner in inside)
    return returns and any(isinstance(called, ast.Name) and called.id == first for called in calls)


def annotated(m: Machine, cls: ClassV, name: str) -> Value:
    """A value for a field of a dataclass, by its annotation."""
    for base in cls.mro:
        if base.node is not None:
            for statement in base.node.body:
                if (
                    isinstance(statement, ast.AnnAssign)
                    and isinstance(statement.target, ast.Name)
                    and statement.target.id == name
                ):
                    return by_annotation(m, statement.annotation, base.module, m.unknown("field", cls.name, name))
    return m.unknown("field", cls.name, name)


def concrete_class(m: Machine, cls: ClassV) -> ClassV:
    """The class itself, or the only subclass of the project where it is abstract."""
    if not needs_subclass(cls):
        return cls
    subclasses = [c for c in project_subclasses(m, cls) if not needs_subclass(c)]
    if not subclasses and any(b.name == "Protocol" for b in cls.bases):
        known = [c for c in m.caches.get("classes", []) if c.project and c is not cls]
        wanted = [
            name for name in cls.attrs if not name.startswith("__") or name in ("__call__", "__aenter__", "__enter__")
        ]
        subclasses = [
            c for c in known if wanted and all(c.find(name) is not ABSENT for name in wanted) and not needs_subclass(c)
        ]
    if len(subclasses) > 1:
        subclasses = [c for c in subclasses if not DOUBLES.search(c.name)]
    return subclasses[0] if len(subclasses) == 1 else cls


def project_subclasses(m: Machine, cls: ClassV) -> list[ClassV]:
    """The classes of the project that are made from a class, in the order of their making."""
    classes: list[ClassV] = m.caches.get("classes", [])
    count = m.loaded_classes
    stamp, known = m.caches.get("subclasses", (None, {}))
    if stamp != (m.loads, count):
        known = {}
        m.caches["subclasses"] = (m.loads, count), known
    if cls not in known:
        known[cls] = [c for c in classes[:count] if c.project and c is not cls and cls in c.mro]
    return [*known[cls], *(c for c in classes[count:] if c.project and c is not cls and cls in c.mro)]


DOUBLES = re.compile(r"(?i)fake|mock|stub|dummy|null|memory|noop|test|record")
"""Names of classes that stand in for the real one in tests."""


def needs_subclass(cls: ClassV) -> bool:
    """Whether the class leaves methods to its subclasses: abstract ones, or ones that only raise NotImplementedError."""
    seen: set[str] = set()
    for base in cls.mro:
        for name, value in base.attrs.items():
            if name in seen:
                continue
            seen.add(name)
            function = value.fn if isinstance(value, Descriptor) else value
            if isinstance(function, FunctionV) and (
                function.attrs.get("__isabstractmethod__") or is_stub(function.node)
            ):
                return True
    return any(b.name == "Protocol" for b in cls.bases)


def is_stub(node: Any) -> bool:
    """A body that is nothing but `raise NotImplementedError`."""
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return False
    body = [s for s in node.body if not (isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant))]
    return len(body) == 1 and isinstance(body[0], ast.Raise) and "NotImplementedError" in ast.dump(body[0])


def assigned_attributes(cls: ClassV) -> set[str]:
    """The names that the class's methods assign on `self`."""
    names: set[str] = set()
    for base in cls.mro:
        if base.node is not None:
            names |= attributes_set_on_self(base.node)
    return names


def attributes_set_on_self(node: ast.AST) -> set[str]:
    """The names that `node` assigns on `self`."""
    return {
        inner.attr
        for inner in nodes_in(node)
        if isinstance(inner, ast.Attribute)
        and isinstance(inner.ctx, ast.Store)
        and isinstance(inner.value, ast.Name)
        and inner.value.id == "self"
    }
