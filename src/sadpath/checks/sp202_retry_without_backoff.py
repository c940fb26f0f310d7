"""SP202: a rate limit or an outage is resent without a wait."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from sadpath.checks.bare_retries import waits
from sadpath.checks.base import Check, Draft, at_send, handling, names, terms, what
from sadpath.walk.outcomes import WalkFacts


def run(walks: Sequence[WalkFacts]) -> Iterator[Draft]:
    """One draft for each walk; the first resend may come at once, as most libraries do, a loop that never waits may not."""
    for walk in walks:
        lanes = [
            lane for lane in walk.lanes if lane.resent and not lane.waited and terms(walk, lane) in ("backoff", "poll")
        ]
        message = f"{what(walk)} is sent again after {names(lanes)} without any wait"
        yield from at_send(
            walk,
            message,
            "wait longer from try to try, with jitter, and honour Retry-After. " + handling(lanes),
            lanes,
            recipes=partial(waits, walk, lanes),
        )


CHECK = Check("SP202", run)
