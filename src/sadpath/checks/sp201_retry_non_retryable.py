"""SP201: sent again although the provider's terms say never, in any context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from sadpath.checks.base import Check, Draft, at_send, conditional, handling, names, terms, what
from sadpath.checks.retry_lists import take_out
from sadpath.walk.outcomes import LaneFacts, WalkFacts


def run(walks: Sequence[WalkFacts]) -> Iterator[Draft]:
    """One draft for each walk. A 401 may be sent again under new credentials; what a key would allow is SP204's."""
    for walk in walks:
        lanes = [lane for lane in walk.lanes if lane.resent and lane.answer.status != 401 and never(walk, lane)]
        message = f"{what(walk)} is sent again after {names(lanes)}, which the provider says never to repeat"
        yield from at_send(
            walk,
            message,
            "leave these out of what is retried: the same request gets the same answer. " + handling(lanes),
            lanes,
            recipes=partial(take_out, walks, walk, lanes, never),
        )


def never(walk: WalkFacts, lane: LaneFacts) -> bool:
    """Whether the provider's terms say never, under an idempotency key or not."""
    return terms(walk, lane) == "never" and not conditional(walk, lane)


CHECK = Check("SP201", run)
