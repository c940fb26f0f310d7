"""SP203: nothing bounds the resending."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sadpath.checks.base import Check, Draft, at_send, handling, names, what
from sadpath.walk.outcomes import WalkFacts


def run(walks: Sequence[WalkFacts]) -> Iterator[Draft]:
    """One draft for each walk with endless lanes."""
    for walk in walks:
        lanes = [lane for lane in walk.lanes if lane.fate == "endless" and not lane.bounded]
        message = f"{what(walk)} is sent again and again after {names(lanes)}: no count and no deadline ends it"
        yield from at_send(
            walk, message, "bound the number of tries or the time they may take. " + handling(lanes), lanes
        )


CHECK = Check("SP203", run)
