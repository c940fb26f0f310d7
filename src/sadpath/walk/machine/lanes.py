"""Values that differ from lane to lane."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sadpath.walk.machine.decisions import Decisions
from sadpath.walk.values import (
    ABSENT,
    NOWHERE,
    BoundMethod,
    Instance,
    Lanes,
    Literal,
    Number,
    Origin,
    Raised,
    Text,
    Unknown,
    Value,
    origin_of,
)


class PerLane(Decisions):
    """Makes values lane by lane, and parts the lanes where one value is needed."""

    def lanes(self, per_lane: Callable[[int], Value], origin: Origin = NOWHERE) -> Value:
        """`Lanes` over the active lanes; one plain value where all of them agree and no origin is to be kept."""
        values: list[Value] = [ABSENT] * self.lane_count
        active = self.run.active
        for lane in active:
            values[lane] = per_lane(lane)
        if not origin.tags:
            first = values[active[0]] if active else ABSENT
            if all(value is first or same_constant(value, first) for value in [values[lane] for lane in active]):
                return first
        return Lanes(values, origin)

    def pick(self, value: Value, lane: int) -> Value:
        """The value in one lane."""
        return value.values[lane] if type(value) is Lanes else value

    def is_there(self, value: Value) -> bool:
        """Whether a value is no `ABSENT`; parts the lanes in which it is one from those in which it is none."""
        if type(value) is not Lanes:
            return value is not ABSENT
        active = self.run.active
        there = tuple(lane for lane in active if value.values[lane] is not ABSENT)
        if len(there) == len(active):
            return True
        missing = tuple(lane for lane in active if value.values[lane] is ABSENT)
        return bool(there) and self.decide([there, missing]) == 0

    def lift(self, function: Callable[..., Value], *args: Value) -> Value:
        """Apply `function` in each lane. Where it raises in some of the lanes, the lanes part first."""
        results: dict[int, Value] = {}
        failures: dict[str, list[int]] = {}
        errors: dict[str, Instance] = {}
        run = self.run
        whole = run.active
        try:
            for lane in whole:
                run.active = (lane,)
                try:
                    results[lane] = function(*[a.values[lane] if type(a) is Lanes else a for a in args])
                except Raised as error:
                    failures.setdefault(error.exc.cls.name, []).append(lane)
                    errors[error.exc.cls.name] = error.exc
        finally:
            run.active = whole
        if failures:
            options = [tuple(results)] if results else []
            options += [tuple(failures[name]) for name in failures]
            choice = self.decide(options)
            if not results or choice > 0:
                name = list(failures)[choice - (1 if results else 0)]
                raise Raised(errors[name])
        origin = NOWHERE
        for arg in args:
            origin = origin | origin_of(arg)
        return self.lanes(results.__getitem__, origin.derived())

    def single(self, value: Value) -> Value:
        """Part the lanes until `value` is the same in all of them, and give that value."""
        if type(value) is not Lanes:
            return value
        groups: dict[Any, list[int]] = {}
        for lane in self.run.active:
            groups.setdefault(identity(value.values[lane]), []).append(lane)
        options = [tuple(group) for group in groups.values()]
        choice = self.decide(options)
        return value.values[options[choice][0]]


def same_constant(one: Value, other: Value) -> bool:
    """Whether two plain constants are the same value of the same type."""
    return (
        (type(one) is type(other) or (isinstance(one, str) and isinstance(other, str)))
        and isinstance(one, (str, int, float, bytes, bool, type(None), tuple, Unknown, Text))
        and one == other
    )


KINDS: dict[type, type] = {
    **{kind: kind for kind in (str, int, bool, float, bytes, type(None))},
    Literal: str,
    Number: int,
}
"""The types by which constants are told apart."""


def identity(value: Value) -> Any:
    """Equal for two values that no code can tell apart."""
    kind = KINDS.get(type(value))
    if kind is not None:
        return kind, value
    if isinstance(value, (str, int, float, bytes, type(None))):
        return (
            bool
            if isinstance(value, bool)
            else str
            if isinstance(value, str)
            else int
            if isinstance(value, int)
            else type(value),
            value,
        )
    if isinstance(value, tuple):
        return tuple(identity(v) for v in value)
    if isinstance(value, (Unknown, Text)):
        return value
    if isinstance(value, BoundMethod):
        return (id(value.fn), id(value.self_value))
    return id(value)
