"""What of the operation's answer a value comes from."""

from __future__ import annotations

from sadpath.walk.values.containers import ListV
from sadpath.walk.values.objects import Instance
from sadpath.walk.values.symbols import NOWHERE, Lanes, Origin, Text, Unknown, Value


def origin_of(value: Value, depth: int = 0) -> Origin:
    """What of the answer `value` comes from; containers are looked into a few levels deep."""
    kind = type(value)
    if kind in (Lanes, Unknown, Text):
        return value.origin  # type: ignore[no-any-return]
    if isinstance(value, str):
        found: Origin = getattr(value, "origin", NOWHERE)
        return found
    if kind is Instance and "_value_" in value.attrs:  # an object of a subclass of `str`
        return origin_of(value.attrs["_value_"]) if isinstance(value.attrs["_value_"], str) else NOWHERE
    if kind is tuple:
        found = NOWHERE
        for item in value:
            found = found | origin_of(item, depth + 1)
        return found
    if kind is ListV:
        found = value.origin
        for item in value.items[:8] if depth < 4 else ():
            found = found | origin_of(item, depth + 1)
        return found
    return NOWHERE
