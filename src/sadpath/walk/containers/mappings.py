"""Mappings that are no dicts: objects with `keys` and `__getitem__`."""

from __future__ import annotations

from collections.abc import Iterator

from sadpath.walk.containers.changes import own_method
from sadpath.walk.containers.iteration import iterate
from sadpath.walk.containers.subscripts import get_item
from sadpath.walk.machine import Machine
from sadpath.walk.values import Instance, Value


def is_mapping(value: Value) -> bool:
    """Whether `dict(value)` and `{**value}` ask an object for its keys."""
    return isinstance(value, Instance) and own_method(value, "keys")


def mapping_items(m: Machine, value: Value) -> Iterator[tuple[Value, Value]]:
    """The keys, without lanes, and what such an object has under them."""
    from sadpath.walk.calls import call_method

    for key in iterate(m, call_method(m, value, "keys", [])):
        key = m.single(key)
        yield key, get_item(m, value, key)
