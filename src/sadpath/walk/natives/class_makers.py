"""`enum`, `dataclasses`, `typing`, `abc`, `types`: what makes classes."""

from __future__ import annotations

from sadpath.walk.containers.iteration import to_list
from sadpath.walk.machine import Machine
from sadpath.walk.natives.helpers import plain_class, raise_
from sadpath.walk.objects.classes import functional_enum
from sadpath.walk.objects.fields import make_dataclass
from sadpath.walk.operators.concrete import concrete
from sadpath.walk.values import (
    ABSENT,
    ClassV,
    Descriptor,
    FunctionV,
    Instance,
    Native,
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
                *([m.builtins["int"]] if name == "IntEnum" else [m.builtins["str"]] if name == "StrEnum" else []),
                made["Enum"],
                m.builtins["object"],
            ]
        if name in ("IntEnum", "StrEnum"):
            cls.native = "plain"
        made[name] = cls
    made["auto"] = plain_class(m, "auto")
    made["unique"] = Native("unique", lambda m, args, kw: args[0])
    made["property"] = m.builtins["property"]
    made["EnumMeta"] = made["EnumType"] = plain_class(m, "EnumMeta")
    made["functional"] = Native(
        "functional",
        lambda m, args, kw: functional_enum(m, args[0], str(args[1]), [concrete(a) for a in to_list(m, args[2])[0]]),
    )
    return made


def dataclasses_module(m: Machine) -> dict[str, Value]:
    """`dataclasses`."""
    field_class = plain_class(m, "Field")

    def dataclass(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        if args and isinstance(args[0], ClassV):
            return make_dataclass(m, args[0], kw)
        return Native(
            "dataclass",
            lambda m, inner, _kw: make_dataclass(m, inner[0], kw) if isinstance(inner[0], ClassV) else inner[0],
        )

    def field(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        return Instance(
            field_class,
            {
                "default": kw.get("default", ABSENT),
                "default_factory": kw.get("default_factory"),
                "init": kw.get("init", True),
                "kw_only": kw.get("kw_only"),
                "compare": kw.get("compare", True),
            },
            m.now,
        )

    def replace(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        value = m.single(args[0])
        return (
            Instance(value.cls, {**value.attrs, **kw}, m.now)
            if isinstance(value, Instance)
            else m.unknown("replace", value)
        )

    def asdict(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        value = m.single(args[0])
        return (
            m.new_dict({str(f[0]): value.attrs.get(f[0]) for f in value.cls.fields})
            if isinstance(value, Instance)
            else m.unknown("asdict", value)
        )

    def fields(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        value = m.single(args[0])
        cls = value.cls if isinstance(value, Instance) else value
        if not isinstance(cls, ClassV):
            return m.unknown("fields", value)
        return tuple(
            Instance(field_class, {"name": f[0], "type": m.unknown("annotation", cls, f[0]), "init": bool(f[3])}, m.now)
            for f in cls.fields
        )

    def astuple(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        value = m.single(args[0])
        return (
            tuple(value.attrs.get(f[0]) for f in value.cls.fields)
            if isinstance(value, Instance)
            else m.unknown("astuple", value)
        )

    return {
        "fields": Native("fields", fields),
        "astuple": Native("astuple", astuple),
        "dataclass": Native("dataclass", dataclass),
        "field": Native("field", field),
        "replace": Native("replace", replace),
        "asdict": Native("asdict", asdict),
        "is_dataclass": Native("is_dataclass", lambda m, args, kw: isinstance(args[0], (Instance, ClassV))),
        "FrozenInstanceError": m.builtins["AttributeError"],
        "KW_ONLY": m.unknown("KW_ONLY"),
        "InitVar": plain_class(m, "InitVar"),
        "Field": field_class,
    }


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
    for name in ("Generic", "Protocol"):
        made[name] = plain_class(m, name)
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

    return {
        "ABC": plain_class(m, "ABC"),
        "ABCMeta": plain_class(m, "ABCMeta"),
        "abstractmethod": Native("abstractmethod", abstractmethod),
        "abstractproperty": m.builtins["property"],
    }


def types_module(m: Machine) -> dict[str, Value]:
    """`types`."""
    return {
        "MappingProxyType": Native("MappingProxyType", lambda m, args, kw: args[0]),
        "SimpleNamespace": simple_namespace(m),
        "TracebackType": plain_class(m, "TracebackType"),
        "ModuleType": plain_class(m, "ModuleType"),
        "FunctionType": plain_class(m, "FunctionType"),
        "NoneType": plain_class(m, "NoneType"),
    }


def simple_namespace(m: Machine) -> ClassV:
    """`types.SimpleNamespace`."""
    cls = plain_class(m, "SimpleNamespace")

    def init(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        args[0].attrs.update(kw)
        return None

    cls.attrs["__init__"] = Native("__init__", init)
    return cls
