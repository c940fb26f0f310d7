"""Names that are in no directory, asked of many at once: one listing tells what thousands of questions would.

A run asks for each module that code imports in each place where it might be, and nearly all of that is not there.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

Absent = list[tuple[str, str]]
"""By directory, names that it does not have: in lower case, each between two NUL."""

MANY = 8
"""So many names of a directory are asked together."""


def together(paths: Iterable[str]) -> tuple[Absent, list[str]]:
    """Paths where there is nothing as names of directories, as far as that is quicker, and those that are left.

    Where a file system holds two names for the same that Python takes for two, those are left: names that are not ASCII, or that
    a directory has in other letters.
    """
    left: list[str] = []
    directories: dict[str, list[str]] = {}
    for path in paths:
        directory, name = os.path.split(path)
        if name.isascii():
            directories.setdefault(directory, []).append(name)
        else:
            left.append(path)
    found: Absent = []
    for directory, names in directories.items():
        there = listing(directory) if len(names) >= MANY else None
        if there is None:
            left += [os.path.join(directory, name) for name in names]
            continue
        known = {name.lower() for name in there}
        left += [os.path.join(directory, name) for name in names if name.lower() in known]
        rest = {name.lower() for name in names} - known
        found.append((directory, "\0".join(["", *sorted(rest), ""])))
    return found, left


def still(absent: Absent) -> bool:
    """Whether all these names still are in none of their directories."""
    for directory, names in absent:
        there = listing(directory)
        if there is None or any(f"\0{name.lower()}\0" in names for name in there):
            return False
    return True


def listing(directory: str) -> list[str] | None:
    """The names in a directory, of which there are none where it is none; None where it can't be listed."""
    try:
        return os.listdir(directory)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError:
        return None
