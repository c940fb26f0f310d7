"""Places as other programs count and name them.

Findings count columns in code points from 1. SARIF and its viewers want UTF-16 units, reviewdog wants UTF-8 bytes, and
code hosts want paths from the root of the repository, wherever the command ran.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Protocol

from sadpath.output.sources import Sources

ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY")
"""Variables in which CI systems say where the repository is checked out."""


class Ranged(Protocol):
    """A finding, a place or an edit: 1-based lines and columns in code points, the end column after the last one."""

    @property
    def path(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...
    @property
    def end_line(self) -> int: ...
    @property
    def end_column(self) -> int: ...


Range = tuple[int, int, int, int]
"""Line, column, end line, end column, all 1-based."""


def utf16_range(place: Ranged, sources: Sources) -> Range:
    """The range with its columns in UTF-16 units. Where the line can't be read, a unit for each code point."""
    return _range(place, sources, lambda text: len(text.encode("utf-16-le", "surrogatepass")) // 2)


def utf8_range(place: Ranged, sources: Sources) -> Range:
    """The range with its columns in UTF-8 bytes. Where the line can't be read, a byte for each code point."""
    return _range(place, sources, lambda text: len(text.encode("utf-8", "surrogatepass")))


def repository_path(path: str) -> str:
    """The path from the root of the repository that CI has checked out, else as it is printed; with `/`."""
    absolute = os.path.abspath(path)
    for variable in ROOTS:
        root = os.environ.get(variable)
        if root and absolute.startswith(os.path.join(os.path.abspath(root), "")):
            return os.path.relpath(absolute, root).replace(os.sep, "/")
    return path.replace(os.sep, "/")


def _range(place: Ranged, sources: Sources, length: Callable[[str], int]) -> Range:
    line, end_line = max(place.line, 1), max(place.end_line, place.line, 1)
    column = _column(sources.line(place.path, line), place.column, length)
    end_column = _column(sources.line(place.path, end_line), place.end_column, length)
    return line, column, end_line, max(end_column, column) if end_line == line else end_column


def _column(text: str | None, column: int, length: Callable[[str], int]) -> int:
    column = max(column, 1)
    if text is None or text.isascii():
        return column
    # beyond the text only its line end can be meant
    return length(text[: column - 1]) + 1 + max(column - 1 - len(text), 0)
