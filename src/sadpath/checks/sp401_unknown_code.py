"""SP401: a literal for the provider's code field is no code that the provider documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sadpath.checks.base import Check, Draft, OptionAt
from sadpath.checks.looks import Listed, listed_codes
from sadpath.checks.own_words import is_own_word
from sadpath.fixes.recipe import Recipe, recipe
from sadpath.walk.outcomes import WalkFacts


def run(walks: Sequence[WalkFacts], option: OptionAt | None = None) -> Iterator[Draft]:
    """One draft for each literal; a code of a sibling API is told as the wrong API, not as misspelt."""
    everything = listed_codes(walks, parts=True)
    against = {id(listed.node) for listed in everything}
    right = {(id(listed.node), listed.text) for listed in everything if is_right(listed)}
    for listed in everything:
        if (id(listed.node), listed.text) in right or (
            option is not None and listed.text in option(listed.module, "known-codes")
        ):
            continue
        if not is_own_word(listed, against):
            yield draft(listed) if listed.part is None else unknown_part(listed)


def is_right(listed: Listed) -> bool:
    """Whether the literal can equal what it stands against."""
    if listed.part is not None:
        return any(provider.has_part(listed.text, *listed.part) for provider in listed.providers())
    return any(
        listed.codes(p) or listed.text in map(listed.folded, p.fields.marker.values()) for p in listed.providers()
    )


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
    if listed.folded(listed.text) != listed.text:
        never = f"{listed.text!r} never equals a code after `{listed.fold}()`"
        return Draft(
            listed.module, listed.node, never, f"write {listed.folded(listed.text)!r}", walk, shared=listed.shared()
        )
    close = listed.folded(close) if close else None
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
            f"Replace {listed.text!r} with {listed.folded(code)!r}",
            [(listed.module, listed.node)],
            listed.text,
            listed.folded(code),
            safe=len(near) == 1,
        )
    )


CHECK = Check("SP401", run, run)
