"""Colours by escape sequences, for output that is written line by line."""

from __future__ import annotations

_CODES = {
    "bold": "1",
    "dim": "2",
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "blue": "1;34",
    "cyan": "36",
}


def paint(text: str, style: str, color: bool) -> str:
    """`text` in a style, where colours are wanted."""
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if color and text else text
