"""Identifiers."""

from __future__ import annotations

SINGLETONS = {"None": None, "True": True, "False": False}


def identifier(text: str) -> str:
    """A name as Python sees it: an `ﬁ` written in a name is `fi` (NFKC)."""
    if text.isascii():
        return text
    import unicodedata

    return unicodedata.normalize("NFKC", text)
