"""SP205: a conflict is resent unchanged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sadpath.checks.base import Check, Draft, at_send, handling, names, terms, what
from sadpath.walk.outcomes import LaneFacts, WalkFacts


def run(walks: Sequence[WalkFacts]) -> Iterator[Draft]:
    """One draft for each walk that repeats a write after a conflict with nothing read in between."""
    for walk in walks:
        if walk.walked.bound.operation.safe:
            continue
        lanes = [
            lane
            for lane in walk.lanes
            if lane.resent and not lane.reread and terms(walk, lane) == "after_refresh" and not says_retryable(lane)
        ]
        message = f"{what(walk)} is sent again after {names(lanes)} as it was, with nothing read anew"
        yield from at_send(
            walk, message, "read the current state (and its version) inside the retried part. " + handling(lanes), lanes
        )


def says_retryable(lane: LaneFacts) -> bool:
    """Whether the provider's body itself says that the request may be repeated as it is."""
    return bool(lane.answer.error and lane.answer.error.retryable)


CHECK = Check("SP205", run)
