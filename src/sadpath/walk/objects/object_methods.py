"""What `object` and `BaseException` define themselves."""

from __future__ import annotations

from sadpath.walk.machine import Machine
from sadpath.walk.objects.instance_attributes import instance_attribute
from sadpath.walk.objects.setting import delete_attribute, set_plain
from sadpath.walk.values import Instance, Native, Value

OBJECT_METHODS = frozenset(
    {
        "__hash__",
        "__eq__",
        "__ne__",
        "__str__",
        "__repr__",
        "__setattr__",
        "__getattribute__",
        "__delattr__",
        "__format__",
        "__reduce__",
        "__sizeof__",
        "__dir__",
    }
)


def object_method(name: str) -> Native:
    """What `object` (or `BaseException`) defines itself, read through a class: `Exception.__str__(self)`, `__hash__ = Exception.__hash__`."""

    def run(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        owner = args[0] if args else None
        if isinstance(owner, Instance):
            if name in ("__str__", "__repr__") and "args" in owner.attrs:
                return exception_text(m, owner)
            if name == "__setattr__" and len(args) > 2:
                set_plain(m, owner, args[1], args[2])
                return None
            if name == "__getattribute__" and len(args) > 1:
                return instance_attribute(m, owner, str(args[1]))
            if name == "__delattr__" and len(args) > 1:
                delete_attribute(m, owner, str(args[1]))
                return None
            if name in ("__eq__", "__ne__") and len(args) > 1:
                return (owner is args[1]) is (name == "__eq__")
        return m.unknown(
            "object method", name, *args, kind="str" if name in ("__str__", "__repr__", "__format__") else None
        )

    return Native(name, run)


def exception_text(m: Machine, value: Instance) -> Value:
    """`Exception.__str__`: the text of the arguments."""
    from sadpath.walk.operators.texts import container_text, to_text

    args = value.attrs.get("args", ())
    if not isinstance(args, tuple) or not args:
        return "" if args == () else m.unknown("str", value, kind="str")
    return to_text(m, args[0]) if len(args) == 1 else container_text(m, args)
