"""SP206: a documented retryable error is given up on at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sadpath.checks.base import Check, Draft, at_send, handling, names, terms, what
from sadpath.walk.outcomes import WalkFacts


def run(walks: Sequence[WalkFacts]) -> Iterator[Draft]:
    """One draft for each walk; off by default, as a caller outside the project may retry."""
    for walk in walks:
        lanes = [
            lane
            for lane in walk.lanes
            if not lane.resent
            and lane.fate in ("raised", "handled", "passed")
            and terms(walk, lane) in ("backoff", "poll")
        ]
        message = f"{what(walk)} is given up at once after {names(lanes)}, which the provider calls temporary"
        yield from at_send(
            walk, message, "a bounded retry with growing waits would ride it out. " + handling(lanes), lanes
        )


CHECK = Check("SP206", run)
