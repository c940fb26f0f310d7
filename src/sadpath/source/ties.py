"""What files tell of others: what they import, and in whose modules they store something."""

from __future__ import annotations

from collections.abc import Iterable, Set

from sadpath.cache.states import State
from sadpath.source.contents import Contents
from sadpath.source.effects import Stores, stores_of
from sadpath.source.imports import named_in, spelled_by, targets
from sadpath.source.modules import ModuleIndex
from sadpath.source.read import Unreadable
from sadpath.source.told import Memory, Told, of_plain, plain, read


class Ties:
    """Answers by absolute path, remembered until they are `changed`.

    `memory`: what earlier runs read of the files, for files that are on the disk.
    """

    def __init__(self, contents: Contents, index: ModuleIndex, memory: Memory | None) -> None:
        self.contents, self.index, self._memory = contents, index, memory
        self._importing: set[str] = set()
        self._told: dict[str, Told] = {}
        self._news: dict[str, State] = {}
        """The states of files of which the memory does not know all that was told."""
        self._remembered: dict[str, State | None] = {}
        """The states in which files were when the memory told of them."""
        self._targets: dict[str, list[str]] = {}
        self._stored_into: dict[str, list[str]] = {}
        self._stores: dict[str, Stores] = {}

    def changed(self, path: str) -> tuple[list[str] | None, list[str] | None]:
        """The bytes of a file are others now. What it imported, and in what it stored something, as far as that was known."""
        for told in (self._told, self._remembered, self._news, self._stores):
            told.pop(path, None)
        return self._targets.pop(path, None), self._stored_into.pop(path, None)

    # ------------------------------------------------------------------ what is told

    def told(self, path: str) -> Told:
        """What the file tells of others. Raises Unreadable."""
        if not self.remembers(path):
            self._told[path] = read(self.contents.data(path))
            self.note(path)
        return self._told[path]

    def remembers(self, path: str) -> bool:
        """Whether an earlier run has read the file as it is."""
        if path not in self._told and self._memory is not None and path not in self.contents.overlay:
            state, data = self._memory.get(path) or (None, None)
            told = of_plain(data)
            if told is not None:
                self._told[path], self._remembered[path] = told, state
        return path in self._told

    def note(self, path: str) -> bool:
        """More is told of the file than the memory knows; whether `remember` will give that to it."""
        state = self.contents.state(path)
        if self._memory is None or state is None or self._remembered.get(path, state) != state:
            return False
        self._news[path] = state
        return True

    def remember(self) -> None:
        """Give the memory what was told that it does not know."""
        if self._memory is not None:
            self._memory.save({path: (state, plain(self._told[path])) for path, state in self._news.items()})
            self._news.clear()

    # ------------------------------------------------------------------ imports

    def imports_by_name(self, path: str, does: bool) -> bool:
        """A file imports modules by names that are data, or doesn't: what it is given, others may spell.

        Whether that changes what files import.
        """
        before = bool(self._importing)
        (self._importing.add if does else self._importing.discard)(path)
        if before == bool(self._importing):
            return False
        self._targets.clear()
        return True

    def knows_targets(self, path: str) -> bool:
        """Whether nothing has to be read to know what the file imports."""
        return path in self._targets or self.remembers(path)

    def targets(self, path: str) -> list[str]:
        """The project's files that the file imports. Raises Unreadable."""
        known = self._targets.get(path)
        if known is None:
            told = self.told(path)
            known = targets(path, told.imports, self.index)
            if told.by_name:
                known = list(dict.fromkeys([*known, *named_in(self.contents.data(path), path, self.index)]))
            elif self._importing:
                known = list(dict.fromkeys([*known, *spelled_by(told.dotted, path, self.index)]))
            self._targets[path] = known
        return known

    # ------------------------------------------------------------------ stores

    def stored_into(self, reached: Set[str], hits: Iterable[str]) -> set[str]:
        """The files in whose modules the files `reached` store something that comes from these. `hits` hold a token."""
        holding = frozenset(hits)
        self._stored_into = {path: self.changed_by(path, reached, path in holding) for path in reached}
        return {target for stores in self._stored_into.values() for target in stores}

    def changed_by(self, path: str, reached: Set[str], hit: bool) -> list[str]:
        """The project's files in whose modules the file stores something that comes from the files `reached`, or from its own
        tokens where it is a `hit`.
        """
        stores = self._stores.get(path)
        if stores is None:
            try:
                stores = self._stores[path] = self.stores(path)
            except Unreadable:
                return []
        return stores.changed(reached.__contains__, hit=hit)

    def stores(self, path: str) -> Stores:
        """What the file stores in others. Raises Unreadable."""
        told = self.told(path)
        effects = told.effects or told.effects_in(self.contents.data(path))
        tree = effects.tree
        found = stores_of(path, effects, told.bindings(), lambda: self.contents.data(path), self.index)
        if effects.tree is not tree:
            self.note(path)
        return found
