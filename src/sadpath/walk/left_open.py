"""True or false that is bound while modules load, and hangs on what nobody knows: each run decides it for itself.

While modules load there is one world, so that a condition on something unknown goes one way there. Where all that comes of it is true or
false (`bool(x)`, `x and y`, `True if x else False`, a function that returns such), both ways are kept, as a symbol that asks the condition.
A function that gives a constant where a variable is not set gives a setting's default, as `os.environ.get(name, default)` does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sadpath.walk.environment import variable_of
from sadpath.walk.run import Stop
from sadpath.walk.values import ABSENT, Raised, Unknown, Value

if TYPE_CHECKING:
    from sadpath.walk.machine import Machine, Ready
    from sadpath.walk.run import Frame

MOST_ASKED = 3
"""So many conditions of one function are followed both ways."""


class Changes(Stop):
    """What was to be tried once more changes something."""


@dataclass
class Ways:
    """One call while modules load: `told` is how conditions go in it; `asked` those that it came to, with the way that each went."""

    told: dict[int, bool]
    outer: Ways | None
    again: bool
    asked: dict[int, bool] = field(default_factory=dict)
    changes: bool = False

    def answer(self, key: int, prefer: bool) -> bool:
        """How a condition goes; noted where nobody has told it."""
        ways: Ways | None = self
        while ways is not None:
            if key in ways.told:
                return ways.told[key]
            ways = ways.outer
        self.asked[key] = prefer
        return prefer

    def changed(self) -> None:
        """An object is about to be changed."""
        if self.again:
            raise Changes
        self.changes = True


def is_open(value: Value) -> bool:
    """Whether a value is true or false, known or not."""
    return type(value) is bool or (type(value) is Unknown and value.kind == "bool")


def choice(m: Machine, asked: Unknown, yes: Value, no: Value) -> Value:
    """`yes if asked else no`, both of which are true or false."""
    return yes if yes is no else m.unknown("choice", asked, yes, no, kind="bool")


def truth_left_open(m: Machine, value: Value) -> Value:
    """`bool(value)` for a symbol while modules load; `ABSENT` where it is to be decided now."""
    if m.loading and type(value) is Unknown and m.known_truth(value) is None:
        return value if value.kind == "bool" else choice(m, value, True, False)
    return ABSENT


def joined(m: Machine, frame: Frame, first: Unknown, rest: Sequence[Ready], stop_at: bool) -> Value:
    """`first and ...`, `first or ...` (`stop_at`) while modules load, where all parts are true or false; else `ABSENT`."""
    try:
        other = rest[0](m, frame)
        if type(other) is bool and other is not stop_at and len(rest) > 1:
            return joined(m, frame, first, rest[1:], stop_at)
        if type(other) is Unknown and other.kind == "bool" and len(rest) > 1:
            other = joined(m, frame, other, rest[1:], stop_at)
    except Raised:
        return ABSENT
    if not is_open(other):
        return ABSENT
    return choice(m, first, True, other) if stop_at else choice(m, first, other, False)


def called(m: Machine, run: Callable[[], Value]) -> Value:
    """What a call of the project gives while modules load; where it asks what nobody knows and changes nothing, it is had both ways."""
    outer = m.ways
    if outer is not None and outer.again:
        return run()  # what it asks, `outer` follows both ways
    first, ways = attempt(m, run, {}, again=False)
    if ways.asked and not ways.changes and first is not None:
        before = m.run.steps, m.run.work, m.run.active
        try:
            found = both_ways(m, run, {}) if is_open(first) else ABSENT
            if found is ABSENT:
                found = unset(m, run, ways)
        except Stop:
            found = ABSENT
        finally:
            m.run.steps, m.run.work, m.run.active = before
        if found is not ABSENT:
            return found
    if outer is not None:
        outer.asked.update(ways.asked)
        outer.changes = outer.changes or ways.changes
    return first


def attempt(m: Machine, run: Callable[[], Value], told: dict[int, bool], *, again: bool) -> tuple[Value, Ways]:
    """What a call gives where these conditions go so, and what else it asked. `Changes` where it is called `again` and changes something."""
    outer = m.ways
    m.ways = ways = Ways(told, outer, again)
    try:
        return run(), ways
    finally:
        m.ways = outer


def both_ways(m: Machine, run: Callable[[], Value], told: dict[int, bool]) -> Value:
    """What a call gives, whichever way the conditions go that are not `told`; `ABSENT` where something else than true or false may come
    of it. None is a way that leads to nothing.
    """
    try:
        value, ways = attempt(m, run, told, again=True)
    except Raised:
        return None
    asked = next(iter(ways.asked), None)
    if asked is None:
        return value if is_open(value) else ABSENT
    if len(told) >= MOST_ASKED:
        return ABSENT
    yes, no = both_ways(m, run, {**told, asked: True}), both_ways(m, run, {**told, asked: False})
    if yes is ABSENT or no is ABSENT:
        return ABSENT
    return no if yes is None else yes if no is None else choice(m, m.by_uid[asked], yes, no)


def unset(m: Machine, run: Callable[[], Value], ways: Ways) -> Value:
    """What a call gives where no variable that it asks for is set, where that is a constant that says something; else `ABSENT`."""
    told: dict[int, bool] = {}
    while len(told) <= MOST_ASKED:
        fresh = {key: asked[1] for key in ways.asked if (asked := variable_of(m, key)) is not None}
        if not fresh:
            break
        told |= fresh
        try:
            value, ways = attempt(m, run, told, again=True)
        except Raised:
            break
        if not ways.asked:
            return value if isinstance(value, (str, int, float)) and value != "" and not is_open(value) else ABSENT
    return ABSENT
