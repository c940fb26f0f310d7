"""A document in the analysis thread: what features ask about it, with positions in the client's units."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lsprotocol import types

from sadpath.server.documents import Part
from sadpath.server.positions import from_client, place_for
from sadpath.server.project import Project

if TYPE_CHECKING:
    from sadpath.findings import Edit, Finding, Place
    from sadpath.walk.program import Module

Span = tuple[int, int, int, int]
"""Line and character of the start, then of the end, as the protocol counts them."""


@dataclass(frozen=True)
class View:
    """One document (`uri`) of the file `path`, and the client's units for columns."""

    project: Project
    path: str
    uri: str
    encoding: str

    @property
    def lines(self) -> list[str]:
        """The lines of the whole file, without their ends."""
        return self.project.lines(self.path)

    @property
    def part(self) -> Part:
        """The lines of the file that the document holds."""
        parts = self.project.parts(self.path)
        return next((part for part in parts if part.uri == self.uri), parts[0])

    def module(self) -> Module | None:
        """The parsed module, where the file matters to the analysis."""
        loader = self.project.workspace.loader if self.project.workspace is not None else None
        return loader.parsed.get(self.path) if loader is not None else None

    def findings(self) -> Iterator[Finding]:
        """The findings of the document."""
        return self.those_in(self.project.findings.get(self.path, ()))

    def those_in(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Those of a file's findings that are in the document."""
        part = self.part
        for finding in findings:
            if part.first < finding.line <= part.first + part.count:
                yield finding

    def place(self, position: types.Position) -> tuple[int, int]:
        """(line, column) in the file, from 1, in code points, of a position in the document."""
        first = self.part.first
        shifted = types.Position(line=position.line + first, character=position.character)
        return from_client(self.lines, shifted, self.encoding)

    def range(self, place: Place | Finding | Edit) -> types.Range:
        """The range in the document of something in the file."""
        return self.range_of(place.line, place.column, place.end_line, place.end_column)

    def range_of(self, line: int, column: int, end_line: int, end_column: int) -> types.Range:
        """As `range`; lines and columns from 1, in code points."""
        return as_range(self.span(line, column, end_line, end_column))

    def span(self, line: int, column: int, end_line: int, end_column: int) -> Span:
        """As `range_of`, as plain numbers."""
        lines, first = self.lines, self.part.first
        start, character = place_for(lines, line, column, self.encoding)
        end, end_character = place_for(lines, end_line, end_column, self.encoding)
        return max(start - first, 0), character, max(end - first, 0), end_character

    def range_of_node(self, node: ast.AST) -> tuple[int, int, int, int]:
        """(line, column, end line, end column) of a node of the module, from 1, in code points."""
        from sadpath.source.positions import column

        line: int = getattr(node, "lineno", 1)
        end: int = getattr(node, "end_lineno", None) or line
        texts = self.lines

        def at(number: int, offset: int) -> int:
            return column(texts[number - 1], offset) if 0 < number <= len(texts) else offset + 1

        start_offset, end_offset = getattr(node, "col_offset", 0), getattr(node, "end_col_offset", None) or 0
        return line, at(line, start_offset), end, at(end, end_offset)

    def at(self, place: Place) -> tuple[str, Span]:
        """The document and the range of a place in any file."""
        found = self.other(os.path.abspath(place.path), place.line)
        return found.uri, found.span(place.line, place.column, place.end_line, place.end_column)

    def other(self, path: str, line: int = 1) -> View:
        """The document that holds a line of another file."""
        parts = self.project.parts(path)
        part = next((p for p in parts if p.first < line <= p.first + p.count), parts[0])
        return View(self.project, path, part.uri, self.encoding)


def as_range(span: Span) -> types.Range:
    """A span as the protocol's type."""
    return types.Range(types.Position(*span[:2]), types.Position(*span[2:]))
