"""When it pays that a process learns of something which another one knows already."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

GAIN = 2.0
"""What is left to do has to take so many times as long as learning does: it is shared, and an estimate only."""


@dataclass
class _Seconds:
    first: float = 0.0
    count: int = 0
    rest: float = 0.0


class Learning:
    """How long chunks took, by what they were about: the first one of a process, in which it learns of that, and the others."""

    def __init__(self) -> None:
        self._known: dict[Hashable, _Seconds] = {}

    def note(self, about: Hashable, seconds: float, *, first: bool) -> None:
        """A chunk was done; whether it was the first one that its process did about that."""
        known = self._known.setdefault(about, _Seconds())
        if first:
            known.first = max(known.first, seconds)
        else:
            known.count += 1
            known.rest += seconds

    def pays(self, about: Hashable, waiting: int) -> bool:
        """Whether one more process should learn of it, with so many chunks that nobody has in hand. While nobody knows how long they
        take, it should not."""
        known = self._known.get(about)
        if known is None or not known.count:
            return False
        each = known.rest / known.count
        return waiting * each > GAIN * max(known.first - each, 0.0)
