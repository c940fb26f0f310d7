"""Searching many files for tokens, while they are still being listed and by several processes.

Most files hold none. What is told of a file is only that, and the state in which it was read; who finds a token in one
looks again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from sadpath.cache import record as recording
from sadpath.cache.states import State, state_of
from sadpath.source.read import Unreadable, as_utf8, read_with_status
from sadpath.source.tokens import Tokens

if TYPE_CHECKING:
    from sadpath.parallel import Workers

FEW = 1500
"""Up to so many files one process is quicker than several are to start."""

_CHUNK = 200

Look = tuple[bool, State | None]
"""(whether a file can be read and holds none of the tokens, the state in which it was, if that says enough)"""


class Scan:
    """Searches the files that `add` names, as soon as there are many; `finish` waits for all of them.

    `known`: states in which files are known to hold nothing; `keep` is given those of this time.
    `nothing`: the paths of readable files that hold none of the tokens. `states`: in which state each of them was.
    `lost`: files that killed each process that read them, with the reason in words.
    """

    def __init__(
        self,
        tokens: Tokens,
        *,
        jobs: int = 1,
        known: Mapping[str, State] | None = None,
        keep: Callable[[Mapping[str, State]], None] = lambda states: None,
    ) -> None:
        self.tokens = tokens
        self.nothing: set[str] = set()
        self.states: dict[str, State | None] = {}
        self.lost: dict[str, str] = {}
        self._known = known or {}
        self._keep = keep
        self._finished = False
        self._jobs = jobs
        self._added: list[str] = []
        self._put: list[str] = []
        self._workers: Workers[str, Look] | None = None

    def add(self, path: str) -> None:
        """Search this file (an absolute path) as well."""
        if (before := self._known.get(path)) is not None:
            try:
                state = state_of(os.stat(path))
            except OSError:
                state = None
            if state == before:
                self.nothing.add(path)
                self.states[path] = state
                return
        self._added.append(path)
        if self._jobs > 1 and len(self._added) >= (_CHUNK if self._put else FEW):
            self._give()

    def finish(self) -> None:
        """Wait until all files have been searched."""
        if self._finished:
            return
        self._finished = True
        if self._workers is None:
            if recording.active is not None:
                recording.active.searching = True
            for path, look in zip(self._added, self.look_at(self._added), strict=True):
                self._take(path, look)
            if recording.active is not None:
                recording.active.searching = False
        else:
            from sadpath.parallel import Lost

            if self._added:
                self._give()
            with self._workers:
                for path, result in zip(self._put, self._workers.results(), strict=True):
                    if isinstance(result, Lost):
                        self.lost[path] = f"a process that read it was {result.reason}"
                        recording.spoil(f"{path} kills processes")
                    else:
                        self._take(path, result)
            self._workers = None
        self._added.clear()
        self._put.clear()
        recording.looked(self.states)
        self._keep({path: state for path, state in self.states.items() if state is not None})

    def close(self) -> None:
        """Stop searching; what has not been searched is not known."""
        self._added.clear()
        self._put.clear()
        if self._workers is not None:
            self._workers.close()
            self._workers = None

    def look_at(self, paths: Iterable[str]) -> list[Look]:
        """Search these files."""
        found: list[Look] = []
        search = self.tokens.any
        for path in paths:
            try:
                data, status = read_with_status(path)
                found.append((not search(as_utf8(data)), state_of(status)))
            except Unreadable:
                found.append((False, None))
        return found

    def _take(self, path: str, look: Look) -> None:
        empty, state = look
        if empty:
            self.nothing.add(path)
            self.states[path] = state

    def _give(self) -> None:
        if self._workers is None:
            from sadpath.parallel import Workers

            self._workers = Workers(self.look_at, jobs=self._jobs)
        while self._added:
            chunk, self._added = self._added[:_CHUNK], self._added[_CHUNK:]
            self._put += chunk
            self._workers.put(chunk)
