"""`|`, `&`, `-`, `^` and `+` of sets, dicts and counters."""

from __future__ import annotations

import ast
from collections.abc import Callable

from sadpath.walk.machine import Machine
from sadpath.walk.operators.keys import is_unknown, known_key
from sadpath.walk.values import DictV, SetV, Value


def set_operation(m: Machine, op: type[ast.operator], left: SetV, right: SetV) -> Value:
    """Union, intersection, difference or symmetric difference of two sets; a symbol where nobody knows."""
    one = left.items
    two = {known_key(m, one, key): None for key in right.items}
    if op is not ast.BitOr and (right.open or any(map(is_unknown, (*one, *two)))):
        return m.unknown("binary", op.__name__, left, right)
    return m.new_set(kept_of(op, one, [two]), left.frozen, left.open or right.open)


def kept_of(op: type[ast.operator], mine: dict[Value, None], others: list[dict[Value, None]]) -> list[Value]:
    """The elements of the union, intersection, difference or symmetric difference of a set and others, where equal ones are the same."""
    if op is ast.BitOr:
        return [*mine, *(item for other in others for item in other)]
    if op is ast.BitAnd:
        return [item for item in mine if all(item in other for other in others)]
    if op is ast.Sub:
        return [item for item in mine if not any(item in other for other in others)]
    return [item for item in [*mine, *others[0]] if (item in mine) != (item in others[0])]


def dict_union(m: Machine, left: DictV, right: DictV) -> DictV:
    """`left | right` of two dicts; the result is of the kind of the left one, or of a `defaultdict` on the right."""
    m.spend(len(left.items) + len(right.items))
    made = m.new_dict(dict(left.items), left.base or right.base)
    for key, value in right.items.items():
        made.items[known_key(m, made.items, key)] = value
    kind = left if left.kind is not None else right
    made.kind, made.default = kind.kind, kind.default
    return made


COUNTS: dict[type[ast.operator], Callable[[int, int], int]] = {
    ast.Add: lambda one, two: one + two,
    ast.Sub: lambda one, two: one - two,
    ast.BitOr: max,
    ast.BitAnd: min,
}


def counter_operation(m: Machine, op: type[ast.operator], left: DictV, right: DictV) -> Value:
    """`+`, `-`, `|` and `&` of two counters: what is left above zero; a symbol where nobody knows the counts."""
    two = {known_key(m, left.items, key): count for key, count in right.items.items()}
    counts = {key: (left.items.get(key, 0), two.get(key, 0)) for key in {**left.items, **two}}
    m.spend(len(counts))
    known = {key: (a, b) for key, (a, b) in counts.items() if isinstance(a, int) and isinstance(b, int)}
    if left.base is not None or right.base is not None or len(known) < len(counts) or any(map(is_unknown, counts)):
        return m.unknown("binary", op.__name__, left, right)
    made = m.new_dict({key: count for key, pair in known.items() if (count := COUNTS[op](*pair)) > 0})
    made.kind = "counter"
    return made


def is_counter_operation(op: type[ast.operator], left: Value, right: Value) -> bool:
    """Whether `left op right` is an operation of two counters."""
    return (
        op in COUNTS
        and isinstance(left, DictV)
        and left.kind == "counter"
        and isinstance(right, DictV)
        and right.kind == "counter"
    )
