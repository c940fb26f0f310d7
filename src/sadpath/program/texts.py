"""What is told of the files of a project from their bytes, each file read once until it changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from sadpath.program.links import Links, links_of, words_of
from sadpath.program.pieces import pieces_of
from sadpath.source.read import Unreadable

if TYPE_CHECKING:
    from sadpath.source.ties import Ties

T = TypeVar("T")


class Texts:
    """Answers by absolute path, remembered until `changed`; files that can't be read are empty."""

    def __init__(self, ties: Ties) -> None:
        self.ties = ties
        self._links: dict[str, Links] = {}
        self._words: dict[str, frozenset[str]] = {}
        self._pieces: dict[str, list[frozenset[str]]] = {}

    def changed(self, path: str) -> None:
        """The bytes of a file are others now."""
        for memory in (self._links, self._words, self._pieces):
            memory.pop(path, None)

    def targets(self, path: str) -> list[str]:
        """The project's files that the file imports."""
        return self._answer(self.ties.targets, path, [])

    def links(self, path: str) -> Links:
        """What its names stand for."""
        found = self._links.get(path)
        if found is None:
            found = self._links[path] = self._answer(self._read_links, path, Links())
        return found

    def _read_links(self, path: str) -> Links:
        return links_of(path, self.ties.told(path), lambda: self.ties.contents.data(path), self.ties.index)

    def words(self, path: str) -> frozenset[str]:
        """All words in it."""
        found = self._words.get(path)
        if found is None:
            found = self._words[path] = self._answer(self._read_words, path, frozenset())
        return found

    def _read_words(self, path: str) -> frozenset[str]:
        told = self.ties.told(path)
        if told.words is None:
            found = words_of(self.ties.contents.data(path))
            if self.ties.note(path):
                told.words = " ".join(found)
            return found
        return split(told.words)

    def pieces(self, path: str) -> list[frozenset[str]]:
        """The words of its top-level statements; of several ones together where that is quicker to tell."""
        found = self._pieces.get(path)
        if found is None:
            found = self._pieces[path] = self._answer(self._read_pieces, path, [])
        return found

    def _read_pieces(self, path: str) -> list[frozenset[str]]:
        told = self.ties.told(path)
        if told.pieces is None:
            found = pieces_of(self.ties.contents.data(path))
            if self.ties.note(path):
                told.pieces = [" ".join(words) for words in found]
            return found
        return [*map(split, told.pieces)]

    def has_protocols(self, path: str) -> bool:
        """Whether it may define protocols."""
        return self._answer(lambda path: self.ties.told(path).protocols, path, False)

    def functions(self, path: str) -> int:
        """About how many functions it defines: a text that says `def ` counts too."""
        return self._answer(lambda path: self.ties.told(path).functions, path, 0)

    def _answer(self, ask: Callable[[str], T], path: str, otherwise: T) -> T:
        try:
            return ask(path)
        except Unreadable:
            return otherwise


def split(words: str) -> frozenset[str]:
    """The words of a text that has single spaces between them."""
    return frozenset(words.split(" ")) if words else frozenset()
