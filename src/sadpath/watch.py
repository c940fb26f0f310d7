"""`--watch`: run again when a file changes. The file system is asked again and again: that works on every one of them."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping

PAUSE = 0.5
"""Seconds between two looks; more where a look takes long, so that watching costs a tenth of a core at most."""

Stamp = tuple[int, int, int]
_CLEAR = "\x1b[2J\x1b[3J\x1b[H"


def watch(run: Callable[[], int], files: Callable[[], Iterable[str]], *, quiet: bool = False) -> int:
    """Run, and again whenever one of `files` (absolute paths, asked for anew each time) changes, comes or goes.

    Ends with Ctrl-C, and gives 0. What a run raises ends the watch, but for usage errors: those can be mended.
    """
    from sadpath.config import UsageError

    try:
        while True:
            before = _stamps(files)
            if sys.stdout.isatty():
                sys.stdout.write(_CLEAR)
            try:
                run()
            except UsageError as error:
                _say(f"error: {error}")
            if not quiet:
                _say("Watching for changes; Ctrl-C ends it.")
            changed = _wait(before, files)
            if not quiet:
                shown = os.path.relpath(changed[0]) + (f" and {len(changed) - 1} more" if len(changed) > 1 else "")
                _say(f"{time.strftime('%H:%M:%S')} changed: {shown}")
    except KeyboardInterrupt:
        _say("")
        return 0


def _wait(before: Mapping[str, Stamp], files: Callable[[], Iterable[str]]) -> list[str]:
    """Wait until something has changed, and then until nothing changes any more (a branch is being checked out)."""
    pause = PAUSE
    while True:
        time.sleep(pause)
        start = time.monotonic()
        now = _stamps(files)
        pause = max(PAUSE, 10 * (time.monotonic() - start))
        if now != before:
            break
    while True:
        time.sleep(PAUSE / 5)
        later = _stamps(files)
        if later == now:
            return sorted(path for path in {*before, *now} if before.get(path) != now.get(path))
        now = later


def _stamps(files: Callable[[], Iterable[str]]) -> dict[str, Stamp]:
    """What tells a file from what it was, for each that is there."""
    found: dict[str, Stamp] = {}
    for path in files():
        try:
            status = os.stat(path)
        except OSError:
            continue
        found[path] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
