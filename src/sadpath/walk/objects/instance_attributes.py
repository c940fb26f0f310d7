"""Attributes of objects."""

from __future__ import annotations

from sadpath.walk.machine import Machine
from sadpath.walk.narrowing import settle
from sadpath.walk.objects.bind import bind
from sadpath.walk.objects.exceptions import exception_attribute, is_exception
from sadpath.walk.objects.named_tuples import tuple_method
from sadpath.walk.objects.plain_attributes import string_attribute
from sadpath.walk.values import ABSENT, ClassV, Descriptor, Instance, Native, Value


def instance_attribute(m: Machine, value: Instance, name: str) -> Value:
    """`value.name` for an object."""
    cls = value.cls
    found = cls.find(name)
    if found is not ABSENT:
        kind = type(found)
        data = (kind is Descriptor and found.kind == "property") or (
            kind is Instance and found.cls.find("__set__") is not ABSENT
        )
        if not data and name in value.attrs:
            return value.attrs[name]
        return bind(m, found, value, cls)
    if name in value.attrs:
        return value.attrs[name]
    if name == "__class__":
        return settle(m, value)
    if name == "__dict__":
        m.touch(value)
        return m.new_dict(value.attrs)  # the dict itself: what is put into it is an attribute
    if is_exception(m, cls) and (found := exception_attribute(m, value, name)) is not ABSENT:
        return found
    if name.startswith("__") and name.endswith("__"):
        if name in ("__str__", "__repr__"):
            from sadpath.walk.operators.texts import to_text

            return Native(name, lambda m, args, kw: to_text(m, value))
        if name == "__await__" and cls.find("__awaited__") is not ABSENT:
            from sadpath.walk.generators import AwaitV
            from sadpath.walk.syntax.awaiting import await_value

            return Native(name, lambda m, args, kw: AwaitV(m, lambda: await_value(m, value)))
        if name not in (
            "__init__",
            "__init_subclass__",
            "__setattr__",
            "__getattribute__",
            "__eq__",
            "__hash__",
            "__new__",
        ):
            return ABSENT
        return Native(name, lambda m, args, kw: None)
    getter = cls.find("__getattr__")
    if getter is not ABSENT:
        from sadpath.walk.calls import call

        return call(m, bind(m, getter, value, cls), [name], {})
    if cls.flavour == "namedtuple" and name in ("_asdict", "_replace", "_fields", "_field_defaults", "_make"):
        if name not in ("_asdict", "_replace"):
            return namedtuple_attribute(m, cls, name)
        if name == "_asdict":
            return Native(name, lambda m, args, kw: m.new_dict(dict(value.attrs)))
        return Native(name, lambda m, args, kw: Instance(cls, {**value.attrs, **kw}, m.now))
    if cls.flavour == "namedtuple" and name in ("index", "count"):
        return tuple_method(value, name)
    if cls.flavour == "enum" and name in ("name", "value"):
        return value.attrs.get("_name_" if name == "name" else "_value_", ABSENT)
    if (
        cls.native == "plain"
        and "_value_" in value.attrs
        and isinstance(value.attrs["_value_"], (str, int))
        and hasattr(value.attrs["_value_"], name)
    ):
        return string_attribute(m, value.attrs["_value_"], name)
    if cls.opaque:
        return m.unknown("attribute", value, name)
    return ABSENT


def namedtuple_attribute(m: Machine, cls: ClassV, name: str) -> Value:
    """What the class of a named tuple has: `_fields`, `_field_defaults`, `_make`; `ABSENT` for other names."""
    if name in ("_fields", "__match_args__"):
        return tuple(f[0] for f in cls.fields)
    if name == "_field_defaults":
        return m.new_dict({f[0]: f[1] for f in cls.fields if f[1] is not ABSENT})
    if name == "_make":
        from sadpath.walk.calls import call
        from sadpath.walk.containers.iteration import starred

        return Native(name, lambda m, args, kw: call(m, cls, *starred(m, args[0])))
    return ABSENT
