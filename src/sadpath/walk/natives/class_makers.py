"""`enum`, `dataclasses`, `typing`, `abc`, `types`: what makes classes."""

from __future__ import annotations

import ast

from sadpath.walk.builtins.instance_checks import KINDS
from sadpath.walk.machine import Machine
from sadpath.walk.natives.helpers import plain_class, raise_
from sadpath.walk.natives.typing_forms import typing_forms
from sadpath.walk.operators.comparison import compare_plain
from sadpath.walk.operators.displays import fields_repr
from sadpath.walk.values import (
    BoundMethod,
    ClassV,
    Descriptor,
    FunctionV,
    Instance,
    Native,
    Unknown,
    Value,
)


def enum_module(m: Machine) -> dict[str, Value]:
    """`enum`."""
    made: dict[str, Value] = {}
    for name in ("Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"):
        cls = plain_class(m, name, "enum")
        if name != "Enum":
            cls.bases = [made["Enum"]]
            cls.mro = [
                cls,
                *([m.builtins["int"]] if name in ("IntEnum", "IntFlag") else []),
                *([m.builtins["str"]] if name == "StrEnum" else []),
                *([made["Flag"]] if name == "IntFlag" else []),
                made["Enum"],
                m.builtins["object"],
            ]
        if name in ("IntEnum", "StrEnum", "IntFlag"):
            cls.native = "plain"
        made[name] = cls
    made["auto"] = plain_class(m, "auto")
    made["unique"] = Native("unique", lambda m, args, kw: args[0])
    made["property"] = m.builtins["property"]
    made["EnumMeta"] = made["EnumType"] = m.caches["EnumMeta"] = plain_class(m, "EnumMeta")
    nonmember = plain_class(m, "nonmember")
    made["nonmember"] = Native("nonmember", lambda m, args, kw: Instance(nonmember, {"value": args[0]}, m.now))
    made["member"] = Native("member", lambda m, args, kw: args[0])
    return made


def type_hints(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`get_type_hints` of a class: its annotated names, those of the bases first; what they say is unknown."""
    from sadpath.walk.objects.class_attributes import annotated_names

    value = m.single(args[0]) if args else None
    if not isinstance(value, ClassV):
        return m.unknown("hints", value)
    return m.new_dict(
        {name: m.unknown("annotation", cls, name) for cls in reversed(value.mro) for name in annotated_names(cls)}
    )


def typing_module(m: Machine) -> dict[str, Value]:
    """`typing`: what runs of it."""
    named, typed = plain_class(m, "NamedTuple", "namedtuple"), plain_class(m, "TypedDict", "typeddict")
    named.mro.insert(1, m.builtins["tuple"])
    first = Native("identity", lambda m, args, kw: args[0] if args else None)
    made: dict[str, Value] = {
        "NamedTuple": named,
        "TypedDict": typed,
        "TYPE_CHECKING": False,
        "cast": Native("cast", lambda m, args, kw: args[1]),
        "overload": first,
        "final": first,
        "no_type_check": first,
        "runtime_checkable": first,
        "override": first,
        "NewType": Native("NewType", lambda m, args, kw: first),
        "assert_never": Native("assert_never", lambda m, args, kw: raise_(m, "AssertionError")),
        "get_type_hints": Native("hints", type_hints),
        "TypeVar": Native("TypeVar", lambda m, args, kw: m.unknown("typevar")),
        "ParamSpec": Native("ParamSpec", lambda m, args, kw: m.unknown("typevar")),
        "assert_type": first,
        "reveal_type": first,
        "dataclass_transform": Native("dataclass_transform", lambda m, args, kw: first),
    }
    made |= typing_forms(m)
    for name in ("Generic", "Protocol"):
        made[name] = plain_class(m, name)
    made["Protocol"].meta = m.caches["ABCMeta"]
    for alias, builtin in (
        ("Dict", "dict"),
        ("List", "list"),
        ("Set", "set"),
        ("FrozenSet", "frozenset"),
        ("Tuple", "tuple"),
        ("Type", "type"),
        ("Text", "str"),
    ):
        made[alias] = m.builtins[builtin]
    return made


def abc_module(m: Machine) -> dict[str, Value]:
    """`abc`."""

    def abstractmethod(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        value = args[0].fn if isinstance(args[0], Descriptor) else args[0]
        if isinstance(value, FunctionV):
            value.attrs["__isabstractmethod__"] = True
        return args[0]

    def abstractproperty(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        return Descriptor("property", abstractmethod(m, args, kw))

    base = plain_class(m, "ABC")
    base.meta = meta = m.caches["ABCMeta"]
    return {
        "ABC": base,
        "ABCMeta": meta,
        "abstractmethod": Native("abstractmethod", abstractmethod),
        "abstractproperty": Native("abstractproperty", abstractproperty),
    }


def types_module(m: Machine) -> dict[str, Value]:
    """`types`."""
    return {
        "MappingProxyType": Native("MappingProxyType", lambda m, args, kw: args[0]),
        "SimpleNamespace": simple_namespace(m),
        "TracebackType": plain_class(m, "TracebackType"),
        "NoneType": plain_class(m, "NoneType"),
        "MethodType": method_type(m),
        **{name: plain_class(m, name) for name in KINDS if name != "MethodType"},
    }


def method_type(m: Machine) -> ClassV:
    """`types.MethodType`: calling it binds a function, or whatever can be called, to an object."""
    cls = plain_class(m, "MethodType")
    cls.flavour, cls.native = (
        "builtin",
        Native("MethodType", lambda m, args, kw: BoundMethod(m.single(args[0]), args[1])),
    )
    return cls


def simple_namespace(m: Machine) -> ClassV:
    """`types.SimpleNamespace`."""
    cls = plain_class(m, "SimpleNamespace")

    def init(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        args[0].payload = ("open", kw.get("**"))
        args[0].attrs.update({name: value for name, value in kw.items() if name != "**"})
        return None

    def missing(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        """An attribute that came with what is unknown of a dict: `SimpleNamespace(**document).amount`."""
        from sadpath.walk.containers.subscripts import child

        rest = args[0].payload[1] if isinstance(args[0].payload, tuple) else None
        if not isinstance(rest, Unknown) or str(args[1]).startswith("__"):
            raise m.error("AttributeError", f"'types.SimpleNamespace' object has no attribute {args[1]!r}")
        return child(m, rest, "item", rest, args[1])

    def equals(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        one, two = args[0], m.single(args[1])
        if not isinstance(two, Instance) or not two.cls.derives(cls):
            return m.builtins["NotImplemented"]
        both = [m.new_dict({name: value.attrs[name] for name in sorted(value.attrs)}) for value in (one, two)]
        return compare_plain(m, ast.Eq, *both)

    cls.attrs["__init__"] = Native("__init__", init)
    cls.attrs["__getattr__"] = Native("__getattr__", missing)
    cls.attrs["__eq__"] = Native("__eq__", equals)
    cls.attrs["__repr__"] = Native(
        "__repr__",
        lambda m, args, kw: fields_repr(
            m, args[0], "namespace" if args[0].cls is cls else args[0].cls.name, args[0].attrs
        ),
    )
    return cls
