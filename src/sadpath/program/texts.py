"""What is told of the files of a project from their bytes, each file read once until it changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from sadpath.program.links import Links, links_of, words_of
from sadpath.program.pieces import pieces_of
from sadpath.source.read import Unreadable

if TYPE_CHECKING:
    from sadpath.source.search import Search

T = TypeVar("T")


class Texts:
    """Answers by absolute path, remembered until `changed`; files that can't be read are empty."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self._links: dict[str, Links] = {}
        self._words: dict[str, frozenset[str]] = {}
        self._pieces: dict[str, list[frozenset[str]]] = {}
        self._functions: dict[str, int] = {}
        self._protocols: dict[str, bool] = {}

    def changed(self, path: str) -> None:
        """The bytes of a file are others now."""
        for memory in (self._links, self._words, self._pieces, self._functions, self._protocols):
            memory.pop(path, None)

    def targets(self, path: str) -> list[str]:
        """The project's files that the file imports."""
        try:
            return self.search.targets(path)
        except Unreadable:
            return []

    def links(self, path: str) -> Links:
        """What its names stand for."""
        found = self._links.get(path)
        if found is None:
            try:
                found = links_of(path, self.search.told(path), lambda: self.search.data(path), self.search.index)
            except Unreadable:
                found = Links()
            self._links[path] = found
        return found

    def words(self, path: str) -> frozenset[str]:
        """All words in it."""
        return self._told(self._words, path, words_of, frozenset())

    def pieces(self, path: str) -> list[frozenset[str]]:
        """The words of its top-level statements; of several ones together where that is quicker to tell."""
        return self._told(self._pieces, path, pieces_of, [])

    def has_protocols(self, path: str) -> bool:
        """Whether it may define protocols."""
        return self._told(self._protocols, path, lambda data: b"Protocol" in data, False)

    def functions(self, path: str) -> int:
        """About how many functions it defines: a text that says `def ` counts too."""
        return self._told(self._functions, path, lambda data: data.count(b"def "), 0)

    def _told(self, memory: dict[str, T], path: str, tell: Callable[[bytes], T], otherwise: T) -> T:
        if path not in memory:
            try:
                memory[path] = tell(self.search.data(path))
            except Unreadable:
                memory[path] = otherwise
        return memory[path]
