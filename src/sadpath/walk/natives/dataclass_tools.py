"""`dataclasses`."""

from __future__ import annotations

from sadpath.walk.machine import Machine
from sadpath.walk.natives.helpers import plain_class
from sadpath.walk.objects.fields import make_dataclass
from sadpath.walk.objects.setting import delete_plain, set_plain
from sadpath.walk.operators.concrete import only_plain
from sadpath.walk.values import (
    ABSENT,
    ClassV,
    DictV,
    Instance,
    Lanes,
    ListV,
    Native,
    Raised,
    SetV,
    Value,
)


def dataclasses_module(m: Machine) -> dict[str, Value]:
    """`dataclasses`."""
    field_class = plain_class(m, "Field")
    frozen_error = plain_class(m, "FrozenInstanceError")
    frozen_error.bases = [m.builtins["AttributeError"]]
    frozen_error.mro = [frozen_error, *m.builtins["AttributeError"].mro]

    def decorate(m: Machine, cls: Value, kw: dict[str, Value]) -> Value:
        return standard_dataclass(m, cls, kw, frozen_error) if isinstance(cls, ClassV) else cls

    def dataclass(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        if args and isinstance(args[0], ClassV):
            return decorate(m, args[0], kw)
        return Native("dataclass", lambda m, inner, _kw: decorate(m, inner[0], kw))

    return {
        "fields": Native("fields", fields),
        "astuple": Native("astuple", astuple),
        "dataclass": Native("dataclass", dataclass),
        "field": Native("field", lambda m, args, kw: make_field(m, field_class, kw)),
        "replace": Native("replace", replace),
        "asdict": Native("asdict", asdict),
        "is_dataclass": Native("is_dataclass", is_dataclass),
        "FrozenInstanceError": frozen_error,
        "KW_ONLY": m.unknown("KW_ONLY"),
        "InitVar": plain_class(m, "InitVar"),
        "Field": field_class,
        "MISSING": m.unknown("dataclasses.MISSING"),
    }


def make_field(m: Machine, cls: ClassV, kw: dict[str, Value]) -> Instance:
    """`field(...)`."""
    told: dict[str, Value] = {
        "default": kw.get("default", ABSENT),
        "default_factory": kw.get("default_factory"),
        "init": kw.get("init", True),
        "kw_only": kw.get("kw_only"),
        "compare": kw.get("compare", True),
        "repr": kw.get("repr", True),
        "metadata": kw.get("metadata"),
    }
    return Instance(cls, told, m.now)


def standard_dataclass(m: Machine, cls: ClassV, options: dict[str, Value], frozen_error: ClassV) -> ClassV:
    """What the decorator `dataclass` makes of a class: lists and the like are no defaults; a frozen one's fields can't be set."""
    made = make_dataclass(m, cls, options)
    for name, default, _, _ in made.fields:
        if isinstance(default, (ListV, DictV, SetV)) and not getattr(default, "frozen", False) and default.cls is None:
            kind = "list" if isinstance(default, ListV) else "dict" if isinstance(default, DictV) else "set"
            raise m.error(
                "ValueError", f"mutable default <class '{kind}'> for field {name} is not allowed: use default_factory"
            )
    if options.get("frozen") is True:
        made.attrs.setdefault("__setattr__", frozen_method(made, "__setattr__", "assign to", frozen_error))
        made.attrs.setdefault("__delattr__", frozen_method(made, "__delattr__", "delete", frozen_error))
    return made


def frozen_method(cls: ClassV, name: str, does: str, frozen_error: ClassV) -> Native:
    """The `__setattr__` or `__delattr__` of a frozen dataclass: subclasses may have more attributes."""

    def run(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        made, attribute = args[0], str(args[1])
        if not isinstance(made, Instance):
            return None
        if made.cls is cls or any(field[0] == attribute for field in cls.fields):
            raise refused(m, frozen_error, f"cannot {does} field {attribute!r}")
        if name == "__setattr__":
            set_plain(m, made, attribute, args[2])
        else:
            delete_plain(m, made, attribute)
        return None

    return Native(name, run)


def refused(m: Machine, cls: ClassV, text: str) -> Raised:
    """The error of setting a field of a frozen dataclass, by accident."""
    error = m.error("AttributeError", text)
    error.exc.cls = cls
    return error


def replace(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`replace(value, name=...)`: a new object, made by calling the class."""
    from sadpath.walk.calls import call

    value = m.single(args[0])
    if not isinstance(value, Instance):
        return m.unknown("replace", value)
    taken = [name for name, _, _, included in value.cls.fields if included and included != "initvar"]
    if "**" in kw or any(name not in value.attrs for name in taken):
        return Instance(value.cls, {**value.attrs, **kw}, m.now)
    return call(m, value.cls, [], {**{name: value.attrs[name] for name in taken}, **kw})


def asdict(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`asdict(value, dict_factory=dict)`, with the dataclasses in the fields as dicts too."""
    value = m.single(args[0])
    factory = args[1] if len(args) > 1 else kw.get("dict_factory")
    return inner(m, value, factory, True) if isinstance(value, Instance) else m.unknown("asdict", value)


def astuple(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`astuple(value, tuple_factory=tuple)`."""
    value = m.single(args[0])
    factory = args[1] if len(args) > 1 else kw.get("tuple_factory")
    return inner(m, value, factory, False) if isinstance(value, Instance) else m.unknown("astuple", value)


def inner(m: Machine, value: Value, factory: Value, by_name: bool, depth: int = 0) -> Value:
    """A value inside of what `asdict` (by name) or `astuple` looks into: containers and dataclasses are made anew."""
    from sadpath.walk.calls import call

    if type(value) is Lanes and not only_plain(m, value):
        value = m.single(value)
    if depth > 20:
        return m.unknown("deep", "dataclass")

    def again(part: Value) -> Value:
        return inner(m, part, factory, by_name, depth + 1)

    if isinstance(value, Instance) and (value.cls.dataclass is not None or (depth == 0 and value.cls.fields)):
        pairs = [(str(f[0]), again(value.attrs.get(f[0]))) for f in value.cls.fields if f[3] != "initvar"]
        if factory is not None:
            return call(m, factory, [m.new_list(list(pairs) if by_name else [item for _, item in pairs])], {})
        return m.new_dict(dict(pairs)) if by_name else tuple(item for _, item in pairs)
    if isinstance(value, Instance) and value.cls.flavour == "namedtuple":
        return Instance(value.cls, {name: again(part) for name, part in value.attrs.items()}, m.now)
    if isinstance(value, tuple):
        return tuple(again(part) for part in value)
    if isinstance(value, ListV) and value.cls is None:
        return m.new_list([again(part) for part in value.items], value.open, value.origin)
    if isinstance(value, DictV) and value.cls is None and value.kind is None and value.schema is None:
        return m.new_dict({key: again(part) for key, part in value.items.items()}, value.base)
    return value


def is_dataclass(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`is_dataclass(value)`, of a class or an object."""
    value = m.single(args[0])
    cls = value.cls if isinstance(value, Instance) else value
    if not isinstance(cls, ClassV):
        return False
    told = any(base.dataclass is not None for base in cls.mro)
    return told or (m.unknown("compare", "is_dataclass", cls, kind="bool") if cls.opaque else False)


def fields(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`fields(value)`."""
    value = m.single(args[0])
    cls = value.cls if isinstance(value, Instance) else value
    if not isinstance(cls, ClassV):
        return m.unknown("fields", value)
    return tuple(described_fields(m, cls).values())


def described_fields(m: Machine, cls: ClassV) -> dict[str, Value]:
    """By name, the `dataclasses.Field` of each field of a class."""
    missing = m.unknown("dataclasses.MISSING")
    metadata = cls.find("__metadata__")
    made: dict[str, Value] = {}
    for name, default, factory, init in cls.fields:
        told = {
            "name": name,
            "type": m.unknown("annotation", cls, name),
            "init": bool(init),
            "default": missing if default is ABSENT else default,
            "default_factory": missing if factory is None else factory,
            "metadata": metadata.items[name]
            if isinstance(metadata, DictV) and name in metadata.items
            else m.new_dict({}),
        }
        made[name] = Instance(plain_class(m, "Field"), told, m.now)
    return made
