"""Starting a walk at an entry: finding the function, making its object and its arguments, and running it to its end."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import Any

from sadpath.walk.calls import call
from sadpath.walk.containers.iteration import iterate
from sadpath.walk.generators import CoroutineV, GeneratorV
from sadpath.walk.imports import import_module, is_main_guard
from sadpath.walk.machine import Machine
from sadpath.walk.objects.attributes import get_attribute
from sadpath.walk.objects.instances import instantiate
from sadpath.walk.run import Frame
from sadpath.walk.syntax.awaiting import await_value
from sadpath.walk.values import (
    ABSENT,
    BoundMethod,
    ClassV,
    Descriptor,
    FunctionV,
    Instance,
    Lanes,
    ModuleV,
    Raised,
    Unknown,
    Value,
)


@dataclass(frozen=True)
class Entry:
    """Where a walk starts: a module and the qualified name of a function or method, or `<module>`."""

    module: str
    name: str

    @property
    def label(self) -> str:
        """As the contracts print it: `shop.capture:Client.capture`."""
        return f"{self.module}:{self.name}"


class NoEntry(Exception):
    """The entry does not exist, or is nothing that can be called."""


def run_entry(m: Machine, entry: Entry) -> Value:
    """Call the entry in the machine's current run; what it returns (generators are exhausted, coroutines awaited)."""
    if entry.name == "<module>":
        return run_module(m, entry.module)
    function, args = prepare(m, entry)
    keywords: dict[str, Value] = {}
    target = underlying(function)
    if target is not None and passes_on(target):
        keywords = {"**": m.unknown("parameters", entry.label)}
    elif target is not None and not injects(function):
        positional, keywords = arguments(m, target, skip=len(args) + already_given(function))
        args = [*args, *positional]
    elif target is not None:
        keywords = {"**": m.unknown("parameters", entry.label)}
    result = call(m, function, args, keywords)
    return finish(m, result)


def finish(m: Machine, result: Value) -> Value:
    """What the caller of an entry gets in the end."""
    if isinstance(result, CoroutineV):
        return finish(m, result.run())
    if isinstance(result, GeneratorV):
        items = []
        for item in iterate(m, result):
            m.tick()
            items.append(item)
        return m.new_list(items)
    if isinstance(result, Instance) and result.cls.find("__awaited__") is not ABSENT and result.cls.module is not None:
        return await_value(m, result)
    return result


def run_module(m: Machine, name: str) -> Value:
    """A script's top level, run with lanes."""
    source = m.program.module(name)
    if source is None:
        raise NoEntry(name)
    made = ModuleV(name, {"__name__": name}, source, born=m.now)
    made.project = True
    frame = Frame(made, None, None)
    m.frames.append(frame)
    try:
        for statement in source.tree.body:
            if not is_main_guard(statement):
                m.body([statement], frame)
    finally:
        m.frames.pop()
    return None


def prepare(m: Machine, entry: Entry) -> tuple[Value, list[Value]]:
    """The callable of an entry and its first arguments (`self`)."""
    module = import_module(m, entry.module)
    parts = entry.name.split(".")
    value: Value = module
    owner: ClassV | None = None
    for part in parts:
        if isinstance(value, ClassV):
            owner = value
            found = value.attrs.get(part, ABSENT)
            if found is ABSENT:
                found = value.find(part)
        elif isinstance(value, ModuleV):
            found = value.attrs.get(part, ABSENT)
        else:
            found = ABSENT
        if found is ABSENT:
            raise NoEntry(entry.label)
        value = found
    if owner is None:
        if isinstance(value, Lanes) or value is None:
            raise NoEntry(entry.label)
        return value, []
    if isinstance(value, Descriptor):
        if value.kind == "static":
            return value.fn, []
        if value.kind == "class":
            return value.fn, [owner]
        return value.fn, [make_self(m, owner)]
    return value, [make_self(m, owner)]


def make_self(m: Machine, cls: ClassV) -> Value:
    """An object of the class, made as far as its `__init__` can be followed."""
    cls = concrete_class(m, cls)
    ready = module_instance(m, cls)
    if ready is not None:
        return ready
    init = cls.find("__init__")
    target = underlying(init) if init is not ABSENT else None
    try:
        if target is not None:
            positional, keywords = arguments(m, target, skip=1)
            return instantiate(m, cls, positional, keywords)
        if cls.fields:
            return instantiate(
                m,
                cls,
                [],
                {
                    name: annotated(m, cls, name)
                    for name, default, factory, _ in cls.fields
                    if default is ABSENT and factory is None
                },
            )
        return instantiate(m, cls, [], {})
    except Raised:
        made = Instance(cls, {}, m.now)
        for name in assigned_attributes(cls):
            made.attrs[name] = m.unknown("attribute", cls.name, name)
        return made


