"""The methods of sets."""

from __future__ import annotations

import ast
from itertools import chain

from sadpath.walk.containers.iteration import to_list
from sadpath.walk.containers.methods import SET, method
from sadpath.walk.machine import Machine
from sadpath.walk.operators.collections import kept_of
from sadpath.walk.operators.item_views import disjoint, subset
from sadpath.walk.operators.keys import is_unknown, known_key
from sadpath.walk.operators.membership import contains_item
from sadpath.walk.values import SetV, Value, is_constant
from sadpath.walk.values.views import ItemsView


@method(SET, "add")
def set_add(m: Machine, value: SetV, args: list[Value], kw: dict[str, Value]) -> Value:
    m.touch(value)
    value.items.setdefault(known_key(m, value.items, m.single(args[0])), None)
    return None


@method(SET, "discard")
def set_discard(m: Machine, value: SetV, args: list[Value], kw: dict[str, Value]) -> Value:
    m.touch(value)
    value.items.pop(known_key(m, value.items, m.single(args[0])), None)
    return None


@method(SET, "remove")
def set_remove(m: Machine, value: SetV, args: list[Value], kw: dict[str, Value]) -> Value:
    item = known_key(m, value.items, m.single(args[0]))
    if item not in value.items and not value.open and not any(map(is_unknown, [item, *value.items])):
        if contains_item(m, item, value) is False:
            raise m.error("KeyError", str(item) if is_constant(item) else "")
    return set_discard(m, value, [item], kw)


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


@method(SET, "update")
def set_update(m: Machine, value: SetV, args: list[Value], kw: dict[str, Value]) -> Value:
    made = combined(m, value, args, "union")
    m.touch(value)
    value.items, value.open = made.items, made.open
    return None


def set_change(m: Machine, value: SetV, args: list[Value], name: str) -> Value:
    """`difference_update` and its like: the set becomes what the method `name` gives, anything where nobody knows that."""
    made = combined(m, value, args, name)
    m.touch(value)
    value.items, value.open = (made.items, made.open) if isinstance(made, SetV) else ({}, True)
    return None


def others_of(m: Machine, value: SetV, args: list[Value]) -> tuple[list[dict[Value, None]], bool]:
    """The elements of each of the other collections, as they stand in the set where it has equal ones; whether there may be more."""
    found, open_ = [], False
    for other in args:
        items, partly = to_list(m, other)
        found.append({known_key(m, value.items, m.single(item)): None for item in items})
        open_ = open_ or partly
    return found, open_


def combined(m: Machine, value: SetV, args: list[Value], name: str) -> Value:
    """The set that `union`, `intersection`, `difference` or `symmetric_difference` gives; a symbol where nobody knows."""
    others, partly = others_of(m, value, args)
    if name != "union" and (value.open or partly or any(map(is_unknown, chain(value.items, *others)))):
        return m.unknown(name, value, *args)
    return m.new_set(kept_of(OPERATORS[name], value.items, others), value.frozen, value.open or partly)


OPERATORS: dict[str, type[ast.operator]] = {
    "union": ast.BitOr,
    "intersection": ast.BitAnd,
    "difference": ast.Sub,
    "symmetric_difference": ast.BitXor,
}
"""The operator that does the same."""


def set_relation(m: Machine, value: SetV | ItemsView, args: list[Value], name: str) -> Value:
    """`issubset`, `issuperset`, `isdisjoint`."""
    if isinstance(value, ItemsView):
        return disjoint(m, value, args[0])
    if isinstance(view := args[0], ItemsView) and view.pairs:
        if name == "isdisjoint":
            return disjoint(m, view, value)
        return subset(m, value, view) if name == "issubset" else subset(m, view, value)
    (other, *_), partly = others_of(m, value, args[:1])
    mine = value.items
    if value.open or partly or any(is_unknown(i) for i in (*mine, *other)):
        return m.unknown(name, value, args[0], kind="bool")
    if name == "issubset":
        return all(i in other for i in mine)
    if name == "issuperset":
        return all(i in mine for i in other)
    return not any(i in mine for i in other)


for _name in OPERATORS:
    SET[_name] = lambda m, value, args, kw, _name=_name: combined(m, value, args, _name)  # type: ignore[misc]
    if _name != "union":
        SET[f"{_name}_update"] = lambda m, value, args, kw, _name=_name: set_change(m, value, args, _name)  # type: ignore[misc]
for _name in ("issubset", "issuperset", "isdisjoint"):
    SET[_name] = lambda m, value, args, kw, _name=_name: set_relation(m, value, args, _name)  # type: ignore[misc]
