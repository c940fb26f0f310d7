"""Setting and deleting attributes."""

from __future__ import annotations

from typing import Any

from sadpath.walk.machine import Machine
from sadpath.walk.objects.bind import bind
from sadpath.walk.values import ABSENT, ClassV, Container, Descriptor, FunctionV, Instance, Lanes, ModuleV, Value


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
        m.touch(value)
        value.attrs = {**(value.attrs or {}), name: item}
    elif value is None:
        raise m.error("AttributeError", "NoneType object has no attribute")


def delete_attribute(m: Machine, value: Value, name: str) -> None:
    """`del value.name`."""
    value = m.single(value)
    if isinstance(value, (Instance, ClassV, ModuleV, FunctionV)):
        m.touch(value)
        value.attrs.pop(name, None)
