"""Cutting the text of a module where its functions and classes begin, without parsing it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

WORDS = re.compile(r"[^\W\d]\w*")
_DEFINITION = re.compile(r"^(?:@[^\n]*\n(?:[ \t\f)\]}#][^\n]*\n|\r?\n)*)*(?:async[ \t]+def|def|class)\b", re.MULTILINE)
"""Where a definition begins, its decorators too. No bracket can be open there; what stands in a text of several lines looks alike."""
_QUOTES = ('"""', "'''")


def words_in(text: str) -> frozenset[str]:
    """All words in a piece of Python, as the language compares them."""
    return frozenset(WORDS.findall(text if text.isascii() else unicodedata.normalize("NFKC", text)))


def pieces_of(data: bytes) -> list[frozenset[str]]:
    """The words of each piece of a file: of one top-level statement or several, never of a part of one."""
    return [words_in(piece) for piece in pieces(data.decode("utf-8", "replace"))]


def pieces(text: str) -> Iterator[str]:
    """The text in pieces."""
    start = 0
    for definition in _DEFINITION.finditer(text):
        # an open text goes on: what begins there may be a part of it
        if definition.start() > start and not any(text.count(q, start, definition.start()) % 2 for q in _QUOTES):
            yield text[start : definition.start()]
            start = definition.start()
    yield text[start:]
