"""SP204: a write is sent again without what makes a repeat safe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sadpath.checks.base import Check, Draft, at_send, conditional, handling, names, terms
from sadpath.walk.outcomes import LaneFacts, WalkFacts


def run(walks: Sequence[WalkFacts]) -> Iterator[Draft]:
    """One draft for each walk: repeatable only under an idempotency key, or of unknown outcome and repeated without a look."""
    for walk in walks:
        operation, provider = walk.walked.bound.operation, walk.walked.bound.provider
        if operation.safe:
            continue
        lanes = [lane for lane in walk.lanes if lane.resent and lane.answer.status != 401 and unsafe(walk, lane)]
        key = (
            f"send {provider.idempotency_header} with one key for all tries"
            if provider.idempotency_header
            else "look first whether the request was carried out"
        )
        message = f"{operation.id} is sent again after {names(lanes)}, although it may have been carried out"
        yield from at_send(walk, message, f"{key}. {handling(lanes)}", lanes)


def unsafe(walk: WalkFacts, lane: LaneFacts) -> bool:
    """Whether a repeat of the write can do it twice."""
    told = terms(walk, lane)
    if told == "never":
        return conditional(walk, lane)
    return told == "verify_first" and not lane.reread


CHECK = Check("SP204", run)
