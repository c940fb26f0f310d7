"""Setting and deleting attributes."""

from __future__ import annotations

from typing import Any

from sadpath.walk.machine import Machine
from sadpath.walk.objects.bind import bind
from sadpath.walk.outside import note_read, note_write
from sadpath.walk.values import (
    ABSENT,
    ClassV,
    Container,
    Descriptor,
    DictV,
    FunctionV,
    Instance,
    Lanes,
    ModuleV,
    Unknown,
    Value,
)


def set_plain(m: Machine, value: Instance, name: Any, item: Value) -> None:
    """`object.__setattr__`."""
    m.touch(value)
    value.attrs[str(name)] = item


def set_attribute(m: Machine, value: Value, name: str, item: Value) -> None:
    """`value.name = item`."""
    if type(value) is Lanes:
        value = m.single(value)
    if type(value) is Instance:
        cls = value.cls
        found = cls.find(name)
        if type(found) is Descriptor and found.kind == "property":
            if found.setter is None:
                raise m.error("AttributeError", f"property {name!r} has no setter")
            from sadpath.walk.calls import call

            call(m, found.setter, [value, item], {})
            return
        if type(found) is Instance and found.cls.find("__set__") is not ABSENT:
            from sadpath.walk.calls import call_method

            call_method(m, found, "__set__", [value, item])
            return
        setter = cls.find("__setattr__")
        if setter is not ABSENT:
            from sadpath.walk.calls import call

            call(m, bind(m, setter, value, cls), [name, item], {})
            return
        if cls.flavour == "namedtuple" and any(field[0] == name for field in cls.fields):
            raise m.error("AttributeError", "can't set attribute")
        m.touch(value)
        value.attrs[name] = item
    elif isinstance(value, (ClassV, ModuleV, FunctionV)):
        m.touch(value)
        value.attrs[name] = item
    elif isinstance(value, Container) and value.cls is not None:
        found = value.cls.find(name)
        if type(found) is Descriptor and found.setter is not None:
            from sadpath.walk.calls import call

            call(m, found.setter, [value, item], {})
            return
        setter = value.cls.find("__setattr__")
        if setter is not ABSENT:
            from sadpath.walk.calls import call

            call(m, bind(m, setter, value, value.cls), [name, item], {})
            return
        set_on_container(m, value, name, item)
    elif isinstance(value, Unknown):
        from sadpath.walk.objects.attributes import get_attribute

        note_write(m, value, (name, item))
        note_read(m, value, get_attribute(m, value, name))
    elif value is None:
        raise m.error("AttributeError", "NoneType object has no attribute")


def set_on_container(m: Machine, value: Container, name: str, item: Value) -> None:
    """`object.__setattr__` on an object whose class derives from a container; its items where it is its own `__dict__`."""
    if isinstance(value, DictV) and is_own_dict(value):
        from sadpath.walk.containers.changes import set_item

        set_item(m, value, name, item, plainly=True)
        return
    m.touch(value)
    value.attrs = {**(value.attrs or {}), name: item}


def is_own_dict(value: Container) -> bool:
    """Whether somebody has set `self.__dict__ = self`."""
    return bool(value.attrs) and value.attrs is not None and value.attrs.get("__dict__") is value


def delete_attribute(m: Machine, value: Value, name: str) -> None:
    """`del value.name`."""
    value = m.single(value)
    cls = value.cls if isinstance(value, (Instance, Container)) else None
    if cls is not None:
        from sadpath.walk.calls import call, call_method

        found = cls.find(name)
        if type(found) is Descriptor and found.kind == "property":
            if found.deleter is None:
                raise m.error("AttributeError", f"property {name!r} has no deleter")
            call(m, found.deleter, [value], {})
            return
        if type(found) is Instance and found.cls.find("__delete__") is not ABSENT:
            call_method(m, found, "__delete__", [value])
            return
        deleter = cls.find("__delattr__")
        if deleter is not ABSENT:
            call(m, bind(m, deleter, value, cls), [name], {})
            return
    delete_plain(m, value, name)


def delete_plain(m: Machine, value: Value, name: str) -> None:
    """`object.__delattr__`. What a class of a library lacks its model may only not know of."""
    if isinstance(value, Container):
        if value.attrs and name in value.attrs:
            m.touch(value)
            value.attrs = {key: item for key, item in value.attrs.items() if key != name}
        return
    if not isinstance(value, (Instance, ClassV, ModuleV, FunctionV)):
        return
    m.touch(value)
    if value.attrs.pop(name, ABSENT) is ABSENT and isinstance(value, Instance):
        known = not value.cls.opaque and all(base.project or base.module is None for base in value.cls.mro)
        if known:
            raise m.error("AttributeError", f"{value.cls.name!r} object has no attribute {name!r}")
