"""SP402: a documented code, but of no operation whose answer can reach the comparison."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sadpath.checks.base import Check, Draft
from sadpath.checks.looks import listed_codes
from sadpath.walk.outcomes import WalkFacts


def run(walks: Sequence[WalkFacts]) -> Iterator[Draft]:
    """One draft for each literal that fits none of the operations that reach it."""
    for listed in listed_codes(walks):
        known = [p for p in listed.providers() if p.knows(listed.text)]
        if not known:
            continue
        reached = sorted({w.walked.bound.operation.id for w in listed.walks if w.walked.bound.provider in known})
        if any(listed.text == row.code for w in listed.walks for row in w.walked.bound.provider.rows(w.walked.bound.operation)):
            continue
        owners = sorted(known[0].code_operations(listed.text))
        belongs = f"it belongs to {', '.join(owners[:3])}{' and others' if len(owners) > 3 else ''}" if owners else "no documented operation answers it in this form"
        yield Draft(listed.module, listed.node, f"{listed.text!r} is never answered to {', '.join(reached)}: {belongs}", "this branch is never taken", listed.walks[0], shared=listed.shared())


CHECK = Check("SP402", run)
