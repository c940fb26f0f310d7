"""What of the operation's answer a value comes from."""

from __future__ import annotations

from sadpath.walk.values.containers import DictV, ListV, SetV
from sadpath.walk.values.objects import ClassV, FunctionV, Instance, ModuleV
from sadpath.walk.values.symbols import ABSENT, NOWHERE, Lanes, Literal, Number, Origin, Text, Unknown, Value

WITHOUT = frozenset(
    {str, Literal, int, Number, float, bool, bytes, type(None), DictV, SetV, ModuleV, ClassV, FunctionV}
)
"""Kinds of values that come from nowhere."""


def origin_of(value: Value, depth: int = 0) -> Origin:
    """What of the answer `value` comes from; containers are looked into a few levels deep."""
    kind = type(value)
    if kind in WITHOUT:
        return NOWHERE
    if kind is Lanes or kind is Unknown or kind is Text:
        return value.origin  # type: ignore[no-any-return]
    if isinstance(value, str):
        found: Origin = getattr(value, "origin", NOWHERE)
        return found
    if kind is Instance and "_value_" in value.attrs:  # an object of a subclass of `str`
        found = origin_of(value.attrs["_value_"]) if isinstance(value.attrs["_value_"], str) else NOWHERE
        return found if value.cls.find("__eq__") is ABSENT else found.derived()  # it says itself what it equals
    if kind is tuple:
        found = NOWHERE
        for item in value:
            found = found | origin_of(item, depth + 1)
        return found
    if isinstance(value, ListV):
        found = value.origin
        for item in value.items[:8] if depth < 4 else ():
            found = found | origin_of(item, depth + 1)
        return found
    return NOWHERE
