"""What the checks on comparisons share: literals that stand against the provider's code, over all walks that reach them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sadpath.catalogue import Provider
from sadpath.walk.events import Event
from sadpath.walk.outcomes import WalkFacts
from sadpath.walk.program import Module
from sadpath.walk.values import Part

EXACT_KINDS = ("compare", "member", "lookup")


@dataclass
class Listed:
    """A literal that stands against a provider's code field, and the walks that reach it."""

    text: str
    module: Module
    node: ast.AST
    part: Part | None = None
    """The slice, (start, stop), of the code that it stands against; None for the whole code."""
    fold: str = ""
    """The method of `str` that the code went through before, which gave its letters one case."""
    places: list[Event] = field(default_factory=list)
    walks: list[WalkFacts] = field(default_factory=list)

    def providers(self) -> list[Provider]:
        """The providers whose answers reach it."""
        return list({id(w.walked.bound.provider): w.walked.bound.provider for w in self.walks}.values())

    def codes(self, provider: Provider) -> list[str]:
        """The documented codes that equal it: itself, or those that the folding makes so."""
        if not self.fold or (provider.knows(self.text) and self.folded(self.text) == self.text):
            return [self.text] if provider.knows(self.text) else []
        return [e.code for e in provider.errors if not e.by_method and self.folded(e.code) == self.text]

    def folded(self, text: str) -> str:
        """A text as the code is when it is compared."""
        return str(getattr(text, self.fold)()) if self.fold else text

    def shared(self) -> bool:
        """Whether more than one operation reaches it."""
        return len({w.walked.bound.key for w in self.walks}) > 1


def listed_codes(walks: Sequence[WalkFacts], *, parts: bool = False) -> list[Listed]:
    """All literals that are compared with, looked up by, or listed for a code field that is exact; with `parts` also for a slice of it."""
    found: dict[tuple[int, str, Part | None, str], Listed] = {}
    for walk in walks:
        for event in walk.walked.events.seen.values():
            origin = event.origin
            if (
                event.kind in EXACT_KINDS
                and (origin.exact or origin.fold or (parts and origin.part is not None))
                and "code" in origin.tags
                and "composed" not in origin.tags
            ):
                for (kind, value), (module, node) in event.literals.items():
                    if kind != "str" or not re.search(r"\w\w", value):
                        continue  # `""`, `"?"`: a code's own word for no code
                    part, fold = origin.part, origin.fold
                    listed = found.setdefault((id(node), value, part, fold), Listed(value, module, node, part, fold))
                    listed.places.append(event)
                    if walk not in listed.walks:
                        listed.walks.append(walk)
    return sorted(
        found.values(), key=lambda x: (x.module.path, getattr(x.node, "lineno", 0), getattr(x.node, "col_offset", 0))
    )


def events_of(walk: WalkFacts, kinds: Iterable[str]) -> list[Event]:
    """The events of a walk of these kinds, in the order of their places."""
    wanted = [event for event in walk.walked.events.seen.values() if event.kind in tuple(kinds)]
    return sorted(wanted, key=lambda e: (e.module.path, getattr(e.node, "lineno", 0), getattr(e.node, "col_offset", 0)))
