"""Reading a file as Python reads it: byte order mark, encoding declaration, line ends."""

from __future__ import annotations

import codecs
import os
import re
from dataclasses import dataclass, field

_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_BLANK = re.compile(rb"^[ \t\f]*(?:#.*)?$")
_NEWLINE = re.compile(rb"\r\n?|\n")
_CHUNK = 1 << 20
_HEAD = 512
"""Bytes in which a declared encoding stands: two lines, as people write them."""


class Unreadable(Exception):
    """A file that can't be read as Python source. `reason` is for people; `line` is 1-based."""

    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text. `text` has `\\n` for every line end; `newline` is the line end that the file used first.

    `lines` splits where Python's tokenizer does: a form feed or U+2028 ends no line (`str.splitlines` says otherwise).
    """

    path: str
    text: str
    data: bytes
    encoding: str
    newline: str = "\n"
    bom: bool = False
    lines: list[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", self.text.split("\n"))


def read_bytes(path: str) -> bytes:
    """The bytes of a file. Raises Unreadable with a reason that a person understands."""
    return read_with_status(path)[0]


def read_with_status(path: str) -> tuple[bytes, os.stat_result]:
    """The bytes of a file, and its status before they were read. Raises Unreadable."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            status = os.fstat(handle)
            data = os.read(handle, status.st_size + 1)
            if len(data) == status.st_size:
                return data, status
            # it is growing, or no regular file
            parts = [data]
            while part := os.read(handle, _CHUNK):
                parts.append(part)
            return b"".join(parts), status
        finally:
            os.close(handle)
    except PermissionError:
        raise Unreadable("permission denied") from None
    except FileNotFoundError:
        raise Unreadable("no such file") from None
    except IsADirectoryError:
        raise Unreadable("a directory, not a file") from None
    except OSError as error:
        raise Unreadable(error.strerror or str(error)) from None


def read_source(path: str, data: bytes | None = None) -> Source:
    """The text of the file at `path`, or of `data` where its bytes are at hand already. Raises Unreadable."""
    if data is None:
        data = read_bytes(path)
    encoding, bom = declared_encoding(data)
    nul = data.find(b"\0")
    if nul >= 0:
        raise Unreadable("a binary file (it has a NUL byte)", _line_at(data, nul))
    body = data[3:] if bom else data
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        line = _line_at(body, error.start)
        declared = "declared" if _cookie(data) else "assumed, as none is declared"
        wrong = body[error.start : error.start + 1]
        raise Unreadable(f"byte 0x{wrong.hex()} is no {encoding} text (the encoding {declared})", line) from None
    except (UnicodeError, LookupError, ValueError) as error:
        raise Unreadable(f"can't be decoded as {encoding}: {error}") from None
    first = _NEWLINE.search(body)
    newline = first.group().decode() if first else "\n"
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Source(path, text, data, encoding, newline, bom)


def as_utf8(data: bytes) -> bytes:
    """The bytes as they would be in UTF-8, without a byte order mark and with no line that ends in `\\r` alone.

    They stay what they are where they can't be decoded. A declaration of the encoding stays too, true or not.
    """
    if data.startswith(codecs.BOM_UTF8):
        data = data[3:]
    if data.find(b"coding", 0, _HEAD) >= 0:
        try:
            encoding = declared_encoding(data)[0]
            if encoding not in ("utf-8", "ascii"):
                data = data.decode(encoding).encode()
        except (Unreadable, UnicodeError, LookupError, ValueError):
            return data
    if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return data


def declared_encoding(data: bytes) -> tuple[str, bool]:
    """(the encoding's name, whether a UTF-8 byte order mark is in front). Raises Unreadable for a wrong declaration."""
    bom = data.startswith(codecs.BOM_UTF8)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Unreadable("UTF-16 text, which Python doesn't read; save it as UTF-8")
    found = _cookie(data)
    if found is None:
        return "utf-8", bom
    name, line = found
    try:
        codec = codecs.lookup(_normal(name))
    except (LookupError, ValueError):
        raise Unreadable(f"unknown encoding declared: {name}", line) from None
    if not getattr(codec, "_is_text_encoding", True):
        raise Unreadable(f"the declared encoding {name} is not one for text", line)
    if bom and codec.name != "utf-8":
        raise Unreadable(f"the file starts with a UTF-8 byte order mark but declares {name}", line)
    return codec.name, bom


def _cookie(data: bytes) -> tuple[str, int] | None:
    """The encoding that one of the first two lines declares (PEP 263), and that line's number."""
    head = data[3:] if data.startswith(codecs.BOM_UTF8) else data
    position = 0
    for number in (1, 2):
        end = _NEWLINE.search(head, position)
        line = head[position : end.start() if end else len(head)]
        match = _COOKIE.match(line)
        if match:
            return match.group(1).decode("ascii", "replace"), number
        if end is None or not _BLANK.match(line):
            return None
        position = end.end()
    return None


def _normal(name: str) -> str:
    """Editors add line ends to a name (`utf-8-unix`); Python looks past them, as in its own tokenizer."""
    plain = name[:12].lower().replace("_", "-")
    if plain == "utf-8" or plain.startswith("utf-8-"):
        return "utf-8"
    for latin in ("latin-1", "iso-8859-1", "iso-latin-1"):
        if plain == latin or plain.startswith(latin + "-"):
            return "iso-8859-1"
    return name


def _line_at(data: bytes, offset: int) -> int:
    return len(_NEWLINE.findall(data, 0, offset)) + 1
