"""SP103: code that tells some codes apart lets other documented ones fall to no branch, or gives all errors one meaning."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from sadpath.checks.base import Check, Draft, handling, names, terms, way, what
from sadpath.walk.leaves import Leaf
from sadpath.walk.outcomes import LaneFacts, WalkFacts


def run(walks: Sequence[WalkFacts]) -> Iterator[Draft]:
    """At most one draft of each kind for a walk."""
    for walk in walks:
        if walk.walked.place is None:
            continue
        yield from falls_through(walk)
        yield from one_meaning(walk)


def tells_codes_apart(walk: WalkFacts) -> bool:
    """Whether the code compares the provider's code with anything, and that parts the lanes."""
    looks = any("code" in event.origin.tags for event in walk.walked.events.seen.values())
    return looks and any(lane.specific for lane in walk.lanes)


def falls_through(walk: WalkFacts) -> Iterator[Draft]:
    """Errors for which no branch is meant: after the branches for other codes they go the way of success, with its value."""
    if not tells_codes_apart(walk):
        return
    success = [leaf for leaf in walk.walked.leaves if 0 in leaf.lanes and leaf.end == "returned" and leaf.sends]
    lanes = [lane for lane in walk.lanes if lane.fate == "handled" and not lane.specific and rejoins(lane, success)]
    place = walk.walked.place
    if lanes and place is not None:
        fall = "falls" if len(lanes) == 1 else "fall"
        message = (
            f"{names(lanes)} of {what(walk)} {fall} to no branch: other codes are told apart here, "
            "and these go on as a success"
        )
        yield Draft(
            place.module,
            place.node,
            message,
            "add a branch for them, or a default that raises. " + handling(lanes),
            walk,
            tuple(lanes),
            way(walk, lanes[0]),
        )


def rejoins(lane: LaneFacts, success: Sequence[Leaf]) -> bool:
    """Whether every run of the lane ends at the statement where success ends, with the value of success or with the error's body for it."""
    return bool(lane.leaves) and all(
        any(
            good.path[-1:] == leaf.path[-1:]
            and (lane.shape == "body" or good.values.get(0) == leaf.values.get(lane.lane))
            for good in success
        )
        for leaf in lane.leaves
    )


def one_meaning(walk: WalkFacts) -> Iterator[Draft]:
    """A handler that does nothing but return one constant, for errors that ask for different things."""
    for module, handler, caught in walk.walked.events.handlers.values():
        lanes = [
            lane
            for lane in walk.lanes
            if lane.lane in caught and lane.fate == "handled" and not lane.resent and not lane.specific
        ]
        if len(lanes) < 3 or len({terms(walk, lane) for lane in lanes}) < 2 or not only_returns(handler):
            continue
        message = f"{names(lanes)} of {what(walk)} all get one meaning here, though they ask for different things"
        yield Draft(
            module,
            handler,
            message,
            "tell apart at least what can be tried again from what can't. " + handling(lanes),
            walk,
            tuple(lanes),
        )


def only_returns(handler: ast.ExceptHandler) -> bool:
    """Whether the handler is a bare `return <constant>`: nothing is logged, nothing is looked at."""
    return (
        len(handler.body) == 1
        and isinstance(handler.body[0], ast.Return)
        and (handler.body[0].value is None or isinstance(handler.body[0].value, ast.Constant))
    )


CHECK = Check("SP103", run)
