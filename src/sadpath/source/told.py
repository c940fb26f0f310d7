"""What the bytes of a file tell of other files, in a form that a later run can take up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from sadpath.cache.states import State
from sadpath.source.effects import Effects, Tree, effects_of
from sadpath.source.imports import Bound, Import, bindings_of, bound_imports, dotted_in, imports_by_name, usual_names


class Memory(Protocol):
    """What earlier runs were told: plain data, by absolute path."""

    def get(self, path: str) -> tuple[State, Any] | None:
        """The state in which the file is now, and what was put for it; None where nothing was."""

    def save(self, found: Mapping[str, tuple[State, Any]]) -> None:
        """Put that, with the states for which it holds."""


@dataclass
class Told:
    """What a file tells. `bound`: the names that each of its imports binds. `by_name`: it imports modules by names that are data.
    `functions`: about how many it defines (a text that says `def ` counts too). `protocols`: it may define some.
    `dotted`: strings that may name modules.

    None as long as nobody asked: `effects`; `words`, all that stand in it, and `pieces`, those of its parts, with spaces between them.
    """

    imports: list[Import]
    bound: list[Bound]
    by_name: bool
    functions: int
    protocols: bool
    dotted: list[str]
    effects: Effects | None = None
    words: str | None = None
    pieces: list[str] | None = None

    def effects_in(self, data: bytes) -> Effects:
        """Its effects; `data` are its bytes."""
        if self.effects is None:
            self.effects = effects_of(data)
        return self.effects

    def bindings(self) -> Iterator[tuple[str, Import]]:
        """(name in the file, what is imported under it) of each import."""
        return bindings_of(zip(self.imports, self.bound, strict=True))


def read(data: bytes) -> Told:
    """What these bytes tell."""
    found = bound_imports(data)
    return Told(
        [one for one, _ in found],
        [bound for _, bound in found],
        imports_by_name(data),
        data.count(b"def "),
        b"Protocol" in data,
        dotted_in(data),
    )


def plain(told: Told) -> Any:
    """As data that hold no objects but Python's own."""
    effects = told.effects
    tree = effects.tree if effects is not None else None
    return (
        [tuple(one) for one in told.imports],
        [None if bound == usual_names(one) else bound for one, bound in zip(told.imports, told.bound, strict=True)],
        (told.by_name, told.functions, told.protocols, told.dotted),
        (told.words, told.pieces),
        None if effects is None else list(effects.names),
        None
        if tree is None
        else (tree.readable, list(tree.defined), [(name, list(among), text) for name, among, text in tree.stored]),
    )


def of_plain(data: Any) -> Told | None:
    """What `plain` gave that of; None where it did not."""
    try:
        plain_imports, plain_bound, (by_name, functions, protocols, dotted), (words, pieces), stores_in, tree = data
        imports = [Import(*one) for one in plain_imports]
        bound = [usual_names(one) if names is None else names for one, names in zip(imports, plain_bound, strict=True)]
        told = Told(imports, bound, by_name, functions, protocols, dotted, words=words, pieces=pieces)
        if stores_in is not None:
            told.effects = Effects(frozenset(stores_in))
            if tree is not None:
                readable, defined, stored = tree
                among = [(name, frozenset(mentioned), text) for name, mentioned, text in stored]
                told.effects.tree = Tree(readable, frozenset(defined), among)
        return told
    except (TypeError, ValueError):
        return None
