"""SP102: documented errors end as an accidental exception."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sadpath.checks.base import Check, Draft, at_send, handling, names, what
from sadpath.walk.outcomes import WalkFacts


def run(walks: Sequence[WalkFacts]) -> Iterator[Draft]:
    """One draft for each walk with crashing lanes."""
    for walk in walks:
        lanes = [lane for lane in walk.lanes if lane.fate == "crashed"]
        kinds = sorted({kind for lane in lanes for kind in lane.raises})
        message = f"{names(lanes)} of {what(walk)} {'ends' if len(lanes) == 1 else 'end'} as an accidental {' or '.join(kinds)}"
        yield from at_send(
            walk, message, "look at the answer before a key that only success has is read. " + handling(lanes), lanes
        )


CHECK = Check("SP102", run)