def module_instance(m: Machine, cls: ClassV) -> Instance | None:
    """An object of the class that a module of the project keeps: it was made with the arguments that the program uses."""
    for module in list(m.modules.values()):
        if module.project:
            for value in module.attrs.values():
                if isinstance(value, Instance) and value.cls is cls and value.born == 0:
                    return value
    return None


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
    known = [c for c in m.caches.get("classes", []) if c.project and c is not cls]
    subclasses = [c for c in known if cls in c.mro and not needs_subclass(c)]
    if not subclasses and any(b.name == "Protocol" for b in cls.bases):
        wanted = [
            name for name in cls.attrs if not name.startswith("__") or name in ("__call__", "__aenter__", "__enter__")
        ]
        subclasses = [
            c for c in known if wanted and all(c.find(name) is not ABSENT for name in wanted) and not needs_subclass(c)
        ]
    if len(subclasses) > 1:
        subclasses = [c for c in subclasses if not DOUBLES.search(c.name)]
    return subclasses[0] if len(subclasses) == 1 else cls


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
        for inner in ast.walk(node)
        if isinstance(inner, ast.Attribute)
        and isinstance(inner.ctx, ast.Store)
        and isinstance(inner.value, ast.Name)
        and inner.value.id == "self"
    }


def underlying(value: Value) -> FunctionV | None:
    """The function whose parameters a caller must fill, under bound methods and descriptors."""
    if isinstance(value, BoundMethod):
        return underlying(value.fn)
    if isinstance(value, Descriptor):
        return underlying(value.fn)
    if isinstance(value, Instance):
        for name in ("__wrapped__", "func"):
            if name in value.attrs:
                return underlying(value.attrs[name])
        found = value.cls.find("__call__")
        return underlying(found) if found is not ABSENT else None
    if isinstance(value, FunctionV):
        wrapped = value.attrs.get("__wrapped__")
        if wrapped is not None and value.node.args.vararg is not None:
            return underlying(wrapped) or value
        return value
    return None


def passes_on(function: FunctionV) -> bool:
    """Whether the function takes whatever it is given and hands it on (a wrapper that does not say what it wraps)."""
    spec = function.node.args
    return spec.vararg is not None and spec.kwarg is not None


def injects(value: Value) -> bool:
    """Whether a wrapper gives the function that it wraps more than what it is given itself: a client, a session, a token."""
    if isinstance(value, (BoundMethod, Descriptor)):
        return injects(value.fn)
    if not isinstance(value, FunctionV) or "__wrapped__" not in value.attrs or isinstance(value.node, ast.Lambda):
        return False
    spec = value.node.args
    if spec.vararg is None or spec.kwarg is None:
        return False
    own = len(spec.posonlyargs) + len(spec.args)
    for node in ast.walk(value.node):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            star = next(
                (
                    i
                    for i, a in enumerate(node.args)
                    if isinstance(a, ast.Starred) and isinstance(a.value, ast.Name) and a.value.id == spec.vararg.arg
                ),
                None,
            )
            if star is not None and (star > own or any(k.arg is not None for k in node.keywords)):
                return True
    return injects(value.attrs["__wrapped__"])


def already_given(value: Value) -> int:
    """How many of the parameters of `underlying(value)` have their values: `self` of a bound method, the arguments of a partial."""
    if isinstance(value, BoundMethod):
        return 1
    if not isinstance(value, Instance):
        return 0
    for name in ("__wrapped__", "func"):
        if name in value.attrs:
            given = value.attrs.get("args")
            return already_given(value.attrs[name]) + (len(given) if name == "func" and isinstance(given, tuple) else 0)
    return 1


