"""Identifiers."""

from __future__ import annotations


def identifier(text: str) -> str:
    """A name as Python sees it: an `ﬁ` written in a name is `fi` (NFKC)."""
    if text.isascii():
        return text
    import unicodedata

    return unicodedata.normalize("NFKC", text)
