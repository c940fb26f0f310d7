"""SP106: an error ends in `except ...: pass` or `continue`, with nothing told."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from sadpath.checks.base import Check, Draft, handling, names, what
from sadpath.walk.outcomes import WalkFacts


def run(walks: Sequence[WalkFacts]) -> Iterator[Draft]:
    """One draft for each handler that swallows errors for good: what is sent again afterwards is a retry."""
    for walk in walks:
        for module, handler, caught in walk.walked.events.handlers.values():
            lanes = [
                lane
                for lane in walk.lanes
                if lane.lane in caught and lane.fate in ("handled", "unnoticed", "passed") and not lane.resent
            ]
            if lanes and all(is_silent(statement) for statement in handler.body):
                message = f"{names(lanes)} of {what(walk)} {'is' if len(lanes) == 1 else 'are'} swallowed here: nothing is logged, raised or returned"
                yield Draft(
                    module,
                    handler,
                    message,
                    "log it with its code at least, or let it through. " + handling(lanes),
                    walk,
                    tuple(lanes),
                )


def is_silent(statement: ast.stmt) -> bool:
    """`pass`, `continue` or `...`."""
    return isinstance(statement, (ast.Pass, ast.Continue)) or (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    )


CHECK = Check("SP106", run)