def arguments(m: Machine, function: FunctionV, skip: int) -> tuple[list[Value], dict[str, Value]]:
    """A value for each parameter without a default: by its annotation, else a symbol."""
    spec: ast.arguments = function.node.args
    positional = [*spec.posonlyargs, *spec.args]
    required = positional[: len(positional) - len(spec.defaults)][skip:]
    values = [parameter(m, function, arg) for arg in required]
    keywords = {arg.arg: parameter(m, function, arg) for arg in spec.kwonlyargs if arg.arg not in function.kw_defaults}
    for arg, default in [
        *zip(reversed(positional), reversed(function.defaults), strict=False),
        *((a, function.kw_defaults.get(a.arg)) for a in spec.kwonlyargs),
    ]:
        if isinstance(default, Unknown) and arg.annotation is not None:  # a framework fills it in (`= Depends(...)`)
            made = parameter(m, function, arg)
            if isinstance(made, Instance):
                keywords[arg.arg] = made
    return values, keywords


def parameter(m: Machine, function: FunctionV, arg: ast.arg) -> Value:
    """The value of one parameter that the caller decides."""
    symbol = m.unknown("parameter", function.module.name, function.qualname, arg.arg)
    if arg.annotation is None:
        return symbol
    return by_annotation(m, arg.annotation, function.module, symbol)


KINDS = {"str": "str", "int": "number", "float": "number", "Decimal": "number", "list": "list", "List": "list"}


def by_annotation(m: Machine, annotation: ast.expr, module: Any, symbol: Unknown) -> Value:
    """A value of an annotated type: an object of a class that is the project's or has a model, else a symbol with a kind."""
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        try:
            annotation = ast.parse(annotation.value, mode="eval").body
        except SyntaxError:
            return symbol
    if isinstance(annotation, ast.BinOp) and isinstance(annotation.op, ast.BitOr):
        sides = [
            s for s in (annotation.left, annotation.right) if not (isinstance(s, ast.Constant) and s.value is None)
        ]
        return by_annotation(m, sides[0], module, symbol) if len(sides) == 1 else symbol
    if isinstance(annotation, ast.Subscript):
        name = (
            annotation.value.attr
            if isinstance(annotation.value, ast.Attribute)
            else getattr(annotation.value, "id", "")
        )
        if name in ("Optional", "Annotated"):
            inner = annotation.slice.elts[0] if isinstance(annotation.slice, ast.Tuple) else annotation.slice
            return by_annotation(m, inner, module, symbol)
        annotation = annotation.value
    text = (
        annotation.attr
        if isinstance(annotation, ast.Attribute)
        else annotation.id
        if isinstance(annotation, ast.Name)
        else ""
    )
    if text in KINDS:
        return m.unknown(*symbol.key, kind=KINDS[text])
    if not isinstance(annotation, (ast.Name, ast.Attribute)) or not isinstance(module, ModuleV):
        return symbol
    cls = class_of_annotation(m, annotation, module)
    building = m.caches.setdefault("building", [])
    if (
        isinstance(cls, ClassV)
        and not cls.flavour
        and cls not in building
        and (cls.project or (cls.module is not None and cls.module.module is not None))
    ):
        building.append(cls)
        try:
            return make_self(m, cls)
        finally:
            building.pop()
    return symbol


def class_of_annotation(m: Machine, annotation: ast.expr, module: ModuleV) -> Value:
    """What an annotation names, where it can be looked up without running anything; names under `if TYPE_CHECKING` too."""
    if isinstance(annotation, ast.Name):
        found = module.attrs.get(annotation.id, ABSENT)
        if found is ABSENT and module.module is not None:
            found = typing_import(m, module, annotation.id)
        return found
    if isinstance(annotation, ast.Attribute):
        owner = class_of_annotation(m, annotation.value, module)
        if isinstance(owner, (ModuleV, ClassV)):
            return get_attribute(m, owner, annotation.attr, ABSENT)
    return ABSENT


def typing_import(m: Machine, module: ModuleV, name: str) -> Value:
    """A name that the module imports for type checkers only."""
    from sadpath.walk.imports import import_name, resolve_relative

    assert module.module is not None
    for statement in module.module.tree.body:
        if isinstance(statement, ast.If):
            for inner in statement.body:
                if isinstance(inner, ast.ImportFrom):
                    for alias in inner.names:
                        if (alias.asname or alias.name) == name:
                            return import_name(
                                m,
                                import_module(m, resolve_relative(module, inner.level, inner.module or "")),
                                alias.name,
                            )
                if isinstance(inner, ast.Import):
                    for alias in inner.names:
                        if (alias.asname or alias.name.split(".")[0]) == name:
                            return import_module(m, alias.name if alias.asname else name)
    return ABSENT
