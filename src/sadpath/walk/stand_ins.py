"""Objects for methods that nobody calls: what `self` is where the walk begins in one."""

from __future__ import annotations

import ast
import re
from typing import Any

from sadpath.source.syntax import nodes_in
from sadpath.walk.arguments import arguments, by_annotation, underlying
from sadpath.walk.calls import call
from sadpath.walk.decorated import has_one_way
from sadpath.walk.machine import Machine
from sadpath.walk.objects.fields import argument_name, init_among
from sadpath.walk.objects.instances import instantiate
from sadpath.walk.parameters import parameters_of
from sadpath.walk.run import NO_SENDS, SentTooEarly
from sadpath.walk.values import ABSENT, ClassV, Descriptor, FunctionV, Instance, ModuleV, Raised, Value


def make_self(m: Machine, cls: ClassV) -> Value:
    """An object of the class, made as far as its `__init__` can be followed."""
    cls = concrete_class(m, cls)
    ready = module_instance(m, cls)
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
            return instantiate(m, cls, positional, keywords | configured(m, cls, target))
        if dataclass is not None or cls.fields:
            return instantiate(
                m,
                cls,
                [],
                {
                    argument_name(cls, name): annotated(m, cls, name)
                    for name, default, factory, included in cls.fields
                    if default is ABSENT and factory is None and included
                },
            )
        return instantiate(m, cls, [], {})
    except Raised:
        made = Instance(cls, {}, m.now)
        for name in assigned_attributes(cls):
            made.attrs[name] = m.unknown("attribute", cls.name, name)
        return made


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
    frames, depth, length = m.frames, m.run.depth, len(m.run.path)
    if bare:
        m.run.cache[NO_SENDS] = True
    try:
        positional, keywords = arguments(m, target, skip=1)
        made = call(m, maker.fn, [cls, *positional], keywords)
    except Raised:
        return None
    except SentTooEarly:  # it is no mere setting up: the walk is to begin with the method
        m.frames, m.run.depth = frames, depth
        del m.run.path[length:]
        return None
    finally:
        m.run.cache.pop(NO_SENDS, None)
    return made if isinstance(made, Instance) and cls in made.cls.mro else None


def needs_arguments(function: FunctionV) -> bool:
    """Whether a classmethod has parameters without a default, besides the class."""
    spec = function.node.args
    by_place = len(spec.posonlyargs) + len(spec.args) - 1 - len(spec.defaults)
    return by_place > 0 or any(default is None for default in spec.kw_defaults)


def makes_own(function: Value) -> bool:
    """Whether a classmethod calls its class and returns something."""
    node = function.node if isinstance(function, FunctionV) else None
    if not isinstance(node, ast.FunctionDef) or not (first := [*node.args.posonlyargs, *node.args.args][:1]):
        return False
    inside = list(nodes_in(node))
    calls = (inner.func for inner in inside if isinstance(inner, ast.Call))
    returns = any(isinstance(inner, ast.Return) and inner.value is not None for inner in inside)
    return returns and any(isinstance(called, ast.Name) and called.id == first[0].arg for called in calls)


def module_instance(m: Machine, cls: ClassV) -> Instance | None:
    """An object of the class that a module of the project keeps: it was made with the arguments that the program uses."""
    if m.loading or any(isinstance(thing, ModuleV) for thing, _ in m.run.saved.values()):
        return kept_by_modules(m).get(cls)
    loads, kept = m.caches.get("kept by modules", (-1, {}))
    if loads != m.loads:
        kept = kept_by_modules(m)
        m.caches["kept by modules"] = m.loads, kept
    found: Instance | None = kept.get(cls)
    return found


def kept_by_modules(m: Machine) -> dict[ClassV, Instance]:
    """By class, the first object that a module of the project keeps since it was loaded; none that is a way to a function of its own."""
    found: dict[ClassV, Instance] = {}
    for module in list(m.modules.values()):
        if module.project:
            for name, value in module.attrs.items():
                if isinstance(value, Instance) and value.born == 0 and not has_one_way(m, module.name, name, value):
                    found.setdefault(value.cls, value)
    return found


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
