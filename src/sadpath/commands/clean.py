"""`sadpath clean`."""

from __future__ import annotations

import argparse
import os

from sadpath.cache.location import directory_of
from sadpath.cache.store import NAME, remove
from sadpath.commands.shared import say, settings_of
from sadpath.exits import CLEAN, WRONG


def run(options: argparse.Namespace) -> int:
    """Removes the caches of the current directory's project and of what is below."""
    here = os.getcwd()
    found = {directory_of(options, settings_of(options), here)}
    for directory, names, _ in os.walk(here):
        if NAME in names:
            found.add(os.path.join(directory, NAME))
        names[:] = [name for name in names if name not in (NAME, ".git", "node_modules")]
    problems = []
    for directory in sorted(found):
        if not os.path.isdir(directory):
            continue
        if problem := remove(directory):
            problems.append(f"error: {problem}")
        elif not options.quiet:
            say(f"Removed the cache in {os.path.relpath(directory)}.")
    say(*problems)
    return WRONG if problems else CLEAN
