"""Whether a dict of which nobody knows all holds anything: one question, however it is asked, until something is taken out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sadpath.walk.values import DictV, Unknown, Value

if TYPE_CHECKING:
    from sadpath.walk.machine import Machine


def holds_any(m: Machine, value: DictV) -> Unknown:
    """The symbol of whether an open dict holds anything; another one once something has been taken out in this run."""
    assert value.base is not None
    taken = m.run.cache.get(("taken", value.base.uid))
    return m.unknown("nonempty", value.base, *(() if taken is None else (taken,)), kind="bool")


def note_taken(m: Machine, value: DictV, key: Value) -> None:
    """What a dict has under `key` is taken out of it, if there is something."""
    base = value.base
    if base is None:
        return
    m.run.cache["taken", base.uid] = m.run.cache.get(("taken", base.uid), 0) + 1
    if key == unknown_key(m, base):
        for loop in loops(m):
            loop.shrunk = loop.shrunk or loop.over is value


class Loop:
    """A loop over an open dict; `shrunk` says that the key it gave, which was there for certain, has been taken out."""

    def __init__(self, over: DictV) -> None:
        self.over, self.shrunk = over, False


def loops(m: Machine) -> list[Loop]:
    """The loops over open dicts that are running."""
    found: list[Loop] = m.caches.setdefault("loops over dicts", [])
    return found


def unknown_key(m: Machine, base: Unknown) -> Unknown:
    """The key that stands for those of a dict that nobody knows, as a loop gives it."""
    made = m.unknown("key", base, 0, origin=base.origin)
    made.answer = base.answer
    return made


def lone_key(m: Machine, value: DictV) -> Iterator[Unknown]:
    """The key that stands for those of an open dict of which none is known, where it has any.

    Raises `Raised(RuntimeError)` where the loop takes it out.
    """
    assert value.base is not None
    if not m.truth(holds_any(m, value)):
        return
    loop = Loop(value)
    loops(m).append(loop)
    try:
        yield unknown_key(m, value.base)
    finally:
        loops(m).remove(loop)
    if loop.shrunk:
        raise m.error("RuntimeError", "dictionary changed size during iteration")
