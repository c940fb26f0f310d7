"""What values tell of where requests go, and whether two of them tell the same."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sadpath.walk.binding import fold
from sadpath.walk.values import Container, DictV, Instance, ListV, Text, Unknown, Value, is_constant

HOST = re.compile(r"://|^[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/|$)")
"""A text that tells where requests go."""
DEEP = 4
"""So deep in objects it is looked for a host, and for differences."""


def tells_host(value: Value, deep: int = DEEP) -> bool:
    """Whether something in a value says where requests go."""
    if isinstance(value, (str, Text)):
        return HOST.search(fold(value) or "") is not None
    if not deep:
        return False
    return any(tells_host(part, deep - 1) for part in parts_of_value(value))


def parts_of_value(value: Value) -> Iterable[Value]:
    """What an object or a container holds."""
    if isinstance(value, Instance):
        return value.attrs.values()
    if isinstance(value, DictV):
        return value.items.values()
    return value.items if isinstance(value, ListV) else value if isinstance(value, tuple) else ()


def alike(one: Value, other: Value, deep: int = DEEP) -> bool:
    """Whether two values are the same as far as anything is known of them."""
    if isinstance(one, Unknown) or isinstance(other, Unknown):
        return isinstance(one, Unknown) and isinstance(other, Unknown)
    if one is other or not deep:
        return True
    if isinstance(one, Text) or isinstance(other, Text):
        return fold(one) == fold(other)
    if is_constant(one) or is_constant(other):
        return type(one) is type(other) and bool(one == other)
    if isinstance(one, Instance) and isinstance(other, Instance):
        if one.cls is not other.cls or one.attrs.keys() != other.attrs.keys():
            return False
        return all(alike(value, other.attrs[name], deep - 1) for name, value in one.attrs.items())
    if type(one) is not type(other) or not isinstance(one, (Container, tuple)):
        return False
    mine, others = [*parts_of_value(one)], [*parts_of_value(other)]
    return len(mine) == len(others) and all(alike(a, b, deep - 1) for a, b in zip(mine, others, strict=True))
