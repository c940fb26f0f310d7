"""The methods of sets."""

from __future__ import annotations

from sadpath.walk.containers.iteration import to_list
from sadpath.walk.containers.methods import SET, method
from sadpath.walk.machine import Machine
from sadpath.walk.values import (
    SetV,
    Text,
    Unknown,
    Value,
)


@method(SET, "add")
def set_add(m: Machine, value: SetV, args: list[Value], kw: dict[str, Value]) -> Value:
    m.touch(value)
    value.items.setdefault(m.single(args[0]), None)
    return None


@method(SET, "discard", "remove")
def set_discard(m: Machine, value: SetV, args: list[Value], kw: dict[str, Value]) -> Value:
    m.touch(value)
    value.items.pop(m.single(args[0]), None)
    return None


@method(SET, "clear")
def set_clear(m: Machine, value: SetV, args: list[Value], kw: dict[str, Value]) -> Value:
    m.touch(value)
    value.items.clear()
    return None


@method(SET, "pop")
def set_pop(m: Machine, value: SetV, args: list[Value], kw: dict[str, Value]) -> Value:
    if len(value.items) == 1 and not value.open:
        m.touch(value)
        return value.items.popitem()[0]
    if not value.items and not value.open:
        raise m.error("KeyError", "pop from an empty set")
    return m.unknown("popped", value)


@method(SET, "copy")
def set_copy(m: Machine, value: SetV, args: list[Value], kw: dict[str, Value]) -> Value:
    return m.new_set(value.items, value.frozen, value.open)


@method(SET, "update", "union")
def set_update(m: Machine, value: SetV, args: list[Value], kw: dict[str, Value]) -> Value:
    made = m.new_set(value.items, value.frozen, value.open)
    for other in args:
        items, partly = to_list(m, other)
        for item in items:
            made.items.setdefault(m.single(item), None)
        made.open = made.open or partly
    m.touch(value)
    if not kw.get("__union__"):
        value.items, value.open = dict(made.items), made.open
    return made


def set_relation(m: Machine, value: SetV, args: list[Value], name: str) -> Value:
    """The methods of sets that ask or combine and change nothing."""
    items, partly = to_list(m, args[0])
    other = {m.single(i): None for i in items}
    mine = value.items
    if name == "union":
        return m.new_set([*mine, *other], value.frozen, value.open or partly)
    if any(isinstance(i, (Unknown, Text)) for i in [*mine, *other]) or value.open or partly:
        return m.unknown(name, value, args[0], kind="bool" if name.startswith("is") else None)
    if name == "issubset":
        return all(i in other for i in mine)
    if name == "issuperset":
        return all(i in mine for i in other)
    if name == "isdisjoint":
        return not any(i in mine for i in other)
    if name == "intersection":
        return m.new_set([i for i in mine if i in other], value.frozen)
    if name == "difference":
        return m.new_set([i for i in mine if i not in other], value.frozen)
    return m.new_set([i for i in [*mine, *other] if (i in mine) != (i in other)], value.frozen)


for _name in ("issubset", "issuperset", "isdisjoint", "intersection", "difference", "symmetric_difference", "union"):
    SET[_name] = lambda m, value, args, kw, _name=_name: set_relation(m, value, args, _name)  # type: ignore[misc]
