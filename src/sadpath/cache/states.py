"""The states of files and directories, by which a later run tells whether they have changed."""

from __future__ import annotations

import os
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

State = tuple[int, int, int]
"""(time of the last change in ns, size in bytes, inode)"""

_TICK = 20_000_000
_COARSE = 1_000_000_000
_COARSE_TICK = 2 * _COARSE
_WINDOWS = os.name == "nt"


def state_of(status: os.stat_result) -> State | None:
    """The state that a `stat` gives; None where it does not say enough.

    Take it before the content: what changes afterwards has another state then. A clock that has not ticked since the last
    change would hide the next one; file systems that count whole seconds tick every second or two.
    """
    # on Windows st_ctime is the time of creation
    changed = status.st_mtime_ns if _WINDOWS else status.st_ctime_ns
    tick = _TICK if changed % _COARSE else _COARSE_TICK
    if changed > time.time_ns() - tick:
        return None
    return changed, status.st_size, status.st_ino


def state_at(path: str) -> State | None:
    """The state of the file at a path; None where there is none to be trusted."""
    try:
        return state_of(os.stat(path))
    except (OSError, ValueError):
        return None


def unchanged(paths: Iterable[str], changed: Iterable[int], sizes: Iterable[int], inodes: Iterable[int]) -> bool:
    """Whether all these files and directories are in these states."""
    stat = os.stat
    try:
        if _WINDOWS:
            for path, time_, size, inode in zip(paths, changed, sizes, inodes, strict=True):
                status = stat(path)
                if status.st_mtime_ns != time_ or status.st_size != size or status.st_ino != inode:
                    return False
            return True
        for path, time_, size, inode in zip(paths, changed, sizes, inodes, strict=True):
            status = stat(path)
            if status.st_ctime_ns != time_ or status.st_size != size or status.st_ino != inode:
                return False
    except (OSError, ValueError):
        return False
    return True
