"""SP404: the code or the message is read from a field that the provider's error body does not have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sadpath.catalogue import field_vocabulary
from sadpath.checks.base import Check, Draft
from sadpath.walk.outcomes import WalkFacts


def run(walks: Sequence[WalkFacts]) -> Iterator[Draft]:
    """One draft for each read whose key is a word for an error's code or message, and not this provider's."""
    words = field_vocabulary()
    for walk in walks:
        provider = walk.walked.bound.provider
        for read in walk.walked.events.reads.values():
            wanted = "code" if read.key in words.code_like else "message" if read.key in words.message_like else ""
            if not wanted or not read.lanes:
                continue
            right = provider.fields.code if wanted == "code" else provider.fields.message
            yield Draft(
                read.module, read.node, f"{provider.name} has no field {read.path!r} in its error body",
                f"the {wanted} stands in {' or '.join(repr(p) for p in right)}", walk,
            )  # fmt: skip


CHECK = Check("SP404", run)
