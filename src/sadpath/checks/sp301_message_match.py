"""SP301: a branch, a retry predicate or a lookup is decided by the text of the provider's human message."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sadpath.checks.base import Check, Draft
from sadpath.checks.code_subjects import by_code
from sadpath.checks.looks import events_of
from sadpath.checks.raw_text import code_tokens, is_prose_search
from sadpath.walk.outcomes import WalkFacts

KINDS = ("compare", "contains", "member", "lookup", "regex", "affix")


def run(walks: Sequence[WalkFacts]) -> Iterator[Draft]:
    """One draft for each place that searches or compares the message."""
    for walk in walks:
        provider = walk.walked.bound.provider
        for event in events_of(walk, KINDS):
            tags = event.origin.tags
            if code_tokens(provider, event) and ("text" in tags or "composed" in tags or "code" in tags):
                continue  # a code in raw text: SP302
            if ("message" in tags and "code" not in tags) or is_prose_search(provider, event):
                field = " or ".join(repr(p) for p in provider.fields.code)
                yield Draft(
                    event.module,
                    event.node,
                    f"{provider.name}'s human message decides here; its text is no contract and changes",
                    f"decide on the code, which stands in {field}",
                    walk,
                    recipes=by_code(walks, event, literal_is_code=False),
                )


CHECK = Check("SP301", run)
