"""Reading from the client: pygls takes headers in one spelling only, and never finds its way back after a wrong length."""

from __future__ import annotations

import re
from typing import BinaryIO

_LENGTH = re.compile(rb"content-length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r?\n$", re.IGNORECASE)
MOST = 1 << 28
"""Bytes; a longer message is taken for a mistake in its header."""
NO_MESSAGE = b"?"


class Wire:
    """A stream of messages whose headers come out as pygls wants them.

    Their case and blanks don't matter. A length may stand behind the rest of a message that was longer than it said. A
    header without a length gives a message that is no JSON, so that the client hears of it.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.length: int | None = None
        self.in_header = False
        self.made_up: list[bytes] = []

    def readline(self) -> bytes:
        """The next line of a header; empty at the end."""
        while not self.made_up:
            line = self.stream.readline()
            if not line:
                return b""
            found = _LENGTH.search(line)
            if found is not None and int(found[1]) <= MOST:
                self.length = int(found[1])
            self.in_header = self.in_header or bool(line.strip())
            if line.strip() or not self.in_header:
                continue
            # an empty line: the header is over
            length, self.length, self.in_header = self.length, None, False
            if not length:
                self.made_up = [NO_MESSAGE]
            size = length or len(NO_MESSAGE)
            self.made_up = [b"Content-Length: %d\r\n" % size, b"\r\n", *self.made_up]
        return self.made_up.pop(0)

    def read(self, size: int) -> bytes:
        """The body; shorter at the end."""
        return self.made_up.pop(0) if self.made_up else self.stream.read(size)
