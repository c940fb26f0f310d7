"""How wide text is on a terminal, and how source text is shown there."""

from __future__ import annotations

import unicodedata

_TAB = "    "
_WIDE_PRESENTATION = "\ufe0f"
_JOINER = "\u200d"
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def width(text: str) -> int:
    """The columns that `text` takes: wide letters and emoji two, marks that combine none."""
    if text.isascii():
        return len(text)
    total = last = 0
    joined = False
    for char in text:
        if char == _WIDE_PRESENTATION:
            total += 1 if last == 1 else 0
            last = 2
            continue
        if joined or (0x1F3FB <= ord(char) <= 0x1F3FF and last == 2):
            joined = False  # part of the emoji before
            continue
        if char == _JOINER:
            joined = last == 2
            continue
        if unicodedata.category(char) in ("Mn", "Me", "Cf"):
            continue
        last = 2 if unicodedata.east_asian_width(char) in "WF" else 1
        total += last
    return total


def shown(text: str) -> str:
    """Source text as it may be printed: tabs as four spaces, nothing that steers a terminal or turns text around."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text))


def _shown(char: str) -> str:
    if char == "\t":
        return _TAB
    if char < " ":
        return chr(0x2400 + ord(char))
    if char == "\x7f":
        return "\u2421"
    if "\x80" <= char < "\xa0" or char in _BIDI or "\ud800" <= char <= "\udfff":
        return "\ufffd"
    return char
