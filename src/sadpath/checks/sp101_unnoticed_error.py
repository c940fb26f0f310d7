"""SP101: documented errors return along the success path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from sadpath.checks.base import Check, Draft, at_send, handling, names, what
from sadpath.checks.unasked_responses import raising
from sadpath.walk.outcomes import LaneFacts, WalkFacts


def run(walks: Sequence[WalkFacts]) -> Iterator[Draft]:
    """One draft for each walk with unnoticed errors."""
    for walk in walks:
        shapes = {
            leaf.shapes.get(0)
            for leaf in walk.walked.leaves
            if 0 in leaf.lanes and leaf.end == "returned" and leaf.sends
        }
        if "response" in shapes:
            continue  # a helper that hands the response back: its callers are judged
        lanes = [
            lane
            for lane in walk.lanes
            if lane.fate == "unnoticed" or lane.as_empty or (lane.fate == "passed" and looks_like_result(lane, shapes))
        ]
        message = f"{names(lanes)} of {what(walk)} {'goes' if len(lanes) == 1 else 'go'} unnoticed: the code goes on as after a success"
        yield from at_send(
            walk,
            message,
            "check the status or call raise_for_status() before the answer is used. " + handling(lanes),
            lanes,
            recipes=partial(raising, walk, lanes),
        )


def looks_like_result(lane: LaneFacts, success: set[str | None]) -> bool:
    """Whether what an error hands back on the success path is its body, or None where success hands back something."""
    return (lane.shape == "body" and "body" not in success) or (lane.shape == "none" and "none" not in success)


CHECK = Check("SP101", run)
