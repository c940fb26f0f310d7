"""The bytes of files, read once while there is room for them."""

from __future__ import annotations

from collections.abc import Mapping

from sadpath.cache.states import State, state_of
from sadpath.source.read import Unreadable, as_utf8, read_with_status


class Contents:
    """Bytes by absolute path, until they are `changed`.

    `overlay` gives the bytes of files where they differ from the disk: standard input, a buffer.
    `keep`: how many bytes may be kept in memory. `lost`: files that are not read again, with the reason why.
    """

    def __init__(self, overlay: Mapping[str, bytes], keep: int) -> None:
        self.overlay = overlay
        self.lost: dict[str, str] = {}
        self._kept: dict[str, bytes] = {}
        self._room = keep
        self._states: dict[str, State | None] = {}

    def data(self, path: str) -> bytes:
        """A file's bytes as UTF-8. Raises Unreadable."""
        found = self.overlay.get(path)
        if found is not None:
            return as_utf8(found)
        found = self._kept.get(path)
        if found is None:
            if path in self.lost:
                raise Unreadable(self.lost[path])
            data, status = read_with_status(path)
            found = as_utf8(data)
            self._states[path] = state_of(status)
            if self._room > len(found):
                self._room -= len(found)
                self._kept[path] = found
        return found

    def state(self, path: str) -> State | None:
        """The state in which a file was read from the disk; None where it was not, or has none that tells anything."""
        return self._states.get(path)

    def changed(self, path: str) -> None:
        """The bytes of a file are others now."""
        if (kept := self._kept.pop(path, None)) is not None:
            self._room += len(kept)
        self._states.pop(path, None)
