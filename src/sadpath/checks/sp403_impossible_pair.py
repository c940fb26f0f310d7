"""SP403: a condition asks for a status and a code that are never documented together."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import Any

from sadpath.catalogue import Provider
from sadpath.checks.base import Check, Draft
from sadpath.walk.outcomes import WalkFacts


def run(walks: Sequence[WalkFacts]) -> Iterator[Draft]:
    """One draft for each `and`, or pattern, whose status and code exclude each other."""
    for walk in walks:
        provider = walk.walked.bound.provider
        for module, node, parts in walk.walked.events.conjunctions.values():
            pair = impossible(walk, provider, parts)
            if pair:
                statuses, codes = pair
                known = sorted({s for code in codes for s in provider.code_statuses(code)})
                message = f"{' or '.join(codes)} never comes with status {spelt(statuses)}"
                yield Draft(
                    module, node, message, f"{provider.name} documents it with {', '.join(map(str, known))}", walk
                )


def spelt(statuses: list[int]) -> str:
    """Statuses for a message: a few by name, many as a range."""
    return " or ".join(map(str, statuses)) if len(statuses) < 5 else f"{min(statuses)} to {max(statuses)}"


def impossible(
    walk: WalkFacts, provider: Provider, parts: list[tuple[ast.AST, list[Any]]]
) -> tuple[list[int], list[str]] | None:
    """The statuses and codes of a conjunction, where no pair of them is documented and one part really looks at the answer."""
    statuses: list[int] = []
    codes: list[str] = []
    seen = False
    for node, constants in parts:
        looked = [walk.walked.events.seen.get((kind, id(node))) for kind in ("compare", "member", "range")]
        event = next((e for e in looked if e is not None), None)
        if all(isinstance(c, int) and 100 <= c < 600 for c in constants) and constants:
            if event is not None and "status" not in event.origin.tags:
                return None
            statuses += [int(c) for c in constants]
            seen = seen or event is not None
        elif all(isinstance(c, str) and provider.knows(c) for c in constants) and constants:
            if event is not None and "code" not in event.origin.tags:
                return None
            codes += [str(c) for c in constants]
            seen = seen or event is not None
    if not (seen and statuses and codes):
        return None
    documented = any(status in provider.code_statuses(code) for status in statuses for code in codes)
    return None if documented else (statuses, codes)


CHECK = Check("SP403", run)
