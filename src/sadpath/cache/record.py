"""Noting all that a run reads, so that the next one can tell whether it would read the same.

Python itself tells of each file that is opened and each directory that is listed. What is looked at in other ways, and what
other processes read, is noted by who does so. While nothing is recorded, noting does nothing.
"""

from __future__ import annotations

import os
import sys

from sadpath.cache.states import State, state_of
from sadpath.cache.store import tool_directories

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_EVENTS = frozenset({"open", "os.scandir", "os.listdir"})
_CODE = (".pyc", ".so", ".pyd")
_WRITING = os.O_WRONLY | os.O_RDWR


class Record:
    """What a run has read: the states of files and directories, and which paths were there and which were not.

    `spoilt` says why the run can't be repeated from a record, if it can't.
    """

    def __init__(self) -> None:
        self.states: dict[str, State] = {}
        self.there: dict[str, bool] = {}
        self.spoilt = ""
        self.printed: list[tuple[int, str]] = []
        self.left_out = tuple(os.path.join(directory, "") for directory in (*tool_directories(), "/dev", "/proc"))
        self.searching = False
        """While many files are searched, of which `looked` tells afterwards."""
        self.listing = False
        """While a directory is listed of which only those names count that are asked for."""

    def path(self, path: str, status: os.stat_result | None = None) -> None:
        """A file or directory is about to be read."""
        if path in self.states:
            return
        try:
            state = state_of(status or os.stat(path))
        except (OSError, ValueError):
            self.probe(path, there=False)
            return
        if state is None:
            self.spoil(f"{path} has only just changed")
        else:
            self.states[path] = state

    def probe(self, path: str, *, there: bool) -> None:
        """Somebody has asked whether there is something at a path."""
        if self.there.setdefault(path, there) != there:
            self.spoil(f"{path} came or went")

    def leave_out(self, directory: str) -> None:
        """What is read in this directory does not count."""
        self.left_out += (os.path.join(directory, ""),)

    def questions(self) -> tuple[list[str], list[str]]:
        """The paths that were there, and those that were not, as far as no directory that was read tells of them."""
        open_: dict[str, bool] = {}

        def told(directory: str) -> bool:
            # an unchanged directory has the same names in it; below a name that it does not have there is nothing
            if directory in self.states:
                return True
            if directory not in open_:
                above = os.path.dirname(directory)
                open_[directory] = above != directory and not os.path.lexists(directory) and told(above)
            return open_[directory]

        left = [(path, there) for path, there in self.there.items() if not told(os.path.dirname(path))]
        return [path for path, there in left if there], [path for path, there in left if not there]

    def spoil(self, why: str) -> None:
        """Something happened that a record can't tell."""
        self.spoilt = self.spoilt or why

    def event(self, name: str, arguments: tuple[Any, ...]) -> None:
        """Python opens a file or lists a directory."""
        path = arguments[0]
        if not isinstance(path, str) or path in self.states or (self.searching and name == "open") or self.listing:
            return
        if name == "open":
            mode, flags = arguments[1], arguments[2]
            if path.endswith(_CODE) or (isinstance(flags, int) and flags & _WRITING) or (mode and "r" not in str(mode)):
                return
        path = os.path.abspath(path)
        if not os.path.join(path, "").startswith(self.left_out) and path not in self.states:
            self.path(path)


active: Record | None = None
_hooked = False


def start() -> Record:
    """Record from now on. Python can't forget a hook, so that there is one only once."""
    global active, _hooked
    if not _hooked:
        _hooked = True
        sys.addaudithook(_hook)
    active = Record()
    return active


def stop() -> None:
    """Record no more."""
    global active
    active = None


def spoil(why: str) -> None:
    """See `Record.spoil`."""
    if active is not None:
        active.spoil(why)


def probe(path: str, there: bool) -> None:
    """See `Record.probe`."""
    if active is not None:
        active.probe(path, there=there)


def names_in(directory: str) -> list[str]:
    """The names in a directory, for somebody who tells by `probe` which of them count. Raises OSError."""
    if active is None:
        return os.listdir(directory)
    active.listing = True
    try:
        return os.listdir(directory)
    finally:
        active.listing = False


def looked(states: Mapping[str, State | None]) -> None:
    """Other processes have read these files, in these states."""
    if active is not None:
        for path, state in states.items():
            if state is None:
                active.spoil(f"{path} has only just changed")
            elif active.states.setdefault(path, state) != state:
                active.spoil(f"{path} changed while it was looked at")


def _hook(name: str, arguments: tuple[Any, ...]) -> None:
    if active is not None and name in _EVENTS:
        active.event(name, arguments)


class Tee:
    """A stream that also notes what is written to it. `through` is the stream itself, for what is not to be noted."""

    def __init__(self, stream: Any, record: Record, number: int) -> None:
        self.through = stream
        self._record = record
        self._number = number

    def write(self, text: str) -> int:
        """Write, and note it."""
        self._record.printed.append((self._number, text))
        return int(self.through.write(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.through, name)
