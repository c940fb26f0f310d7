"""`dict.items()` as a set of pairs: `{"code": "LOCKED"}.items() <= body.items()`, `isdisjoint`, `&`."""

from __future__ import annotations

import ast

from sadpath.walk.machine import Machine
from sadpath.walk.operators.concrete import is_plain
from sadpath.walk.operators.elements import alike
from sadpath.walk.operators.keys import is_unknown
from sadpath.walk.values import ABSENT, DictV, Lanes, ListV, SetV, Unknown, Value
from sadpath.walk.values.views import ItemsView

Pairs = list[tuple[Value, Value]]


def is_items(value: Value) -> bool:
    """Whether a value is what `dict.items()` gives."""
    return isinstance(value, ItemsView) and value.pairs


def is_set(value: Value) -> bool:
    """Whether a value is a set, or a view that behaves as one."""
    return isinstance(value, SetV) or is_items(value)


def elements(value: SetV | ItemsView) -> list[Value]:
    """The elements of a set, or the pairs of a view; in a lane where a key is missing its value is `ABSENT`."""
    return list(value.items)


def may_have_more(value: SetV | ItemsView) -> bool:
    """Whether there may be elements that nobody knows."""
    return value.open or (isinstance(value, SetV) and any(map(is_unknown, value.items)))


def same(m: Machine, wanted: Value, found: Value) -> Value:
    """Whether two values under one key are equal, in each lane; true where nothing is wanted, false where nothing is found."""
    from sadpath.walk.operators.comparison import compare_plain

    def one(a: Value, b: Value) -> Value:
        return a is ABSENT or (b is not ABSENT and compare_plain(m, ast.Eq, a, b))

    if all(alone(m, value) for value in (wanted, found)):
        return m.lift(one, wanted, found) if Lanes in (type(wanted), type(found)) else one(wanted, found)
    if not m.is_there(wanted):
        return True
    if not m.is_there(found):
        return False
    told = alike(m, wanted, found)
    return m.unknown("compare", "Eq", wanted, found, kind="bool") if told is None else told


def alone(m: Machine, value: Value) -> bool:
    """Whether a value can be compared lane by lane: nothing with identity."""
    parts = [value.values[lane] for lane in m.active] if type(value) is Lanes else [value]
    return all(part is ABSENT or is_plain(part) for part in parts)


def every(m: Machine, parts: list[Value]) -> Value:
    """Whether all of these are true, in each lane."""

    def one(*told: Value) -> Value:
        if any(part is False for part in told):
            return False
        unknown = [part for part in told if part is not True]
        return m.unknown("compare", "all", *unknown, kind="bool") if unknown else True

    return m.lift(one, *parts) if any(type(part) is Lanes for part in parts) else one(*parts)


def holds(m: Machine, value: SetV | ItemsView, element: Value) -> Value:
    """Whether an element is in a set or a view; a pair is looked up by its key. Not wanted where its value is `ABSENT`."""
    from sadpath.walk.containers.subscripts import dict_find
    from sadpath.walk.operators.membership import contains

    if isinstance(value, SetV):
        if isinstance(element, tuple) and len(element) == 2 and type(element[1]) is Lanes:
            if not m.is_there(element[1]):
                return True
            element = (element[0], m.single(element[1]))
        return contains(m, element, value)
    if isinstance(element, Unknown):
        return m.unknown("compare", "In", element, value, kind="bool")
    if not isinstance(element, tuple) or len(element) != 2:
        return False
    return same(m, element[1], dict_find(m, value.of, element[0]))


def subset(m: Machine, left: SetV | ItemsView, right: SetV | ItemsView) -> Value:
    """Whether all elements of `left` are in `right`."""
    told: list[Value] = [m.unknown("compare", "subset", left, right, kind="bool")] if left.open else []
    for element in elements(left):
        m.spend(5)
        inside = holds(m, right, element)
        if inside is False:
            return False
        told.append(inside)
    return every(m, told)


