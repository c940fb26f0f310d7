"""Read-through cache that prefers an old value to none."""
from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import Callable, Generic, Hashable, TypeVar

V = TypeVar("V")
log = logging.getLogger(__name__)


@dataclass
class Entry(Generic[V]):
    value: V
    expires: float


class StaleCache(Generic[V]):
    def __init__(self, ttl: float, tolerate: type[Exception] | tuple[type[Exception], ...]) -> None:
        self._ttl = ttl
        self._tolerate = tolerate
        self._entries: dict[Hashable, Entry[V]] = {}

    def get(self, key: Hashable, load: Callable[[], V]) -> V:
        entry = self._entries.get(key)
        if entry is not None and entry.expires > time.monotonic():
            return entry.value
        try:
            value = load()
        except self._tolerate as exc:
            if entry is None:
                raise
            log.warning("serving stale %s after %r", key, exc)
            return entry.value
        self._entries[key] = Entry(value, time.monotonic() + self._ttl)
        return value

    def drop(self, key: Hashable) -> None:
        self._entries.pop(key, None)
