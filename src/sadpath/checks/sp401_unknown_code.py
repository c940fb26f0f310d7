"""SP401: a literal for the provider's code field is no code that the provider documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sadpath.checks.base import Check, Draft, OptionAt
from sadpath.checks.looks import Listed, is_sentinel, listed_codes
from sadpath.fixes.recipe import Recipe, recipe
from sadpath.walk.outcomes import WalkFacts


def run(walks: Sequence[WalkFacts], option: OptionAt | None = None) -> Iterator[Draft]:
    """One draft for each literal; a code of a sibling API is told as the wrong API, not as misspelt."""
    for listed in listed_codes(walks, parts=True):
        if option is not None and listed.text in option(listed.module, "known-codes"):
            continue
        providers = listed.providers()
        if listed.part is not None:
            known = any(provider.has_part(listed.text, *listed.part) for provider in providers)
            if not known and not is_sentinel(listed.module, listed.text, listed.node):
                yield unknown_part(listed)
            continue
        if any(p.knows(listed.text) or listed.text in p.fields.marker.values() for p in providers) or is_sentinel(
            listed.module, listed.text, listed.node
        ):
            continue
        yield draft(listed)


def unknown_part(listed: Listed) -> Draft:
    """The draft for a literal that stands against a slice of the code, where no documented code has it."""
    provider = listed.providers()[0]
    message = f"{listed.text!r} is that part of no code that {provider.name} documents"
    help = "see the provider's table of codes: `sadpath providers " + provider.id + "`"
    return Draft(listed.module, listed.node, message, help, listed.walks[0], severity="warning", shared=listed.shared())


def draft(listed: Listed) -> Draft:
    """The draft for an unknown literal."""
    provider = listed.providers()[0]
    walk = listed.walks[0]
    sibling = provider.sibling_of(listed.text)
    close = provider.closest(listed.text)
    if sibling:
        message = f"{listed.text!r} is a code of {sibling}, not of {provider.name}"
        return Draft(
            listed.module,
            listed.node,
            message,
            f"{provider.name} never answers it here: see its table of codes",
            walk,
            shared=listed.shared(),
            recipes=right_codes(listed),
        )
    if close:
        return Draft(
            listed.module,
            listed.node,
            f"{listed.text!r} is no code of {provider.name}; did you mean {close!r}?",
            f"write {close!r}",
            walk,
            shared=listed.shared(),
            recipes=right_codes(listed),
        )
    message = f"{listed.text!r} is no code that {provider.name} documents"
    help = "see the provider's table of codes: `sadpath providers " + provider.id + "`"
    return Draft(listed.module, listed.node, message, help, walk, severity="warning", shared=listed.shared())


def right_codes(listed: Listed) -> tuple[Recipe, ...]:
    """One recipe for each code that the literal can be meant for; safe where all that reach it answer only one such code."""
    if len(listed.providers()) > 1:
        return ()
    (provider,) = listed.providers()
    reached = [row.code for walk in listed.walks for row in provider.rows(walk.walked.bound.operation)]
    near = provider.near(listed.text, reached)
    return tuple(
        made
        for code in near
        for made in recipe(
            "literal",
            f"Replace {listed.text!r} with {code!r}",
            [(listed.module, listed.node)],
            listed.text,
            code,
            safe=len(near) == 1,
        )
    )


CHECK = Check("SP401", run, run)
