"""What a class's attribute becomes when it is read through an object."""

from __future__ import annotations

from sadpath.walk.machine import Machine
from sadpath.walk.values import ABSENT, BoundMethod, ClassV, Descriptor, FunctionV, Instance, Native, Value


def bind(m: Machine, found: Value, value: Value, cls: ClassV) -> Value:
    """What a class attribute becomes when it is read through the object `value` (None: through the class)."""
    kind = type(found)
    if kind is FunctionV or kind is Native:
        return BoundMethod(found, value) if value is not None else found
    if kind is Descriptor:
        if found.kind == "static":
            return found.fn
        if found.kind == "class":
            return BoundMethod(found.fn, cls)
        if value is None:
            return found
        from sadpath.walk.calls import call

        if found.kind == "cached":
            made = call(m, found.fn, [value], {})
            m.touch(value)
            value.attrs = value.attrs if value.attrs is not None else {}
            value.attrs[getattr(found.fn, "name", "cached")] = made
            return made
        return call(m, found.fn, [value], {})
    if kind is Instance and found.cls.find("__get__") is not ABSENT:
        from sadpath.walk.calls import call_method

        return call_method(m, found, "__get__", [value, cls])
    return found
