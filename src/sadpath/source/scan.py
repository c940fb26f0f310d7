"""Searching many files for tokens, while they are still being listed and by several processes.

Most files hold none. What is told of a file is only that, and the state in which it was read; who finds a token in one
looks again.
"""

from __future__ import annotations

from collections.abc import Iterable

from sadpath.parallel import Lost, Workers
from sadpath.source.read import Unreadable, as_utf8, read_bytes
from sadpath.source.tokens import Tokens

FEW = 1500
"""Up to so many files one process is quicker than several are to start."""

_CHUNK = 200


class Scan:
    """Searches the files that `add` names, as soon as there are many; `finish` waits for all of them.

    `nothing`: the paths of readable files that hold none of the tokens. `lost`: files that killed each process that read them,
    with the reason in words.
    """

    def __init__(self, tokens: Tokens, *, jobs: int = 1) -> None:
        self.tokens = tokens
        self.nothing: set[str] = set()
        self.lost: dict[str, str] = {}
        self._jobs = jobs
        self._added: list[str] = []
        self._put: list[str] = []
        self._workers: Workers[str, bool] | None = None

    def add(self, path: str) -> None:
        """Search this file (an absolute path) as well."""
        self._added.append(path)
        if self._jobs > 1 and len(self._added) >= (_CHUNK if self._put else FEW):
            self._give()

    def finish(self) -> None:
        """Wait until all files have been searched."""
        if self._workers is None:
            for path, empty in zip(self._added, self.tokens_absent(self._added), strict=True):
                if empty:
                    self.nothing.add(path)
            self._added.clear()
            return
        if self._added:
            self._give()
        with self._workers:
            for path, result in zip(self._put, self._workers.results(), strict=True):
                if isinstance(result, Lost):
                    self.lost[path] = f"a process that read it was {result.reason}"
                elif result:
                    self.nothing.add(path)
        self._workers = None
        self._put.clear()

    def close(self) -> None:
        """Stop searching; what has not been searched is not known."""
        self._added.clear()
        self._put.clear()
        if self._workers is not None:
            self._workers.close()
            self._workers = None

    def tokens_absent(self, paths: Iterable[str]) -> list[bool]:
        """For each file whether it can be read and holds none of the tokens."""
        found = []
        search = self.tokens.any
        for path in paths:
            try:
                found.append(not search(as_utf8(read_bytes(path))))
            except Unreadable:
                found.append(False)
        return found

    def _give(self) -> None:
        if self._workers is None:
            self._workers = Workers(self.tokens_absent, jobs=self._jobs)
        while self._added:
            chunk, self._added = self._added[:_CHUNK], self._added[_CHUNK:]
            self._put += chunk
            self._workers.put(chunk)
