"""Calling a method of a tuple, list, dict or set."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import cmp_to_key
from typing import Any

from sadpath.walk.containers.iteration import to_list
from sadpath.walk.containers.subscripts import delete_item, dict_item, get_item, set_item
from sadpath.walk.machine import Machine
from sadpath.walk.operators.arithmetic import binary
from sadpath.walk.operators.comparison import compare_plain
from sadpath.walk.operators.concrete import NotConcrete, concrete
from sadpath.walk.values import (
    ABSENT,
    DictV,
    Instance,
    IteratorV,
    ListV,
    SetV,
    StopWalkIteration,
    Value,
)

Method = Callable[[Machine, Any, list[Value], dict[str, Value]], Value]


LIST: dict[str, Method] = {}


DICT: dict[str, Method] = {}


SET: dict[str, Method] = {}


def method(table: dict[str, Method], *names: str) -> Callable[[Method], Method]:
    """Register a container's method under its names."""

    def register(function: Method) -> Method:
        for name in names:
            table[name] = function
        return function

    return register


def walk_iterator(m: Machine, items: list[Value], open: bool = False) -> IteratorV:
    """An iterator over known items."""
    position = [0]

    def step() -> Value:
        if position[0] >= len(items):
            raise StopWalkIteration
        position[0] += 1
        return items[position[0] - 1]

    return IteratorV(step, m.now, open)


def ordered(m: Machine, items: list[Value], kw: dict[str, Value]) -> list[Value]:
    """`items` sorted by the arguments of `sort` and `sorted`; as they are where nobody knows their order."""
    from sadpath.walk.calls import call

    key, reverse = kw.get("key"), kw.get("reverse") is True
    if len(items) < 2:
        return list(items)
    keys = [m.single(call(m, key, [item], {}) if key is not None else item) for item in items]
    try:
        plain = [concrete(k) for k in keys]
        return [items[i] for i in sorted(range(len(items)), key=plain.__getitem__, reverse=reverse)]
    except (NotConcrete, TypeError):
        pass
    if not all(isinstance(k, Instance) for k in keys):
        return list(items)

    def before(one: int, other: int) -> int:
        return (
            -1
            if m.truth(compare_plain(m, ast.Lt, keys[one], keys[other]))
            else 1
            if m.truth(compare_plain(m, ast.Lt, keys[other], keys[one]))
            else 0
        )

    return [items[i] for i in sorted(range(len(items)), key=cmp_to_key(before), reverse=reverse)]


def count_elements(m: Machine, value: DictV, args: list[Value]) -> Value:
    """`Counter.update`: elements are counted, the counts of a mapping are added."""
    for other in args:
        other = m.single(other)
        if isinstance(other, DictV):
            for key, item in other.items.items():
                value.items[key] = binary(m, ast.Add, value.items.get(key, 0), item)
            value.base = value.base or other.base
            continue
        items, partly = to_list(m, other)
        for item in items:
            key = m.single(item)
            value.items[key] = binary(m, ast.Add, value.items.get(key, 0), 1)
        if partly:
            value.base = value.base or m.unknown("counter", *(m.single(item) for item in items))
    return None


def dunder(m: Machine, value: Value, name: str, args: list[Value]) -> Value:
    """The methods behind operators, called by name (mostly by way of `super()`); `ABSENT` for other names."""
    if name == "__getitem__":
        return (
            dict_item(m, value, args[0])
            if isinstance(value, DictV)
            else get_item(m, m.new_list(list(value.items)), args[0])
        )
    if name == "__setitem__":
        return set_item(m, value, args[0], args[1], plainly=True)
    if name == "__delitem__":
        return delete_item(m, value, args[0])
    if name == "__iter__":
        return walk_iterator(m, list(value.items))
    if name == "__len__":
        return len(value.items)
    if name in ("__eq__", "__ne__"):
        return compare_plain(m, ast.Eq if name == "__eq__" else ast.NotEq, value, args[0])
    if name in ("__setattr__", "__init__"):
        return None
    if name in ("__repr__", "__str__"):
        return m.unknown(name, value, kind="str")
    return ABSENT


QUICK = frozenset(
    {"append", "appendleft", "add", "extend", "get", "insert", "pop", "popleft", "setdefault", "discard", "update"}
)
"""Methods whose time does not grow with the container."""


def call_container(m: Machine, value: Value, name: str, args: list[Value], kw: dict[str, Value]) -> Value:
    """A method of a tuple, list, dict or set; raises `Raised(AttributeError)` where it has no such method."""
    table = DICT if isinstance(value, DictV) else SET if isinstance(value, SetV) else LIST
    if isinstance(value, tuple):
        value = m.new_list(list(value))
        table = {k: LIST[k] for k in ("index", "count")}
    found = table.get(name)
    if found is None:
        if name == "__contains__":
            from sadpath.walk.operators.membership import contains

            return contains(m, args[0], value)
        made = dunder(m, value, name, args)
        if made is not ABSENT:
            return made
        if (isinstance(value, DictV) and value.fold_case) or (
            isinstance(value, ListV) and name in ("rotate", "put", "put_nowait", "get", "get_nowait")
        ):
            return m.unknown(name, *args)
        raise m.error("AttributeError", f"no attribute {name!r}")
    if name not in QUICK:
        m.spend(len(value.items))
    return found(m, value, args, kw)
