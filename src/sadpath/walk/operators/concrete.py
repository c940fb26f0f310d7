"""What is known of a value: plain Python out of abstract values, and back."""

from __future__ import annotations

from typing import Any

from sadpath.walk.machine import Machine
from sadpath.walk.run import Stop
from sadpath.walk.values import (
    DictV,
    Instance,
    Lanes,
    ListV,
    Raised,
    RangeV,
    SetV,
    StopWalkIteration,
    Text,
    Unknown,
    Value,
    is_constant,
)


class NotConcrete(Exception):
    """A value (or a part of it) is not known."""


def concrete(value: Value, depth: int = 0, room: list[int] | None = None) -> Any:
    """The Python value behind an abstract one; raises `NotConcrete` where a part is unknown, has lanes, or is an object.

    So it does where there are more than `room[0]` parts, counted as often as they occur.
    """
    if is_constant(value):
        return value
    if room is None:
        room = [50_000]
    room[0] -= (
        len(value) if isinstance(value, tuple) else len(value.items) if isinstance(value, (ListV, SetV, DictV)) else 0
    )
    if depth > 12 or room[0] < 0:
        raise NotConcrete
    if isinstance(value, tuple):
        return tuple(concrete(v, depth + 1, room) for v in value)
    if isinstance(value, ListV) and not value.open:
        return [concrete(v, depth + 1, room) for v in value.items]
    if isinstance(value, SetV) and not value.open:
        made = {concrete(v, depth + 1, room) for v in value.items}
        return frozenset(made) if value.frozen else made
    if isinstance(value, DictV) and value.base is None:
        return {concrete(k, depth + 1, room): concrete(v, depth + 1, room) for k, v in value.items.items()}
    if isinstance(value, RangeV):
        return value.range
    plain = mixed_in(value)
    if plain is not None:
        return plain
    if as_tuple(value) is not value:
        return concrete(as_tuple(value), depth + 1, room)
    raise NotConcrete


def abstract(m: Machine, value: Any) -> Value:
    """The abstract value of a Python one (containers become heap objects)."""
    if is_constant(value):
        return value
    if isinstance(value, tuple):
        return tuple(abstract(m, v) for v in value)
    if isinstance(value, list):
        return m.new_list([abstract(m, v) for v in value])
    if isinstance(value, (set, frozenset)):
        return m.new_set(sorted((abstract(m, v) for v in value), key=repr), frozen=isinstance(value, frozenset))
    if isinstance(value, dict):
        return m.new_dict({abstract(m, k): abstract(m, v) for k, v in value.items()})
    if isinstance(value, range):
        return RangeV(value)
    return m.unknown("python", type(value).__name__, repr(value)[:80])


def mixed_in(value: Value) -> Any:
    """The plain value of an object whose class is also a str or an int (`class Code(str, Enum)`), else None."""
    if isinstance(value, Instance) and "_value_" in value.attrs and value.cls.native == "plain":
        return value.attrs["_value_"]
    return None


def as_tuple(value: Value) -> Value:
    """A named tuple as the tuple that it is; other values as they are."""
    if isinstance(value, Instance) and value.cls.flavour == "namedtuple":
        return tuple(value.attrs.get(f[0]) for f in value.cls.fields)
    return value


def has_lanes(*values: Value) -> bool:
    """Whether one of these values differs between lanes (looking into tuples)."""
    return any(type(value) is Lanes or (type(value) is tuple and has_lanes(*value)) for value in values)


def python_error(m: Machine, error: BaseException) -> Raised:
    """The exception of the walk for one that Python raised on concrete values; the walk's own exceptions go on as they are."""
    if isinstance(error, (Raised, Stop, StopWalkIteration, RecursionError, MemoryError)):
        raise error
    name = type(error).__name__
    if name not in m.builtins:
        return m.error("ValueError", str(error))
    made = m.error(name)
    if all(is_constant(arg) for arg in error.args):
        made.exc.attrs["args"] = error.args
    return made


def only_plain(m: Machine, value: Lanes) -> bool:
    """Whether every active lane holds a constant, a text, a symbol, or a tuple of them: nothing with identity."""
    return all(is_plain(value.values[lane]) for lane in m.active)


def is_plain(value: Value) -> bool:
    """A constant, a text, a symbol, or a tuple of them."""
    return (
        is_constant(value)
        or isinstance(value, (Unknown, Text))
        or (isinstance(value, tuple) and all(is_plain(v) for v in value))
    )
