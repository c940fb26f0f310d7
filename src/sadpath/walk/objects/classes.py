"""Making classes: bases, MRO, `__init_subclass__`, metaclasses."""

from __future__ import annotations

import ast

from sadpath.walk.machine import Machine
from sadpath.walk.objects.abstract import names_left
from sadpath.walk.objects.enums import make_enum, run_enum_body
from sadpath.walk.objects.fields import annotated_fields
from sadpath.walk.objects.private_names import mangle_attributes, mangle_names
from sadpath.walk.program import scope_of
from sadpath.walk.run import Frame
from sadpath.walk.values import ABSENT, BoundMethod, ClassV, Descriptor, DictV, FunctionV, Instance, Native, Value


def make_class(m: Machine, node: ast.ClassDef, frame: Frame) -> Value:
    """The class that a `class` statement makes; decorators are the caller's business."""
    from sadpath.walk.calls import call

    bases: list[Value] = []
    for base in node.bases:
        made = m.single(m.eval(base.value if isinstance(base, ast.Starred) else base, frame))
        bases.append(made)
    keywords = {k.arg: m.eval(k.value, frame) for k in node.keywords if k.arg} if node.keywords else {}
    cls = new_class(m, node.name, bases, {}, frame)
    meta = m.single(keywords.pop("metaclass", None)) if keywords else None
    cls.meta = meta if isinstance(meta, ClassV) else cls.meta
    cls.node = node
    cls.project = frame.module.project
    outer = (
        frame.function.qualname + ".<locals>." if frame.function else (frame.cls.qualname + "." if frame.cls else "")
    )
    cls.qualname = outer + node.name
    inner = Frame(frame.module, scope_of(node), frame, frame.function)
    inner.variables = cls.attrs
    inner.cls = cls
    inner.statement = node
    mangle_attributes(node, frame.module.module)
    if cls.flavour == "enum":
        run_enum_body(m, cls, node, inner)
    else:
        m.body(node.body, inner)
        mangle_names(cls)
    for value in cls.attrs.values():
        kind = type(value)
        if kind is FunctionV:
            own(cls, value)
        elif kind is Descriptor:
            own(cls, value.fn)
            if isinstance(value.setter, FunctionV):
                value.setter.owner = cls
            if isinstance(value.deleter, FunctionV):
                value.deleter.owner = cls
    cls.abstract = names_left(m, cls)
    if cls.flavour in ("namedtuple", "typeddict"):
        cls.fields = annotated_fields(m, node, cls)
    if cls.flavour == "enum":
        make_enum(m, cls, node)
    for name, value in [(name, value) for name, value in cls.attrs.items() if type(value) is Instance]:
        if value.cls.find("__set_name__") is not ABSENT:
            from sadpath.walk.calls import call_method

            call_method(m, value, "__set_name__", [cls, name])
    m.caches.setdefault("classes", []).append(cls)
    for parent in cls.mro[1:]:
        hook = parent.attrs.get("__init_subclass__")
        if hook is not None:
            function = hook.fn if isinstance(hook, Descriptor) else hook
            call(m, function, [cls], {str(k): v for k, v in keywords.items()})
            break
    return made_by_metaclass(m, cls, bases, keywords) if cls.meta is not None else cls


def own(cls: ClassV, function: Value) -> None:
    """Tell a function, or what a descriptor is made of, which class it belongs to."""
    if isinstance(function, FunctionV) and function.owner is None:
        function.owner = cls
        function.qualname = f"{cls.qualname}.{function.name}"


def made_by_metaclass(m: Machine, cls: ClassV, bases: list[Value], keywords: dict[str, Value]) -> Value:
    """What the metaclass's `__new__` and `__init__` make of a class that stands already; `type.__new__` gives the class itself."""
    from sadpath.walk.calls import call

    assert cls.meta is not None
    args: list[Value] = [cls.name, tuple(bases), m.new_dict(dict(cls.attrs))]
    named = {str(k): v for k, v in keywords.items()}
    made: Value = cls
    new, init = cls.meta.find("__new__"), cls.meta.find("__init__")
    if isinstance(new, (FunctionV, Descriptor)):
        being_made = m.caches.setdefault("classes being made", [])
        being_made.append(cls)
        try:
            made = call(m, new.fn if isinstance(new, Descriptor) else new, [cls.meta, *args], named)
        finally:
            being_made.pop()
    if isinstance(init, FunctionV) and made is cls:
        call(m, init, [cls, *args], named)
    return made


def class_being_made(m: Machine, args: list[Value]) -> Value:
    """`type.__new__(metaclass, name, bases, namespace)`: the class whose metaclass is running; `ABSENT` where none is."""
    being_made = m.caches.get("classes being made")
    if not being_made:
        return ABSENT
    cls: ClassV = being_made[-1]
    if len(args) > 3 and isinstance(args[3], DictV):
        cls.attrs.update({str(k): v for k, v in args[3].items.items()})
    return cls


def new_class(m: Machine, name: str, bases: list[Value], attrs: dict[str, Value], frame: Frame | None) -> ClassV:
    """A class with these bases; unknown bases make it opaque."""
    known = [b for b in bases if isinstance(b, ClassV)]
    cls = ClassV(name, list(known), attrs, frame.module if frame else None, m.now)
    cls.opaque = any(not isinstance(b, (ClassV, Native, FunctionV)) for b in bases) or any(b.opaque for b in known)
    cls.mro = merge(cls, known)
    cls.meta = next((b.meta for b in known if b.meta is not None), None)
    for base in known:
        if base.flavour in ("enum", "namedtuple", "typeddict") and not cls.flavour:
            cls.flavour = base.flavour
        if (base.flavour == "builtin" and base.name in ("str", "int")) or base.native == "plain":
            cls.native = "plain"
        if base.dataclass is not None and cls.dataclass is None:
            cls.fields = list(base.fields)
        if base.flavour == "namedtuple" and base.fields and not cls.fields:
            cls.fields = list(base.fields)
    if cls.flavour == "enum" and any(b.name in ("IntEnum", "StrEnum", "IntFlag") for b in cls.mro):
        cls.native = "plain"
    return cls


def merge(cls: ClassV, bases: list[ClassV]) -> list[ClassV]:
    """The method resolution order (C3; a plain depth-first order where C3 has none)."""
    if len(bases) == 1:
        return [cls, *bases[0].mro]
    lists = [list(b.mro) for b in bases] + [list(bases)]
    order = [cls]
    while any(lists):
        lists = [li for li in lists if li]
        for candidates in lists:
            head = candidates[0]
            if not any(head in li[1:] for li in lists):
                break
        else:
            head = lists[0][0]
        order.append(head)
        lists = [[c for c in li if c is not head] for li in lists]
    return order


def method_owner(function: Value) -> ClassV | None:
    """The class that defines a function."""
    if isinstance(function, BoundMethod):
        return method_owner(function.fn)
    return function.owner if isinstance(function, FunctionV) else None
