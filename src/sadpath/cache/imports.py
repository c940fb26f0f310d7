"""What files import, store in one another and say, and in which state they were when that was read."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from typing import Any

from sadpath.cache import record as recording
from sadpath.cache.states import State, state_at
from sadpath.cache.store import Store, digest, tool_stamp

SECTION = "imports"
_MOST_OTHERS = 100_000


class Imports:
    """Plain data by absolute path, as earlier runs have put it; whose meaning is for who asks. Nothing is read before somebody does."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._stamp = digest(tool_stamp())
        self._known: dict[str, tuple[State, Any]] | None = None

    @property
    def known(self) -> dict[str, tuple[State, Any]]:
        """All that is known, with the states for which it holds."""
        if self._known is None:
            self._known = self._load()
        return self._known

    def _load(self) -> dict[str, tuple[State, Any]]:
        data = self.store.load(SECTION)
        try:
            stamp, paths, states, told = marshal.loads(data) if data is not None else (b"", "", [], [])
            if stamp == self._stamp and paths:
                return dict(zip(paths.split("\0"), zip(states, told, strict=True), strict=True))
        except (ValueError, TypeError, EOFError):
            pass
        return {}

    def get(self, path: str) -> tuple[State, Any] | None:
        """The present state of a file and what is known of it; None where nothing is."""
        found = self.known.get(path)
        if found is None or state_at(path) != found[0]:
            return None
        recording.looked({path: found[0]})
        return found

    def save(self, found: Mapping[str, tuple[State, Any]]) -> None:
        """Add what this run has read."""
        if not found:
            return
        others = {path: one for path, one in self.known.items() if path not in found}
        if len(others) > _MOST_OTHERS:
            others = {}
        everything = {**others, **found}
        states, told = [one[0] for one in everything.values()], [one[1] for one in everything.values()]
        self.store.save(SECTION, marshal.dumps((self._stamp, "\0".join(everything), states, told)))
