"""Choices: looking something up under a key that nobody knows, or under another one in each lane, gives one of several things."""

from __future__ import annotations

import ast

from sadpath.walk.machine import Machine
from sadpath.walk.operators.comparison import compare_plain, equal
from sadpath.walk.operators.concrete import is_plain
from sadpath.walk.values import (
    ABSENT,
    DictV,
    Instance,
    Lanes,
    Text,
    Unknown,
    Value,
    is_constant,
)

MOST_CHOICES = 8
"""Alternatives of a dict that are walked one by one where nobody knows the key."""


def may_choose(m: Machine, value: DictV, key: Value) -> bool:
    """Whether a look-up by something unknown gives one of a few alternatives that matter: classes, functions, settings, URLs."""
    if not isinstance(key, (Unknown, Text)) or value.base is not None or value.schema is not None or m.loading:
        return False
    if not 0 < len(value.items) <= MOST_CHOICES or any(
        not is_constant(k) and not isinstance(k, Instance) for k in value.items
    ):
        return False
    return any(
        not is_plain(v) or (isinstance(v, str) and "://" in v) for v in value.items.values() if type(v) is not Lanes
    )


def chosen_by_unknown(m: Machine, value: DictV, key: Value, total: bool) -> Value:
    """One of the values of a dict under a key that nobody knows, world by world; `ABSENT` where it is none of them.

    `total`: it is one of them for certain, as unknown data is taken not to crash by itself. `ABSENT` too where the choice does not matter.
    """
    if not may_choose(m, value, key):
        return ABSENT
    possible = [(k, v) for k, v in value.items.items() if equal(m, key, k) is not False]
    for index, (candidate, found) in enumerate(possible):
        if total and index == len(possible) - 1:
            return found
        if m.truth(compare_plain(m, ast.Eq, key, candidate)):
            return found
    return ABSENT


def part_by(m: Machine, results: dict[int, Value]) -> Value:
    """Part the lanes by which object they found; the object of the part that goes on."""
    groups: dict[int, list[int]] = {}
    for lane, found in results.items():
        groups.setdefault(id(found), []).append(lane)
    options = [tuple(group) for group in groups.values()]
    return results[options[m.decide(options)][0]]
