"""Calling a method of a tuple, list, dict or set."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from sadpath.walk.containers.changes import delete_item, set_item
from sadpath.walk.containers.iteration import may_have_more
from sadpath.walk.containers.iterators import Step, iterator
from sadpath.walk.containers.subscripts import dict_item, get_item
from sadpath.walk.machine import Machine
from sadpath.walk.observe_calls import FINDS, asked_container
from sadpath.walk.operators.comparison import compare_plain
from sadpath.walk.operators.concrete import NotConcrete, concrete
from sadpath.walk.operators.elements import NotRanked, Ranked
from sadpath.walk.values import (
    ABSENT,
    DictV,
    IteratorV,
    ListV,
    SetV,
    StopWalkIteration,
    Value,
)
from sadpath.walk.values.views import VIEWS, KeysView

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

    def begin() -> Step:
        rest = iter(items)

        def step() -> Value:
            for item in rest:
                return item
            raise StopWalkIteration

        return step

    return iterator(m, begin, open)


def ordered(m: Machine, items: list[Value], kw: dict[str, Value]) -> list[Value]:
    """`items` sorted by the arguments of `sort` and `sorted`; as they are where nobody knows their order."""
    from sadpath.walk.calls import call

    key, reverse = kw.get("key"), m.known_truth(m.single(kw.get("reverse", False))) is True
    if len(items) < 2:
        return list(items)
    keys = [m.single(call(m, key, [item], {}) if key is not None else item) for item in items]
    try:
        plain = [concrete(k) for k in keys]
        return [items[i] for i in sorted(range(len(items)), key=plain.__getitem__, reverse=reverse)]
    except (NotConcrete, TypeError):
        pass
    ranked = [Ranked(m, key) for key in keys]
    try:
        return [items[i] for i in sorted(range(len(items)), key=ranked.__getitem__, reverse=reverse)]
    except NotRanked:
        return list(items)


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
        return delete_item(m, value, args[0], plainly=True)
    if name == "__iter__":
        return walk_iterator(m, list(value.items), may_have_more(value))
    if name == "__len__":
        return m.unknown("len", value, kind="number") if may_have_more(value) else len(value.items)
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


def methods_of(value: Value) -> dict[str, Method]:
    """The methods of a tuple, list, dict or set by name."""
    if isinstance(value, tuple):
        return {name: LIST[name] for name in ("index", "count")}
    if isinstance(value, VIEWS):
        return {"isdisjoint": SET["isdisjoint"]} if isinstance(value, KeysView) or value.pairs else {}
    return DICT if isinstance(value, DictV) else SET if isinstance(value, SetV) else LIST


def has_method(value: Value, name: str) -> bool:
    """Whether a tuple, list, dict or set has the method."""
    return name in methods_of(value) or name.startswith("__")


def stands_for_more(value: Value, name: str) -> bool:
    """Whether a dict of headers, or a list in place of a queue, is asked for something of which only the name is known."""
    return (isinstance(value, DictV) and value.fold_case) or (
        type(value) is ListV and name in ("put", "put_nowait", "get", "get_nowait")
    )


def call_container(m: Machine, value: Value, name: str, args: list[Value], kw: dict[str, Value]) -> Value:
    """A method of a tuple, list, dict or set; raises `Raised(AttributeError)` where it has no such method."""
    found = methods_of(value).get(name)
    if args and name in FINDS:
        asked_container(m, value, args)
    if isinstance(value, tuple):
        value = m.new_list(list(value))
    if found is None:
        if name == "__contains__":
            from sadpath.walk.operators.membership import contains_item

            return contains_item(m, args[0], value)
        made = dunder(m, value, name, args)
        if made is not ABSENT:
            return made
        if stands_for_more(value, name):
            return m.unknown(name, *args)
        raise m.error("AttributeError", f"no attribute {name!r}")
    if name not in QUICK:
        m.spend(len(value.items))
    return found(m, value, args, kw)