def count(m: Machine, value: SetV | ItemsView) -> Value:
    """How many elements there are; a symbol where nobody knows."""
    if may_have_more(value):
        return m.unknown("len", value, kind="number")
    held = [element[1] if isinstance(value, ItemsView) else element for element in elements(value)]
    if not any(type(one) is Lanes for one in held):
        return len(held)
    return m.lanes(lambda lane: sum(m.pick(one, lane) is not ABSENT for one in held))


def view_order(m: Machine, op: type[ast.cmpop], left: Value, right: Value) -> Value:
    """`left < right` and its like, and `==`, where one is a view of pairs and the other one too, or a set."""
    from sadpath.walk.operators.comparison import compare_plain

    if op in (ast.Gt, ast.GtE):
        left, right = right, left
    inside = subset(m, left, right)
    if op in (ast.LtE, ast.GtE) or inside is False:
        return inside
    sizes = (count(m, left), count(m, right))
    asked = ast.Eq if op is ast.Eq else ast.Lt
    return every(m, [inside, m.lift(lambda a, b: compare_plain(m, asked, a, b), *sizes)])


def disjoint(m: Machine, value: ItemsView, other: Value) -> Value:
    """`view.isdisjoint(other)`."""
    from sadpath.walk.containers.iteration import to_list

    items, partly = to_list(m, other) if not is_items(other) else (elements(other), other.open)
    found: list[Value] = [m.unknown("isdisjoint", value, other, kind="bool")] if partly else []
    for element in items:
        if isinstance(element, tuple) and len(element) == 2 and not m.is_there(element[1]):
            continue
        inside = holds(m, value, element)
        if inside is True:
            return False
        found.append(m.lift(lambda told: negated(m, told), inside))
    return every(m, found)


def negated(m: Machine, told: Value) -> Value:
    """`not told`."""
    return not told if isinstance(told, bool) else m.unknown("not", told, kind="bool", origin=told.origin)


def pairs_kept(m: Machine, op: type[ast.operator], left: SetV | ItemsView, right: SetV | ItemsView) -> Value:
    """`left & right` or `left - right`, each element of the one that is known looked up in the other; lanes part by what is kept.

    `ABSENT` where one is not known well enough for that, or where it would take too many runs.
    """
    fewer = len(elements(right)) < len(elements(left)) and not may_have_more(right)
    if op is ast.BitAnd and (fewer or may_have_more(left)):
        left, right = right, left
    if may_have_more(left) or any(is_unknown(element) for element in elements(left)):
        return ABSENT
    asked = [(element, holds(m, right, element)) for element in elements(left)]
    if sum(type(inside) is not bool for _, inside in asked) > MOST_ASKED:
        return ABSENT
    kept: list[Value] = []
    for element, inside in asked:
        if isinstance(element, tuple) and len(element) == 2 and not m.is_there(element[1]):
            continue
        if m.truth(inside) is (op is ast.BitAnd):
            kept.append((element[0], m.single(element[1])) if type(element) is tuple and len(element) == 2 else element)
    made_sets_of = [elements(left), elements(right)] if op is ast.Sub else [kept]
    if any(type(one) is tuple and one and is_container(one[-1]) for each in made_sets_of for one in each):
        raise m.error("TypeError", "unhashable type")
    return m.new_set(kept)


MOST_ASKED = 6
"""Pairs of which nobody knows whether they are kept, or in which lanes."""


def is_container(value: Value) -> bool:
    """Whether a value can't be an element of a set."""
    return isinstance(value, (ListV, DictV)) or (isinstance(value, SetV) and not value.frozen)


def as_set(m: Machine, value: SetV | ItemsView, op: type[ast.operator]) -> SetV:
    """The set of the pairs; lanes part until each is one. Raises `Raised(TypeError)` where a value can't be in a set.

    What two have in common is found without making sets of them.
    """
    if isinstance(value, SetV):
        return value
    pairs: list[Value] = []
    for key, item in value.items:
        if not m.is_there(item):
            continue
        one = m.single(item)
        if is_container(one):
            if op is ast.BitAnd:
                continue
            raise m.error("TypeError", "unhashable type")
        pairs.append((key, one))
    return m.new_set(pairs, open=value.open)
