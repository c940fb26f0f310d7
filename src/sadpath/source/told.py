"""What the bytes of a file tell of other files, in a form that a later run can take up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from sadpath.cache.states import State
from sadpath.source.effects import Effects, Tree, effects_of
from sadpath.source.imports import Import, imports_by_name, imports_of


class Memory(Protocol):
    """What earlier runs were told: plain data, by absolute path."""

    def get(self, path: str) -> tuple[State, Any] | None:
        """The state in which the file is now, and what was put for it; None where nothing was."""

    def save(self, found: Mapping[str, tuple[State, Any]]) -> None:
        """Put that, with the states for which it holds."""


@dataclass
class Told:
    """What a file tells. `by_name`: it imports modules by names that are data. `effects`: None as long as nobody asked."""

    imports: list[Import]
    by_name: bool
    effects: Effects | None = None

    def effects_in(self, data: bytes) -> Effects:
        """Its effects; `data` are its bytes."""
        if self.effects is None:
            self.effects = effects_of(data)
        return self.effects


def read(data: bytes) -> Told:
    """What these bytes tell."""
    return Told(imports_of(data), imports_by_name(data))


def plain(told: Told) -> Any:
    """As data that hold no objects but Python's own."""
    effects = told.effects
    tree = effects.tree if effects is not None else None
    return (
        [tuple(one) for one in told.imports],
        told.by_name,
        None if effects is None else (list(effects.names), [(name, tuple(one)) for name, one in effects.bindings]),
        None
        if tree is None
        else (tree.readable, list(tree.defined), [(name, list(among), text) for name, among, text in tree.stored]),
    )


def of_plain(data: Any) -> Told | None:
    """What `plain` gave that of; None where it did not."""
    try:
        imports, by_name, effects, tree = data
        told = Told([Import(*one) for one in imports], by_name)
        if effects is not None:
            names, bindings = effects
            told.effects = Effects(frozenset(names), [(name, Import(*one)) for name, one in bindings])
            if tree is not None:
                readable, defined, stored = tree
                among = [(name, frozenset(mentioned), text) for name, mentioned, text in stored]
                told.effects.tree = Tree(readable, frozenset(defined), among)
        return told
    except (TypeError, ValueError):
        return None
