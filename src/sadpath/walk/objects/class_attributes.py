"""Attributes read through a class."""

from __future__ import annotations

import ast
from typing import Any

from sadpath.walk.asked import ALL, note_asked
from sadpath.walk.machine import Machine
from sadpath.walk.objects.bind import bind
from sadpath.walk.objects.fields import init_among, init_fields
from sadpath.walk.objects.instance_attributes import namedtuple_attribute
from sadpath.walk.objects.object_methods import OBJECT_METHODS, object_method
from sadpath.walk.operators.concrete import is_plain
from sadpath.walk.values import ABSENT, ClassV, Container, Instance, Native, Value


def class_attribute(m: Machine, cls: ClassV, name: str) -> Value:
    """`cls.name`."""
    if cls.flavour == "enum" and name in cls.members:
        return cls.members[name]
    if name == "__init__" and (dataclass := init_among(cls.mro)[1]) is not None:
        return Native(name, lambda m, args, kw: init_of_fields(m, dataclass, args, kw))
    found = cls.find(name)
    if found is not ABSENT:
        if type(found) is Native and cls.flavour == "builtin" and name == "fromkeys":
            return found
        return bind(m, found, None, cls)
    if (
        cls.meta is not None
        and (found := cls.meta.find(name)) is not ABSENT
        and name not in ("__new__", "__init__", "__call__")
    ):
        return bind(m, found, cls, cls.meta)
    if name in ("__name__", "__qualname__"):
        return cls.name if name == "__name__" else cls.qualname
    if name == "__module__":
        return cls.module.name if cls.module is not None else "builtins"
    if cls.flavour == "enum" and name in MEMBERS:
        return members_by(m, cls, name)
    if name == "__mro__":
        return tuple(cls.mro) if m.builtins["object"] in cls.mro else (*cls.mro, m.builtins["object"])
    if name == "__subclasses__":
        known = subclasses_of(m, cls)
        return Native(name, lambda m, args, kw: m.new_list([*known]))
    if name == "__doc__":
        return m.unknown("doc", cls.name, kind="str")
    if name == "__dict__":
        note_asked(m, ALL)
        return m.new_dict(dict(cls.attrs))
    if name == "__dataclass_fields__" and cls.dataclass is not None:
        from sadpath.walk.natives.dataclass_tools import described_fields

        return m.new_dict(dict(described_fields(m, cls)))
    if name == "__match_args__" and any(base.dataclass is not None for base in cls.mro):
        return tuple(str(field[0]) for field in cls.fields if field[3] is True)
    if name == "__bases__":
        return tuple(cls.bases) if not cls.opaque else m.unknown("attribute", cls, name)
    if name == "__annotations__":
        return m.new_dict({key: m.unknown("annotation", cls, key) for key in annotated_names(cls)})
    if name == "__init_subclass__":
        return Native(name, lambda m, args, kw: None)
    if name in ("__new__",):
        if cls.name == "type" and m.caches.get("classes being made"):
            from sadpath.walk.objects.classes import class_being_made

            return Native(name, lambda m, args, kw: class_being_made(m, args))
        from sadpath.walk.objects.instances import new_object

        return Native(name, lambda m, args, kw: new_object(m, args[0] if args and isinstance(args[0], ClassV) else cls))
    if name == "__init__":
        from sadpath.walk.objects.instances import base_init

        return Native(
            name,
            lambda m, args, kw: base_init(m, args[0], args[1:], kw) if args and isinstance(args[0], Instance) else None,
        )
    if name == "mro":
        return Native(name, lambda m, args, kw: m.new_list(list(cls.mro)))
    if name in OBJECT_METHODS and (cls.flavour != "builtin" or name == "__setattr__"):
        return object_method(name)
    if cls.opaque:
        return m.unknown("attribute", cls, name)
    if cls.flavour == "builtin":
        return builtin_class_attribute(m, cls, name)
    if cls.flavour == "namedtuple" and name.startswith("_"):
        return namedtuple_attribute(m, cls, name)
    if name.startswith("_missing_"):
        return m.unknown("attribute", cls, name)
    return ABSENT


def init_of_fields(m: Machine, cls: ClassV, args: list[Value], kw: dict[str, Value]) -> None:
    """`cls.__init__(object, ...)` of a dataclass."""
    if args and isinstance(args[0], Instance):
        init_fields(m, args[0], cls, args[1:], kw)


def subclasses_of(m: Machine, cls: ClassV) -> list[ClassV]:
    """The classes that are made right from a class, in the order in which they came to be.

    A framework's models ask for them with each class that is made, so they are looked up.
    """
    classes = m.caches.setdefault("classes", [])
    of, seen, children = m.caches.get("direct subclasses", (None, 0, {}))
    if of is not classes or seen > len(classes):
        seen, children = 0, {}
    for made in classes[seen:]:
        if isinstance(made, ClassV) and len(made.mro) > 1:
            for base in dict.fromkeys(map(id, made.bases)):
                children.setdefault(base, []).append(made)
    m.caches["direct subclasses"] = classes, len(classes), children
    return [*children.get(id(cls), ())]


MEMBERS = frozenset({"__members__", "_member_map_", "_member_names_", "_value2member_map_"})
"""What an Enum keeps of its members."""


def members_by(m: Machine, cls: ClassV, name: str) -> Value:
    """The members of an Enum by their names or by their values, or the names alone (those of aliases are none of them)."""
    if name == "_member_names_":
        return m.new_list([key for key, made in cls.members.items() if made.attrs["_name_"] == key])
    if name == "_value2member_map_":
        values = [(made.attrs["_value_"], made) for made in cls.members.values()]
        return m.new_dict({value: made for value, made in values if is_plain(value)})
    return m.new_dict(dict(cls.members))


def annotated_names(cls: ClassV) -> list[str]:
    """The names that the class's own body annotates."""
    body = cls.node.body if cls.node is not None else []
    return [s.target.id for s in body if isinstance(s, ast.AnnAssign) and isinstance(s.target, ast.Name)]


def builtin_class_attribute(m: Machine, cls: ClassV, name: str) -> Value:
    """`str.lower`, `dict.get`, `dict.fromkeys`, `int.from_bytes`, ..."""
    if name == "fromkeys":
        from sadpath.walk.containers.iteration import to_list

        return Native(
            name,
            lambda m, args, kw: m.new_dict(
                dict.fromkeys([m.single(k) for k in to_list(m, args[0])[0]], args[1] if len(args) > 1 else None)
            ),
        )
    types: dict[str, Any] = {
        "str": str,
        "dict": dict,
        "list": list,
        "set": set,
        "int": int,
        "float": float,
        "bytes": bytes,
        "tuple": tuple,
    }
    python = types.get(cls.name)
    if python is None or not hasattr(python, name):
        return ABSENT
    if name in ("maketrans", "from_bytes", "fromhex", "from_number"):
        from sadpath.walk.calls import call_unknown
        from sadpath.walk.natives.helpers import real

        symbol = m.unknown("attribute", cls, name)
        return real(name, getattr(python, name), lambda m, args, kw: call_unknown(m, symbol, args, kw))

    def unbound(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        from sadpath.walk.calls import call_method
        from sadpath.walk.containers.methods import call_container

        if isinstance(args[0], Container):  # this very method, though the object's class has one of its own
            return call_container(m, args[0], name, args[1:], kw)
        return call_method(m, args[0], name, args[1:], kw)

    return Native(name, unbound)
