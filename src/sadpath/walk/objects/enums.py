"""Enums: their members, and which one a value means."""

from __future__ import annotations

import ast

from sadpath.walk.machine import Machine
from sadpath.walk.operators.concrete import is_plain
from sadpath.walk.values import (
    ABSENT,
    ClassV,
    Descriptor,
    FunctionV,
    Instance,
    Lanes,
    Native,
    Raised,
    Text,
    Unknown,
    Value,
)


def make_enum(m: Machine, cls: ClassV, node: ast.ClassDef) -> None:
    """Turn the assignments of an Enum's body into members."""
    count = 0
    for statement in node.body:
        targets: list[ast.expr] = statement.targets if isinstance(statement, ast.Assign) else []
        for target in targets:
            if isinstance(target, ast.Name) and not target.id.startswith("_") and target.id in cls.attrs:
                add_member(m, cls, target.id, cls.attrs[target.id], count)
                count += 1


def add_member(m: Machine, cls: ClassV, name: str, value: Value, count: int) -> None:
    """One member of an Enum; an equal value makes an alias."""
    if isinstance(value, (FunctionV, Descriptor, Native)):
        return
    if isinstance(value, Instance) and value.cls.name == "auto":
        value = name.lower() if any(b.name == "StrEnum" for b in cls.mro) else count + 1
    for made in cls.members.values() if is_plain(value) else ():
        if made.attrs["_value_"] == value:
            cls.members[name] = made
            cls.attrs[name] = made
            return
    made = Instance(cls, {"_name_": name, "_value_": value}, m.now)
    cls.members[name] = made
    cls.attrs[name] = made
    init = cls.find("__init__")
    if init is not ABSENT and isinstance(init, FunctionV):
        from sadpath.walk.calls import call

        call(m, init, [made, *(value if isinstance(value, tuple) else (value,))], {})
    new = cls.find("__new__")
    if isinstance(new, FunctionV) and isinstance(value, tuple) and value:
        from sadpath.walk.calls import call

        try:
            other = call(m, new, [cls, *value], {})
        except Raised:
            return
        if isinstance(other, Instance):
            made.attrs.update(other.attrs)


def enum_member(m: Machine, cls: ClassV, value: Value) -> Value:
    """`cls(value)`: the member with that value; raises `Raised(ValueError)` where there is none."""
    from sadpath.walk.calls import call

    if type(value) is Lanes:
        m.answers.lookup(m, value, [made.attrs["_value_"] for made in cls.members.values()])
        found: dict[int, Value] = {}
        for lane in m.active:
            found[lane] = plain_member(cls, value.values[lane])
        groups: dict[int, list[int]] = {}
        for lane, member in found.items():
            groups.setdefault(id(member), []).append(lane)
        options = [tuple(g) for g in groups.values()]
        chosen = found[options[m.decide(options)][0]]
        value = value.values[m.active[0]] if chosen is ABSENT else value
    else:
        chosen = plain_member(cls, value)
    if chosen is not ABSENT:
        return chosen
    if isinstance(value, (Unknown, Text)):
        return m.unknown("member", cls, value)
    missing = cls.find("_missing_")
    if missing is not ABSENT:
        made = call(m, missing.fn if isinstance(missing, Descriptor) else missing, [cls, value], {})
        if made is not None:
            return made
    raise m.error("ValueError", f"{value!r} is not a valid {cls.name}")


def plain_member(cls: ClassV, value: Value) -> Value:
    """The member whose value (or self) is `value`; `ABSENT` where there is none."""
    for made in cls.members.values():
        if made is value or (
            is_plain(value)
            and is_plain(made.attrs["_value_"])
            and made.attrs["_value_"] == value
            and type(value) is not bool
        ):
            return made
    return ABSENT
