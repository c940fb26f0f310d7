"""`Counter`: a dict of how often each of its keys was seen."""

from __future__ import annotations

import ast

from sadpath.walk.containers.changes import dict_key
from sadpath.walk.containers.iteration import to_list
from sadpath.walk.containers.methods import DICT, method
from sadpath.walk.machine import Machine
from sadpath.walk.operators.arithmetic import binary
from sadpath.walk.operators.concrete import NotConcrete, concrete
from sadpath.walk.values import DictV, Value

MOST_ELEMENTS = 20_000


def count_elements(m: Machine, value: DictV, args: list[Value], op: type[ast.operator] = ast.Add) -> Value:
    """`Counter.update` and `subtract`: elements are counted, the counts of a mapping are added (or taken away)."""
    for other in args:
        other = m.single(other)
        if isinstance(other, DictV):
            for key, item in other.items.items():
                key = dict_key(m, value, key)
                value.items[key] = binary(m, op, value.items.get(key, 0), item)
            value.base = value.base or other.base
            continue
        items, partly = to_list(m, other)
        for item in items:
            key = dict_key(m, value, item)
            value.items[key] = binary(m, op, value.items.get(key, 0), 1)
        if partly:
            value.base = value.base or m.unknown("counter", *(m.single(item) for item in items))
    return None


@method(DICT, "subtract")
def counter_subtract(m: Machine, value: DictV, args: list[Value], kw: dict[str, Value]) -> Value:
    only_counters(m, value, "subtract")
    m.touch(value)
    return count_elements(m, value, [*args, *([m.new_dict({**kw})] if kw else [])], ast.Sub)


@method(DICT, "elements")
def counter_elements(m: Machine, value: DictV, args: list[Value], kw: dict[str, Value]) -> Value:
    only_counters(m, value, "elements")
    counts = list(value.items.values())
    known = [count for count in counts if isinstance(count, int)]
    if len(known) < len(counts) or sum(count for count in known if count > 0) > MOST_ELEMENTS:
        return m.unknown("elements", value)
    elements = [key for key, count in zip(value.items, known, strict=True) for _ in range(count)]
    m.spend(len(elements))
    return m.new_list(elements, value.base is not None)


@method(DICT, "most_common")
def counter_most_common(m: Machine, value: DictV, args: list[Value], kw: dict[str, Value]) -> Value:
    if value.base is not None:
        return m.unknown("most_common", value)
    try:
        counts = {key: concrete(count) for key, count in value.items.items()}
        most = concrete(args[0]) if args else None
        ranked = sorted(counts.items(), key=lambda pair: pair[1], reverse=True)[:most]
    except (NotConcrete, TypeError):
        return m.unknown("most_common", value)
    return m.new_list([*ranked])


@method(DICT, "total")
def counter_total(m: Machine, value: DictV, args: list[Value], kw: dict[str, Value]) -> Value:
    only_counters(m, value, "total")
    total: Value = 0
    for count in value.items.values():
        total = binary(m, ast.Add, total, count)
    return total if value.base is None else m.unknown("total", value, kind="number")


def only_counters(m: Machine, value: DictV, name: str) -> None:
    """Raise as Python does where another dict is asked for a method of counters."""
    if value.kind != "counter":
        raise m.error("AttributeError", f"object has no attribute {name!r}")
