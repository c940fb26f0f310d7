"""Dicts of which only that is made which is asked for: what a module binds, the modules by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sadpath.walk.values.containers import DictV
from sadpath.walk.values.symbols import Value

if TYPE_CHECKING:
    from sadpath.walk.machine import Machine


class AskedDict(DictV):
    """Base of such dicts. They hold nothing themselves, and are older than all runs."""

    __slots__ = ("m",)
    asks = True

    def __init__(self, m: Machine) -> None:
        self.m = m
        self.born = 0
        self.base = None
        self.default = self.schema = self.kind = self.cls = self.attrs = None
        self.fold_case = False

    @property
    def name(self) -> str:
        """What tells it from others."""
        raise NotImplementedError

    def part(self, key: Value) -> DictV:
        """A dict of what may stand under a key."""
        raise NotImplementedError

    def put(self, key: Value, item: Value) -> None:
        """Bind a key, which has no lanes."""
        raise NotImplementedError

    def snapshot(self) -> Any:
        """It holds nothing itself."""

    def restore(self, saved: Any) -> None:
        """It holds nothing itself."""
