"""Containers compared element by element, as Python does: by the objects' own `__eq__` and `__lt__`, without regard to a dict's order."""

from __future__ import annotations

import ast
from typing import Any

from sadpath.walk.machine import Machine
from sadpath.walk.operators.concrete import NotConcrete, concrete
from sadpath.walk.operators.keys import canonical, is_unknown
from sadpath.walk.values import DictV, Instance, Lanes, SetV, Text, Unknown, Value
from sadpath.walk.values.symbols import PLAIN_KINDS


def alike(m: Machine, left: Value, right: Value) -> bool | None:
    """Whether two elements are the same or equal; lanes part until each is one value. None where nobody knows."""
    if type(left) in PLAIN_KINDS and type(right) in PLAIN_KINDS:
        return bool(left is right or left == right)
    from sadpath.walk.operators.comparison import equal, instance_compare

    left, right = m.single(left), m.single(right)
    if left is right:
        return True
    if type(left) is Instance or type(right) is Instance:
        asked = instance_compare(m, ast.Eq, left, right)
        if asked is not None:
            return told(m, asked)
    return equal(m, left, right)


def told(m: Machine, asked: Value) -> bool | None:
    """The truth of what a comparison gave, lanes parted; None where nobody knows."""
    return m.truth(asked) if type(asked) is Lanes else m.known_truth(asked)


def all_equal(m: Machine, left: list[Value], right: list[Value]) -> bool | None:
    """Elementwise equality of two sequences."""
    if len(left) != len(right):
        return False
    found: bool | None = True
    for one, two in zip(left, right, strict=True):
        m.spend(50)
        same = alike(m, one, two)
        if same is False:
            return False
        if same is None:
            found = None
    return found


def equal_sets(m: Machine, left: SetV, right: SetV) -> bool | None:
    """Whether two sets have the same elements; None where nobody knows."""
    if left.open or right.open:
        return None
    if left.items.keys() == right.items.keys():
        return True
    m.spend(len(left.items) + len(right.items))
    if {canonical(m, k) for k in left.items} == {canonical(m, k) for k in right.items}:
        return True
    return None if any(is_unknown(k) for k in [*left.items, *right.items]) else False


def set_order(m: Machine, op: type[ast.cmpop], left: SetV, right: SetV) -> bool | None:
    """`left < right` and its like for two sets: whether one holds the other; None where nobody knows."""
    if left.open or right.open or any(is_unknown(k) for k in [*left.items, *right.items]):
        return None
    one, two = ({canonical(m, k) for k in each.items} for each in (left, right))
    if op in (ast.Gt, ast.GtE):
        one, two = two, one
    return one < two if op in (ast.Lt, ast.Gt) else one <= two


def equal_dicts(m: Machine, left: DictV, right: DictV) -> bool | None:
    """Whether two dicts have the same values under the same keys, in whatever order; None where nobody knows."""
    if left.base is not None or right.base is not None:
        return None
    one, two = left.items, right.items
    if one.keys() != two.keys():
        one = {canonical(m, key): value for key, value in one.items()}
        two = {canonical(m, key): value for key, value in two.items()}
        if one.keys() != two.keys():
            return None if any(is_unknown(key) for key in [*one, *two]) else False
    return all_equal(m, list(one.values()), [two[key] for key in one])


def before(m: Machine, left: Value, right: Value) -> bool | None:
    """Whether `left < right`; None where nobody knows. Raises `Raised(TypeError)` for what Python does not order."""
    from sadpath.walk.operators.comparison import compare_plain

    left, right = m.single(left), m.single(right)
    if isinstance(left, (Unknown, Text)) or isinstance(right, (Unknown, Text)):
        return None
    try:
        return bool(concrete(left) < concrete(right))
    except (NotConcrete, TypeError):
        pass
    if isinstance(left, tuple) and isinstance(right, tuple):
        for one, two in zip(left, right, strict=False):
            same = alike(m, one, two)
            if same is not True:
                return None if same is None else before(m, one, two)
        return len(left) < len(right)
    asked = compare_plain(m, ast.Lt, left, right)
    return m.truth(asked) if isinstance(left, Instance) and isinstance(right, Instance) else told(m, asked)


class NotRanked(Exception):
    """Nobody knows which of two values comes first."""


class Ranked:
    """A value that Python's own sorting can order; `<` raises `NotRanked` where nobody knows."""

    __slots__ = ("m", "value")

    def __init__(self, m: Machine, value: Value) -> None:
        self.m, self.value = m, value

    def __lt__(self, other: Any) -> bool:
        found = before(self.m, self.value, other.value)
        if found is None:
            raise NotRanked
        return found
