"""Source lines for renderers."""

from __future__ import annotations

import os
from collections.abc import Mapping


class Sources:
    """Gives lines of files by the path that a finding prints. `given` has the bytes of files that are no files."""

    def __init__(self, cwd: str = os.curdir, given: Mapping[str, bytes] | None = None) -> None:
        self._cwd = cwd
        self._given = dict(given or {})
        self._lines: dict[str, list[str] | None] = {}

    def line(self, path: str, number: int) -> str | None:
        """Line `number` (1-based) without its end; None where the file can't be read or has no such line."""
        lines = self.lines(path)
        return lines[number - 1] if lines and 0 < number <= len(lines) else None

    def lines(self, path: str) -> list[str] | None:
        """All lines without their ends; None where the file can't be read."""
        if path not in self._lines:
            from sadpath.source.read import Unreadable, read_source

            try:
                self._lines[path] = read_source(os.path.join(self._cwd, path), self._given.get(path)).lines
            except Unreadable:
                self._lines[path] = None
        return self._lines[path]
