"""When the server looks for objects that only hold each other.

A program that is loaded anew leaves its old classes, functions and modules behind, which refer to one another. By then they are
old, and the interpreter looks through old objects so seldom that a server would grow over thousands of edits.
"""

from __future__ import annotations

import gc
import sys

BUSY = 0.2
"""The share by which what is allocated may grow before a collection, while there is always something to do."""
QUIET = 0.05
"""The same while nobody asks for anything."""


class Collector:
    """Collects when more is allocated, by some share, than after the last time."""

    def __init__(self) -> None:
        self.left = sys.getallocatedblocks()
        """The blocks of memory that were in use after the last collection."""

    def due(self, share: float) -> bool:
        """Whether memory has grown by so much."""
        return sys.getallocatedblocks() > self.left * (1 + share)

    def collect(self) -> None:
        """Collect; all threads wait for it, some 0.1 s for a project with a handful of clients."""
        gc.unfreeze()  # see `sadpath.garbage`
        gc.collect()
        self.left = sys.getallocatedblocks()
