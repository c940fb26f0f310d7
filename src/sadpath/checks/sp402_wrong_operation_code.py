"""SP402: a documented code, but of no operation whose answer can reach the comparison."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from sadpath.checks.base import Check, Draft
from sadpath.checks.looks import Listed, listed_codes
from sadpath.walk.outcomes import WalkFacts
from sadpath.walk.values import Literal


def run(walks: Sequence[WalkFacts]) -> Iterator[Draft]:
    """One draft for each literal that fits none of the operations that reach it."""
    for listed in [*listed_codes(walks), *never_asked(walks)]:
        known = {id(p): listed.codes(p) for p in listed.providers() if listed.codes(p)}
        if not known:
            continue
        reached = sorted({w.walked.bound.operation.id for w in listed.walks if id(w.walked.bound.provider) in known})
        if any(
            row.code in listed.codes(w.walked.bound.provider)
            for w in listed.walks
            for row in w.walked.bound.provider.rows(w.walked.bound.operation)
        ):
            continue
        first = next(p for p in listed.providers() if id(p) in known)
        owners = sorted({owner for code in known[id(first)] for owner in first.code_operations(code)})
        belongs = (
            f"it belongs to {', '.join(owners[:3])}{' and others' if len(owners) > 3 else ''}"
            if owners
            else "no documented operation answers it in this form"
        )
        yield Draft(
            listed.module,
            listed.node,
            f"{listed.text!r} is never answered to {', '.join(reached)}: {belongs}",
            "this branch is never taken",
            listed.walks[0],
            shared=listed.shared(),
        )


def never_asked(walks: Sequence[WalkFacts]) -> list[Listed]:
    """Codes beside a status that no answer has (`status == 409 and code == "..."`): the comparison itself never runs."""
    found: dict[int, Listed] = {}
    # a helper may be shared: it runs where the answer is another operation's
    seen = (event for walk in walks for event in walk.walked.events.seen.values())
    asked = {id(node) for event in seen for _, node in event.literals.values()}
    for walk in walks:
        events = walk.walked.events
        for _, _, parts in events.conjunctions.values():
            if not any(never_true(walk, node) for node, _ in parts):
                continue
            for _, constants in parts:
                for constant in constants:
                    if (
                        isinstance(constant, Literal)
                        and walk.walked.bound.provider.knows(constant)
                        and id(constant.node) not in asked
                    ):
                        listed = found.setdefault(
                            id(constant.node), Listed(str(constant), constant.module, constant.node)
                        )
                        if walk not in listed.walks:
                            listed.walks.append(walk)
    return list(found.values())


def never_true(walk: WalkFacts, node: ast.AST) -> bool:
    """Whether a comparison with the status ran, and was true for no answer."""
    for kind in ("compare", "member", "range"):
        event = walk.walked.events.seen.get((kind, id(node)))
        if event is not None and event.origin.tags == {"status"}:
            return all(told == {False} for told in event.results.values())
    return False


CHECK = Check("SP402", run)
