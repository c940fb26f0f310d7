"""The ways of outcomes through the source, as plain data for those who draw them.

Lines and columns are 1-based; columns count code points, an end column is the one after the last character.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WayStep:
    """One place on a way where something happens. `what` is "sent", "parted", "assumed", "caught", "raised", "slept", ...

    `yes` tells which way a condition went, None where there is none. `end_column` is 0 where the place goes on below.
    """

    what: str
    text: str
    path: str
    line: int
    column: int
    end_column: int
    yes: bool | None = None
    times: int = 1


@dataclass(frozen=True, slots=True)
class Passage:
    """A function of the project that a way comes through (or a module's top level), and the lines that ran in it."""

    path: str
    function: str
    line: int
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """One run: the passages in the order in which they are entered, the steps, and how it ends.

    `end` is "returned", "raised", "crashed", "endless" or "unknown"; `detail` the exception's type or why nobody knows.
    """

    passages: tuple[Passage, ...]
    steps: tuple[WayStep, ...]
    end: str
    detail: str = ""
    cut: int = 0
    """Steps that were left out before the last one."""


@dataclass(frozen=True, slots=True)
class Way:
    """How an outcome goes: a course for each world in which the unknown is different, at most a few of them."""

    courses: tuple[Course, ...]
    more: int = 0
    """Courses that were left out."""
