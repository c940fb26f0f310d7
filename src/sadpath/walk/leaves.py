"""What comes of a walk: how each of its runs ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sadpath.catalogue import Answer
from sadpath.walk.answers import Sent
from sadpath.walk.binding import Bound
from sadpath.walk.entries import Entry
from sadpath.walk.events import Events
from sadpath.walk.outside import Written
from sadpath.walk.run import Step


@dataclass
class Leaf:
    """How one run ended, for the lanes that it was about. `end` is "returned", "raised", "crashed", "endless" or "unknown"."""

    lanes: tuple[int, ...]
    end: str
    type: str
    values: dict[int, str]
    path: tuple[int, ...]
    sends: int
    waits: int
    keys: tuple[Any, ...]
    assumed: dict[Any, bool]
    after_send: frozenset[Any]
    flags: frozenset[str]
    trace: tuple[Step, ...]
    send_log: tuple[tuple[int, int], ...]
    why: str = ""
    shapes: dict[int, str] = field(default_factory=dict)
    carries: bool = True
    """For an exception: whether its arguments, attributes or its cause carry the code, the body or the response."""
    variables: frozenset[Any] = frozenset()
    """The environment variables that this run has taken to be set."""
    rests: dict[int, frozenset[Any]] = field(default_factory=dict)
    """By lane, the places outside that the value, or a condition, hangs on and that the run had given something before."""
    written: dict[int, Written] = field(default_factory=dict)
    """By lane, what the run gave to places outside; noted where it read something back."""
    worlds: dict[int, bool] = field(default_factory=dict, repr=False, compare=False)
    """By the id of another leaf: whether both can be of the same world, once somebody asked."""


@dataclass
class Walked:
    """All leaves of a walk. `unfinished` holds the lanes for which the budget did not suffice."""

    bound: Bound
    entry: Entry
    answers: tuple[Answer, ...]
    leaves: list[Leaf]
    unfinished: set[int]
    events: Events
    place: Sent | None
    places: list[Any]
    runs: int
    steps: int
    crash: str = ""
