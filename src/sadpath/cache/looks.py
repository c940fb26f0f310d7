"""Which files hold nothing of interest, and in which state they were when that was found out.

No content is hashed: searching a file takes no longer than that.
"""

from __future__ import annotations

import marshal
from collections.abc import Collection, Mapping

from sadpath.cache.states import State
from sadpath.cache.store import Store, digest, tool_stamp

SECTION = "looks"
_MOST_OTHERS = 100_000


class Looks:
    """The files without any of `tokens`, as earlier runs have seen them. `known`: their states by absolute path."""

    def __init__(self, store: Store, tokens: Collection[bytes]) -> None:
        self.store = store
        self.known: dict[str, State] = {}
        self._stamp = digest(tool_stamp() + repr(sorted(tokens)).encode())
        data = store.load(SECTION)
        if data is None:
            return
        try:
            stamp, paths, changed, sizes, inodes = marshal.loads(data)
            if stamp == self._stamp and paths:
                self.known = dict(zip(paths.split("\0"), zip(changed, sizes, inodes, strict=True), strict=True))
        except (ValueError, TypeError, EOFError):
            self.known = {}

    def save(self, found: Mapping[str, State]) -> None:
        """Add what this run has found."""
        if all(self.known.get(path) == state for path, state in found.items()):
            return
        others = {path: state for path, state in self.known.items() if path not in found}
        if len(others) > _MOST_OTHERS:
            others = {}
        all_ = {**others, **found}
        states = list(all_.values())
        columns = [[state[number] for state in states] for number in range(3)]
        self.store.save(SECTION, marshal.dumps((self._stamp, "\0".join(all_), *columns)))
