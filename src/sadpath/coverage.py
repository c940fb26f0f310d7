"""The share of documented errors that code notices, as one figure that CI can hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sadpath.findings import WalkRow

NOTICED = frozenset(["handled", "raised"])
"""Fates in which the code did something on purpose."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many outcomes are noticed, how many are not, and of how many nobody can tell.

    An outcome is one documented error of one walk. Noticed is what has a branch of its own or is raised on purpose. What
    goes the way of success (`unnoticed`, `passed`), crashes or is sent again without end is not. `unknown` counts on
    neither side: a gate must not fail for what can't be known.
    """

    noticed: int
    missed: int
    unknown: int

    @classmethod
    def of(cls, walks: Iterable[WalkRow]) -> Coverage:
        """The figures of these walks."""
        fates = [outcome.fate for walk in walks for outcome in walk.outcomes]
        noticed = sum(fate in NOTICED for fate in fates)
        unknown = fates.count("unknown")
        return cls(noticed, len(fates) - noticed - unknown, unknown)

    @property
    def percent(self) -> float | None:
        """From 0 to 100; None where there is nothing to count."""
        counted = self.noticed + self.missed
        return 100 * self.noticed / counted if counted else None

    def shown(self) -> str:
        """The share as text, rounded down, so that 99.96 doesn't look like all: `62.5 %`."""
        counted = self.noticed + self.missed
        return f"{1000 * self.noticed // counted / 10:g} %" if counted else "no share"

    def below(self, limit: float) -> bool:
        """Whether the share is less than `limit` percent; never where there is nothing to count."""
        return self.percent is not None and self.percent < limit

    def sentence(self) -> str:
        """The figures in words."""
        if self.percent is None:
            return f"No documented error could be followed{f'; {self.unknown} are unknown' if self.unknown else ''}."
        counted = self.noticed + self.missed
        rest = f"; {self.unknown} more are unknown" if self.unknown else ""
        return f"{self.shown()} of documented errors are noticed ({self.noticed} of {counted}{rest})."
