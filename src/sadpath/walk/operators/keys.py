"""Keys of dicts and elements of sets: which of them are the same one, where objects equal others by what they hold."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import Any

from sadpath.walk.machine import Machine
from sadpath.walk.operators.concrete import mixed_in
from sadpath.walk.values import ABSENT, FunctionV, Instance, Lanes, Native, SetV, Text, Unknown, Value
from sadpath.walk.values.symbols import PLAIN_KINDS


def known_key(m: Machine, items: dict[Value, Any], key: Value) -> Value:
    """The key of `items` that is the same as `key`: `key` itself where it equals nothing but itself, or where there is none."""
    if type(key) in PLAIN_KINDS or not items or key in items:
        return key
    if not by_content(key) and not (type(key) is tuple and any(type(other) is Instance for other in items)):
        return key
    m.spend(len(items))
    wanted = canonical(m, key)
    return next((other for other in items if canonical(m, other) == wanted), key)


def distinct(m: Machine, items: Iterable[Value]) -> dict[Value, None]:
    """The elements of a set made of `items`, which have no lanes: of equal ones the first."""
    items = list(items)
    if all(type(item) in PLAIN_KINDS or not by_content(item) for item in items):
        return dict.fromkeys(items)
    first: dict[Any, Value] = {}
    for item in items:
        first.setdefault(canonical(m, item), item)
    return dict.fromkeys(first.values())


def by_content(value: Value) -> bool:
    """Whether a key may equal another object: a frozen set, an object of a class that says so, a tuple with such parts."""
    kind = type(value)
    if kind is tuple:
        return any(by_content(part) for part in value)
    if kind is Instance:
        cls = value.cls
        return (
            cls.dataclass is not None
            or cls.flavour == "namedtuple"
            or cls.native == "plain"
            or isinstance(cls.find("__eq__"), (FunctionV, Native))
        )
    return kind is SetV and value.frozen


def canonical(m: Machine, value: Value) -> Any:
    """What stands for a key: two keys are the same where these are equal. Lanes inside the key part."""
    kind = type(value)
    if kind in PLAIN_KINDS:
        return value
    if kind is Lanes:
        return canonical(m, m.single(value))
    if kind is tuple:
        return tuple(canonical(m, part) for part in value)
    if kind is SetV and value.frozen and not value.open:
        return frozenset(canonical(m, part) for part in value.items)
    return content(m, value) if kind is Instance else value


def content(m: Machine, value: Instance) -> Any:
    """What stands for an object as a key: what it holds, where its class says that this makes it equal to others."""
    from sadpath.walk.operators.comparison import compared_fields

    cls = value.cls
    if isinstance(cls.find("__eq__"), (FunctionV, Native)):
        return Keyed(m, value)
    plain = mixed_in(value)
    if plain is not None:
        return plain
    if cls.flavour == "namedtuple":
        return tuple(canonical(m, value.attrs.get(field[0])) for field in cls.fields)
    if cls.dataclass is not None and cls.dataclass.get("eq") is not False:
        return ("dataclass", cls, *(canonical(m, part) for part in compared_fields(value)))
    return value


class Keyed:
    """An object with an `__eq__` of its own as a key: another one is the same where that says so, and `__hash__` does not deny it."""

    __slots__ = ("m", "rule", "value")

    def __init__(self, m: Machine, value: Instance) -> None:
        self.m, self.value, self.rule = m, value, value.cls.find("__eq__")

    def __hash__(self) -> int:
        return hash(id(self.rule))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Keyed) or other.rule is not self.rule:
            return False
        return self.value is other.value or (self.same_hash(other) and self.equals(other))

    def same_hash(self, other: Keyed) -> bool:
        """Whether the two may have the same hash."""
        from sadpath.walk.calls import call_method
        from sadpath.walk.operators.comparison import equal

        m = self.m
        if self.value.cls.find("__hash__") is ABSENT or other.value.cls.find("__hash__") is ABSENT:
            return True
        one, two = (m.single(call_method(m, each.value, "__hash__", [])) for each in (self, other))
        return equal(m, one, two) is not False

    def equals(self, other: Keyed) -> bool:
        """Whether the two are surely equal."""
        from sadpath.walk.operators.comparison import instance_compare
        from sadpath.walk.operators.elements import told

        asked = instance_compare(self.m, ast.Eq, self.value, other.value)
        return asked is not None and told(self.m, asked) is True


def is_unknown(value: Value) -> bool:
    """Whether nobody knows (all of) a key; of an object, what it equals others by."""
    kind = type(value)
    if kind in PLAIN_KINDS:
        return False
    if kind is tuple:
        return any(map(is_unknown, value))
    if kind is SetV and value.frozen:
        return bool(value.open) or any(map(is_unknown, value.items))
    if kind is Instance and (value.cls.dataclass is not None or value.cls.flavour == "namedtuple"):
        return any(is_unknown(value.attrs.get(field[0])) for field in value.cls.fields)
    return isinstance(value, (Unknown, Text))
