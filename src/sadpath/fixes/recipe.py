"""What a check leaves behind so that a fix can be made later: plain data, no syntax tree.

Importing this module loads nothing heavy; the modules that turn a recipe into edits load LibCST.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sadpath.walk.program import Module


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A range in the text of a file (`\\n` for every line end, no byte order mark): 0-based offsets in code points.

    `digest` is that of the text that the analysis saw, so that nothing is mended in another one.
    """

    path: str
    start: int
    end: int
    digest: str


@dataclass(frozen=True, slots=True, order=True)
class Recipe:
    """A fix that nobody has made yet. `kind` names the module of `sadpath.fixes` that makes it from `spots` and `words`."""

    kind: str
    title: str
    safe: bool
    spots: tuple[Spot, ...]
    words: tuple[str, ...] = ()


def digest_of(text: str) -> str:
    """A short fingerprint of a text."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def spot_of(module: Module, node: ast.AST) -> Spot:
    """Where an `ast` node stands in the text of its module."""
    text = module.text
    start = _offset(text, getattr(node, "lineno", 1), getattr(node, "col_offset", 0))
    end = _offset(text, getattr(node, "end_lineno", None) or 1, getattr(node, "end_col_offset", None) or 0)
    return Spot(module.path, start, end, digest_of(text))


def recipe(
    kind: str, title: str, places: Iterable[tuple[Module, ast.AST]], *words: str, safe: bool = False
) -> tuple[Recipe, ...]:
    """A recipe over these nodes; none where one of them is not the project's."""
    found = list(places)
    if not found or any(not module.project or not module.text for module, _ in found):
        return ()
    return (Recipe(kind, title, safe, tuple(spot_of(module, node) for module, node in found), words),)


def _offset(text: str, line: int, byte_offset: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.index("\n", start) + 1
    end = text.find("\n", start)
    found = text[start : end if end >= 0 else len(text)]
    if not found.isascii():
        return start + len(found.encode("utf-8", "surrogatepass")[:byte_offset].decode("utf-8", "ignore"))
    return start + byte_offset
