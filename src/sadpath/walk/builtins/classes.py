"""Builtin functions about classes and attributes."""

from __future__ import annotations

from typing import Any

from sadpath.walk.asked import ALL, note_asked
from sadpath.walk.builtins.instance_checks import is_instance, metaclass, type_name
from sadpath.walk.builtins.registry import builtin, constructor
from sadpath.walk.containers.iteration import to_list
from sadpath.walk.containers.subscripts import dict_find
from sadpath.walk.machine import Machine
from sadpath.walk.narrowing import settle
from sadpath.walk.objects.attributes import get_attribute
from sadpath.walk.objects.namespaces import local_names, namespace
from sadpath.walk.objects.setting import set_attribute
from sadpath.walk.operators.concrete import only_plain
from sadpath.walk.values import (
    ABSENT,
    BoundMethod,
    ClassV,
    Container,
    Descriptor,
    DictV,
    FunctionV,
    Instance,
    Lanes,
    ModuleV,
    Native,
    Raised,
    SuperV,
    Text,
    Unknown,
    Value,
)


@builtin("isinstance")
def isinstance_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return is_instance(m, args[0], args[1])


@builtin("issubclass")
def issubclass_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    one, two = m.single(args[0]), m.single(args[1])
    if isinstance(two, tuple):
        return any(issubclass_(m, [one, t], {}) is True for t in two)
    if isinstance(one, ClassV) and isinstance(two, ClassV):
        if two is m.builtins["object"]:
            return True
        return one.derives(two) or (m.unknown("compare", "issubclass", one, two, kind="bool") if one.opaque else False)
    return m.unknown("compare", "issubclass", one, two, kind="bool")


@builtin("callable")
def callable_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    value = m.single(args[0])
    if isinstance(value, Unknown):
        return m.unknown("compare", "callable", value, kind="bool")
    if isinstance(value, Instance):
        return value.cls.find("__call__") is not ABSENT
    return isinstance(value, (FunctionV, BoundMethod, Native, ClassV, Descriptor))


@builtin("super")
def super_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    if len(args) == 2 and isinstance(args[0], ClassV):
        return SuperV(args[0], args[1])
    return m.unknown("super")


@constructor("type")
def type_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    if len(args) == 3:
        from sadpath.walk.objects.classes import new_class

        bases = [m.single(b) for b in to_list(m, args[1])[0]]
        attrs = {str(k): v for k, v in args[2].items.items()} if isinstance(args[2], DictV) else {}
        name = m.single(args[0])
        cls = new_class(m, name if isinstance(name, str) else "type", bases, attrs, None)
        cls.project = any(b.project for b in cls.mro)
        m.caches.setdefault("classes", []).append(cls)
        return cls
    value = args[0]
    if type(value) is Lanes:
        value = m.single(value)
    if isinstance(value, Instance):
        return settle(m, value)
    if isinstance(value, Container) and value.cls is not None:
        return value.cls
    if isinstance(value, Unknown):
        made = m.unknown("type", value)
        made.answer = value.answer
        return made
    if isinstance(value, ClassV) and (meta := metaclass(m, value)) is not None:
        return meta
    return m.builtins.get("str" if isinstance(value, Text) else type_name(value), m.unknown("type", value))


@builtin("property")
def property_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    parts = [args[index] if len(args) > index else kw.get(name) for index, name in enumerate(("fget", "fset", "fdel"))]
    made = Descriptor("property", *parts[:2])
    made.deleter = parts[2]
    return made


@builtin("staticmethod")
def staticmethod_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return Descriptor("static", args[0])


@builtin("classmethod")
def classmethod_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return Descriptor("class", args[0].fn if isinstance(args[0], Descriptor) else args[0])


@builtin("getattr")
def getattr_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    name = args[1]
    if type(name) is Lanes:
        owner = m.single(args[0])
        if isinstance(owner, (Instance, ClassV, ModuleV)) and only_plain(m, name):
            return attribute_by_lane(m, owner, name, args)
        name = m.single(name)
    if isinstance(name, Text) and isinstance(args[0], ModuleV):
        found = dict_find(m, namespace(m, args[0]), name)
        if found is not ABSENT:
            return found
        if len(args) > 2:
            return args[2]
    if not isinstance(name, str):
        return m.unknown("getattr", args[0], name)
    return attribute_or_default(m, args[0], name, args)


def attribute_or_default(m: Machine, owner: Value, name: str, args: list[Value]) -> Value:
    """`getattr(owner, name, *args[2:])`; an AttributeError of the owner's own code gives the default as well."""
    note_asked(m, name)
    if len(args) < 3:
        return get_attribute(m, owner, name)
    try:
        return get_attribute(m, owner, name, args[2])
    except Raised as error:
        if error.exc.cls.derives(m.builtins["AttributeError"]):
            return args[2]
        raise


def attribute_by_lane(m: Machine, owner: Value, name: Lanes, args: list[Value]) -> Value:
    """`getattr(owner, name)` where the name differs: lanes part by what they find, not by the name."""
    groups: dict[Any, list[int]] = {}
    for lane in m.active:
        wanted = name.values[lane]
        found: Value = ABSENT
        if isinstance(wanted, str):
            note_asked(m, wanted)
            cls = owner.cls if isinstance(owner, Instance) else owner if isinstance(owner, ClassV) else None
            found = owner.attrs.get(wanted, ABSENT) if hasattr(owner, "attrs") else ABSENT
            if found is ABSENT and cls is not None:
                found = cls.find(wanted)
        groups.setdefault("missing" if found is ABSENT else id(found), []).append(lane)
    options = [tuple(g) for g in groups.values()]
    chosen = options[m.decide(options)]
    wanted = name.values[chosen[0]]
    if not isinstance(wanted, str):
        return m.unknown("getattr", owner, wanted)
    return attribute_or_default(m, owner, wanted, args)


OF_DATA = frozenset().union(*map(dir, (dict, list, str, int, float, bool, type(None))))
"""The attributes that something in a JSON document can have."""


@builtin("hasattr")
def hasattr_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    value, name = m.single(args[0]), m.single(args[1])
    if isinstance(value, Unknown) and value.answer is not None and isinstance(name, str) and name not in OF_DATA:
        return False
    if isinstance(value, Unknown) or not isinstance(name, str):
        return m.unknown("compare", "hasattr", value, name, kind="bool")
    note_asked(m, name)
    try:
        found = get_attribute(m, value, name)
    except Raised as error:
        if error.exc.cls.name == "AttributeError":
            return False
        raise
    if isinstance(found, Unknown) and found.key[0] == "attribute":
        return m.unknown("compare", "hasattr", value, name, kind="bool")
    return True


@builtin("setattr")
def setattr_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    name = m.single(args[1])
    if isinstance(name, str):
        set_attribute(m, args[0], name, args[2])
    return None


@builtin("delattr")
def delattr_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    from sadpath.walk.objects.setting import delete_attribute

    name = m.single(args[1])
    if isinstance(name, str):
        note_asked(m, name)
        delete_attribute(m, args[0], name)
    return None


@builtin("vars")
def vars_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    if args and isinstance(args[0], Instance):
        m.touch(args[0])
        return m.new_dict(args[0].attrs)
    if args and isinstance(args[0], ModuleV):
        return namespace(m, args[0])
    if args and isinstance(args[0], ClassV):
        note_asked(m, ALL)
        return m.new_dict(dict(args[0].attrs))
    return m.unknown("vars", *args) if args else local_names(m, m.frames[-1])


@builtin("id")
def id_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return m.unknown("id", args[0], kind="number")


@builtin("hash")
def hash_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return m.unknown("hash", args[0], kind="number")
