"""Printing again what a run printed, where nothing has changed that it read.

Asked before anything is imported: a run is known by its command line, the current directory, what of the environment and the
streams it may ask for, and the tool's own state.
"""

from __future__ import annotations

import marshal
import os
import sys

from sadpath.cache.absent import still, together
from sadpath.cache.states import unchanged
from sadpath.cache.store import NAME, OFF, VARIABLE, Store, digest, tool_stamp

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from sadpath.cache.record import Record

PREFIX = "run-"
MOST = 8
NEVER = frozenset({"-", "--no-cache", "--watch", "--fix", "--diff", "--add-ignore", "-v", "--verbose", "--diff-base"})
"""With one of these a run is never repeated from a record."""

_VARIABLES = ("NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS", "HOME", "PYTHONPATH")
_PREFIXES = ("GITHUB_", "CI", "BUILD_", "SYSTEM_", "BITBUCKET_")


def key_of(argv: Sequence[str]) -> str:
    """The name of the section for a run with that command line here and now."""
    environment = sorted(
        f"{name}={value}" for name, value in os.environ.items() if name in _VARIABLES or name.startswith(_PREFIXES)
    )
    streams = []
    for stream in (sys.stdout, sys.stderr):
        width = 0
        if stream.isatty():
            try:
                width = os.get_terminal_size(stream.fileno()).columns
            except (OSError, ValueError):
                width = -1
        streams.append((stream.isatty(), stream.encoding, width))
    user = os.geteuid() if sys.platform != "win32" else 0  # what one may read, another may not
    known = (list(argv), os.getcwd(), environment, streams, user, sys.version, tool_stamp())
    return PREFIX + digest(repr(known).encode("utf-8", "surrogateescape")).hex()


def replay(argv: Sequence[str]) -> int | None:
    """Print what the run with that command line would print, and give its exit code; None where it has to be run."""
    if not NEVER.isdisjoint(argv) or os.environ.get(OFF):
        return None
    directories = _directories(argv)
    if not directories:
        return None
    try:
        key = key_of(argv)
    except (OSError, ValueError):
        return None
    for directory in directories:
        data = Store(directory).load(key)
        if data is not None:
            return _print(data)
    return None


def save(store: Store, key: str, record: Record, code: int) -> bool:
    """Keep what a run printed, with all that it read."""
    paths, states = list(record.states), list(record.states.values())
    there, absent = record.questions()
    absent_together, absent_alone = together(absent)
    payload = marshal.dumps(
        (
            "\0".join(paths),
            [state[0] for state in states],
            [state[1] for state in states],
            [state[2] for state in states],
            there,
            absent_together,
            absent_alone,
            record.printed,
            code,
        )
    )
    if not store.save(key, payload):
        return False
    store.prune(PREFIX, MOST)
    return True


def _print(data: bytes) -> int | None:
    try:
        joined, changed, sizes, inodes, there, absent, alone, printed, code = marshal.loads(data)
    except (ValueError, TypeError, EOFError):
        return None
    if not unchanged(joined.split("\0") if joined else (), changed, sizes, inodes):
        return None
    exists = os.path.lexists
    if not all(map(exists, there)) or any(map(exists, alone)) or not still(absent):
        return None
    streams = (sys.stdout, sys.stderr)
    for stream in streams:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    for number, text in printed:
        streams[number].write(text)
    sys.stdout.flush()
    return int(code)


def _directories(argv: Sequence[str]) -> list[str]:
    """Where a cache may be that knows this run: as told, else upwards from here and from what is named."""
    told = os.environ.get(VARIABLE, "")
    for number, word in enumerate(argv):
        if word.startswith("--cache-dir"):
            _, equals, value = word.partition("=")
            told = value if equals else (argv[number + 1] if number + 1 < len(argv) else "")
    if told:
        return [os.path.abspath(told)]
    found: list[str] = []
    for start in (os.getcwd(), *(word for word in argv[1:] if os.sep in word and not word.startswith("-"))):
        current = os.path.abspath(start)
        while True:
            candidate = os.path.join(current, NAME)
            if candidate not in found and os.path.isdir(candidate):
                found.append(candidate)
            parent = os.path.dirname(current)
            if parent == current:
                break
            current = parent
    return found
