"""HOUSE001: wrong credentials are handled quietly."""

from collections.abc import Iterator, Sequence

from sadpath.checks import Check, Draft
from sadpath.checks.base import OptionAt, at_send, names, what
from sadpath.walk.outcomes import LaneFacts, WalkFacts

UNAUTHORIZED = 401


def run(walks: Sequence[WalkFacts], option: OptionAt | None = None) -> Iterator[Draft]:
    """One draft for each walk in which an error that the people on call have to hear of doesn't end as an exception."""
    for walk in walks:
        place = walk.walked.place
        more = option(place.module, "more-codes") if option is not None and place is not None else ()
        lanes = [lane for lane in walk.lanes if is_quiet(lane, more)]
        yield from at_send(
            walk,
            f"{names(lanes)} of {what(walk)} ends quietly, and nobody on call is told",
            "let it through as an exception",
            lanes,
        )


def is_quiet(lane: LaneFacts, more: Sequence[str]) -> bool:
    """Whether the error is one that has to be told, and returns instead."""
    told = lane.answer.status == UNAUTHORIZED or lane.answer.code in more
    return told and lane.fate in ("handled", "passed", "unnoticed")


CHECK = Check("HOUSE001", run, configured=run)
