"""Words of the program's own that stand where the provider's code stands too: `get("code", "unknown")`, `self.kind = "GaveUp"`."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sadpath.checks.fallback_members import is_fallback_member
from sadpath.checks.looks import Listed
from sadpath.checks.own_places import Word, constant_name, words_in
from sadpath.checks.slots import slots_of
from sadpath.program.remember import remembered
from sadpath.walk.program import Module


def is_own_word(listed: Listed, against: Collection[int]) -> bool:
    """Whether a literal that is no code is a word that the program itself puts in the code's place.

    `against` are the ids of all literals that stand against a code: what one of them says is no evidence for another.
    """
    if is_fallback_member(listed.module, listed.node) or was_found(listed):
        return True
    close = any(p.closest(listed.text) or p.sibling_of(listed.text) for p in listed.providers())
    name = constant_name(listed.module, listed.node)
    slots: set[str] | None = None
    for module, word in words_of(listed):
        if word.name:  # a constant that stands for nothing, and is compared as well
            if word.name == name and not close:
                return True
            continue
        if listed.folded(word.text) != listed.text or (word.node is listed.node) is not (word.kind == "itself"):
            continue
        here = module is listed.module
        if word.kind == "itself" or (here and word.kind == "default"):
            return True
        if id(word.node) in against:
            continue
        if here and (word.kind == "given" or (word.kind == "beside" and not close)):
            return True
        if word.slot:
            slots = slots_of(listed) if slots is None else slots
            if word.slot in slots:
                return True
    return False


def was_found(listed: Listed) -> bool:
    """Whether the walk found the same word, from another place of the program, where the literal is compared."""
    own = [walk.walked.events.own.get(id(event.node)) for walk in listed.walks for event in listed.places]
    return any(found is not None and listed.text in found[1] for found in own)


def words_of(listed: Listed) -> Iterator[tuple[Module, Word]]:
    """The words that stand in the literal's module, and in the other ones that the walks ran through."""
    modules = {id(listed.module): listed.module}
    for walk in listed.walks:
        places = walk.walked.places
        for step in {step for leaf in walk.walked.leaves for step in leaf.path}:
            module = places[step][0]
            if module is not None and module.project:
                modules.setdefault(id(module), module)
    for module in modules.values():
        for statement in module.tree.body:
            for word in remembered(statement, "own words", words_in):
                yield module, word
