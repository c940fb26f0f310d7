"""SP104: an error of the project's own is raised without the provider's code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sadpath.checks.base import Check, Draft, names, what
from sadpath.walk.outcomes import WalkFacts


def run(walks: Sequence[WalkFacts]) -> Iterator[Draft]:
    """One draft for each place that raises for several codes alike, with nothing in the exception that could tell them apart."""
    for walk in walks:
        groups: dict[int, list[object]] = {}
        places = {}
        for lane in walk.lanes:
            if lane.fate != "raised" or lane.specific or any(leaf.carries for leaf in lane.leaves):
                continue
            raised = next((step for step in reversed(lane.leaves[0].trace) if step.what == "raised"), None)
            if raised is not None:
                groups.setdefault(id(raised.node), []).append(lane)
                places[id(raised.node)] = raised
        for key, lanes in groups.items():
            if len({lane.answer.code for lane in lanes}) < 2:  # type: ignore[attr-defined]
                continue
            step = places[key]
            yield Draft(
                step.module,
                step.node,
                f"{step.detail} is raised for {names(lanes)} of {what(walk)} without the code, so no caller can tell them apart",  # type: ignore[arg-type]
                "carry the code (and the correlation id) in the exception",
                walk,
                tuple(lanes),  # type: ignore[arg-type]
            )


CHECK = Check("SP104", run)
