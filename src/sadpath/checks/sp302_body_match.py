"""SP302: a code is searched for in raw text in place of the code field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sadpath.checks.base import Check, Draft
from sadpath.checks.code_subjects import by_code
from sadpath.checks.looks import events_of
from sadpath.checks.raw_text import SEARCHES, code_tokens
from sadpath.walk.outcomes import WalkFacts


def run(walks: Sequence[WalkFacts]) -> Iterator[Draft]:
    """One draft for each search of raw text, or of an exception's text, for a documented code."""
    for walk in walks:
        provider = walk.walked.bound.provider
        for event in events_of(walk, SEARCHES):
            if not ({"text", "composed"} & event.origin.tags):
                continue
            codes = code_tokens(provider, event)
            if codes:
                field = " or ".join(repr(p) for p in provider.fields.code)
                yield Draft(
                    event.module,
                    event.node,
                    f"{codes[0]!r} is searched for in text, where any other field could carry it",
                    f"parse the body and compare the code, which stands in {field}",
                    walk,
                    recipes=by_code(walks, event, literal_is_code=True),
                )


CHECK = Check("SP302", run)
