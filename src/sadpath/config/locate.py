"""The line of a key in TOML text. The parser of the standard library gives values without their places."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_HEADER = re.compile(r"\s*\[\[?(?P<keys>[^\[\]]*(?:\"[^\"]*\"[^\[\]]*|'[^']*'[^\[\]]*)*)\]\]?\s*(?:#.*)?$")
_KEYS = re.compile(
    r"""\s*(?P<keys>(?:[\w-]+|"(?:[^"\\]|\\.)*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"(?:[^"\\]|\\.)*"|'[^']*'))*)\s*="""
)
_LONG = re.compile(r"\"\"\"|'''")
_PLACE = re.compile(r"at line (\d+)")


def line_of(text: str, path: Sequence[str]) -> int | None:
    """The 1-based line where the key `path` is set, else that of the longest part of it; None where none is found."""
    best: tuple[int, int] | None = None
    for number, keys in _set_keys(text):
        length = _common(keys, path)
        if length and (best is None or length > best[0]):
            best = (length, number)
    return best[1] if best else None


def line_of_mistake(error: Exception) -> int | None:
    """The 1-based line that a parser's error names; None where it names none."""
    found = _PLACE.search(str(error))
    return int(found[1]) if found else None


def _set_keys(text: str) -> Iterator[tuple[int, list[str]]]:
    """(line, full key) of each line that opens a table or sets a key; the inside of long texts is left out."""
    table: list[str] = []
    inside = ""
    for number, line in enumerate(text.split("\n"), start=1):
        opened = inside
        for mark in _LONG.findall(line):
            inside = mark if not inside else ("" if mark == inside else inside)
        if opened:
            continue
        if header := _HEADER.match(line):
            table = _split(header["keys"])
            yield number, table
        elif found := _KEYS.match(line):
            yield number, [*table, *_split(found["keys"])]


def _split(dotted: str) -> list[str]:
    """The parts of a dotted key; none where it is no key."""
    try:
        table: dict[str, Any] = tomllib.loads(f"{dotted} = 0")
    except tomllib.TOMLDecodeError:
        return []
    parts: list[str] = []
    value: Any = table
    while isinstance(value, dict):
        name, value = next(iter(value.items()))
        parts.append(name)
    return parts


def _common(keys: Sequence[str], path: Sequence[str]) -> int:
    """How many parts of `path` the key `keys` gives: 0 unless one begins with the other."""
    length = min(len(keys), len(path))
    return length if list(keys[:length]) == list(path[:length]) else 0
