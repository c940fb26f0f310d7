"""SP105: documented codes are handled one by one, and an undocumented one would be unnoticed or crash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sadpath.checks.base import Check, Draft, at_send, what
from sadpath.walk.outcomes import WalkFacts


def run(walks: Sequence[WalkFacts]) -> Iterator[Draft]:
    """One draft for each walk that tells two codes apart at least."""
    for walk in walks:
        if sum(lane.specific for lane in walk.lanes) < 2:
            continue
        lanes = []
        for other in walk.others:
            documented = [lane for lane in walk.lanes if lane.answer.status == other.answer.status]
            if (
                other.fate in ("unnoticed", "crashed")
                and documented
                and all(lane.fate not in (other.fate, "unknown") for lane in documented)
            ):
                lanes.append(other)
        statuses = ", ".join(dict.fromkeys(str(lane.answer.status) for lane in lanes))
        fates = " or ".join(sorted({"go unnoticed" if lane.fate == "unnoticed" else "crash" for lane in lanes}))
        message = f"a code of {what(walk)} that is not documented yet would {fates} (status {statuses})"
        yield from at_send(walk, message, "add a default branch that raises with the code", lanes)


CHECK = Check("SP105", run)
