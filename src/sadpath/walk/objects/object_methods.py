"""What `object` and `BaseException` define themselves."""

from __future__ import annotations

from sadpath.walk.asked import note_asked
from sadpath.walk.machine import Machine
from sadpath.walk.objects.exceptions import exception_repr, exception_text
from sadpath.walk.objects.instance_attributes import instance_attribute
from sadpath.walk.objects.setting import delete_plain, set_on_container, set_plain
from sadpath.walk.values import Container, Instance, Native, Value

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
                return exception_text(m, owner) if name == "__str__" else exception_repr(m, owner)
            if name == "__setattr__" and len(args) > 2:
                set_plain(m, owner, args[1], args[2])
                return None
            if name == "__getattribute__" and len(args) > 1:
                note_asked(m, str(args[1]))
                return instance_attribute(m, owner, str(args[1]))
            if name == "__delattr__" and len(args) > 1:
                delete_plain(m, owner, str(args[1]))
                return None
            if name in ("__eq__", "__ne__") and len(args) > 1:
                return (owner is args[1]) is (name == "__eq__")
        if isinstance(owner, Container) and name == "__setattr__" and len(args) > 2:
            set_on_container(m, owner, str(args[1]), args[2])
            return None
        return m.unknown(
            "object method", name, *args, kind="str" if name in ("__str__", "__repr__", "__format__") else None
        )

    return Native(name, run)
