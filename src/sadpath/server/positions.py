"""Positions between the protocol (lines from 0, columns from 0 in the negotiated units) and findings (from 1, code points)."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types

UTF8, UTF16, UTF32 = (
    types.PositionEncodingKind.Utf8,
    types.PositionEncodingKind.Utf16,
    types.PositionEncodingKind.Utf32,
)


def units(line: str, column: int, encoding: str) -> int:
    """The column in the client's units (from 0) of a column in code points (from 1)."""
    before = line[: max(column - 1, 0)]
    if before.isascii() or encoding == UTF32:
        return len(before)
    if encoding == UTF8:
        return len(before.encode("utf-8", "surrogatepass"))
    return len(before.encode("utf-16-le", "surrogatepass")) // 2


def code_points(line: str, column: int, encoding: str) -> int:
    """The column in code points (from 1) of a column in the client's units (from 0)."""
    if line.isascii() or encoding == UTF32:
        return min(column, len(line)) + 1
    if encoding == UTF8:
        return len(line.encode("utf-8", "surrogatepass")[:column].decode("utf-8", "ignore")) + 1
    return len(line.encode("utf-16-le", "surrogatepass")[: 2 * column].decode("utf-16-le", "ignore")) + 1


def place_for(lines: Sequence[str], line: int, column: int, encoding: str) -> tuple[int, int]:
    """The client's line and character of a line and column (from 1, code points)."""
    if line > len(lines):
        return max(len(lines) - 1, 0), units(lines[-1], 1 << 30, encoding) if lines else 0
    return line - 1, units(lines[line - 1], column, encoding)


def to_client(lines: Sequence[str], line: int, column: int, encoding: str) -> types.Position:
    """As `place_for`, as the protocol's type."""
    return types.Position(*place_for(lines, line, column, encoding))


def from_client(lines: Sequence[str], position: types.Position, encoding: str) -> tuple[int, int]:
    """(line, column), both from 1, in code points, of the client's position."""
    if position.line >= len(lines):
        return max(len(lines), 1), (len(lines[-1]) if lines else 0) + 1
    return position.line + 1, code_points(lines[position.line], position.character, encoding)
