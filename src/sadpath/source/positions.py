"""Where things are in a text, between `ast`'s convention and people's.

`ast` counts lines from 1 and columns in UTF-8 bytes from 0. People and reports count columns in code points from 1.
For editors' columns see `sadpath.server.positions`.
"""

from __future__ import annotations

import re
from bisect import bisect_right

_LINE_END = re.compile(r"\r\n?|\n")


def _encode(text: str) -> bytes:
    # A lone surrogate can't be in a file, but it can be in a string that an editor sends.
    return text.encode("utf-8", "surrogatepass")


def _before(text_line: str, byte_offset: int) -> str:
    if text_line.isascii():
        return text_line[:byte_offset]
    return _encode(text_line)[:byte_offset].decode("utf-8", "ignore")


def column(text_line: str, byte_offset: int) -> int:
    """The 1-based column in code points of a 0-based UTF-8 byte offset in a line, at most one past its last."""
    return len(_before(text_line, byte_offset)) + 1


class LineTable:
    r"""The lines of a text as `ast` counts them: `\n`, `\r\n` and a lone `\r` end a line, a form feed does not.

    The text must not begin with a byte order mark: `ast` does not count it.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        ends = list(_LINE_END.finditer(text))
        self._starts = [0, *(match.end() for match in ends)]
        self._ends = [*(match.start() for match in ends), len(text)]
        self._ascii = text.isascii()
        self._bytes: dict[int, list[int] | None] = {}

    def __len__(self) -> int:
        """How many lines there are; the empty one after a last line end counts."""
        return len(self._starts)

    def line(self, number: int) -> str:
        """The line of that 1-based number without its end; the empty string where there is none."""
        if not 1 <= number <= len(self._starts):
            return ""
        return self.text[self._starts[number - 1] : self._ends[number - 1]]

    def position(self, offset: int) -> tuple[int, int]:
        """The (1-based line, 0-based UTF-8 byte column) of a 0-based code point offset in the text."""
        index = bisect_right(self._starts, offset) - 1
        points = offset - self._starts[index]
        if self._ascii:
            return index + 1, points
        columns = self._byte_columns(index)
        return index + 1, points if columns is None else columns[min(points, len(columns) - 1)]

    def offset(self, line: int, byte_offset: int) -> int:
        """The 0-based code point offset of a (1-based line, 0-based UTF-8 byte column): the inverse of `position`."""
        return self._starts[line - 1] + len(_before(self.line(line), byte_offset))

    def _byte_columns(self, index: int) -> list[int] | None:
        """The byte column of each code point of a line; None where all are one byte. Kept: a line may be long."""
        if index not in self._bytes:
            # With its line end: a node may end there.
            end = self._starts[index + 1] if index + 1 < len(self._starts) else len(self.text)
            text = self.text[self._starts[index] : end]
            columns: list[int] | None = None
            if not text.isascii():
                columns = [0]
                for char in text:
                    columns.append(columns[-1] + len(_encode(char)))
            self._bytes[index] = columns
        return self._bytes[index]
