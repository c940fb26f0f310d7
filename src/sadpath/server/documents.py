"""Open documents, with lines as the protocol counts them, and what of them is analysed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lsprotocol import types
from pygls.workspace import TextDocument, Workspace

from sadpath.source.read import Unreadable, declared_encoding

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_MAGIC = re.compile(r"^(\s*)[%!?].*$", re.MULTILINE)


class Document(TextDocument):
    """A document whose lines end where the protocol says: pygls also ends them at form feeds and U+2028, and then
    applies changes at the wrong places."""

    @property
    def lines(self) -> Sequence[str]:
        """The lines with their ends."""
        return tuple(_LINES.findall(self.source))


class Documents(Workspace):
    """The editor's documents."""

    def _create_text_document(
        self,
        doc_uri: str,
        source: str | None = None,
        version: int | None = None,
        language_id: str | None = None,
    ) -> TextDocument:
        return Document(
            doc_uri,
            source=source,
            version=version,
            language_id=language_id,
            sync_kind=self._sync_kind,
            position_codec=self._position_codec,
        )


@dataclass(frozen=True)
class Part:
    """A document that is a file, or a cell that is some lines of one. `first` counts from 0."""

    uri: str
    version: int | None
    first: int
    count: int


@dataclass(frozen=True)
class Buffer:
    """The text of a file as the editor has it: its bytes, and the documents that it is made of."""

    data: bytes
    parts: tuple[Part, ...]


def buffer_of(document: TextDocument) -> Buffer:
    """The buffer of a document that is a whole file."""
    part = Part(document.uri, document.version, 0, document.source.count("\n") + document.source.count("\r") + 1)
    return Buffer(encoded(document.source), (part,))


def buffer_of_cells(cells: Sequence[TextDocument]) -> Buffer:
    """The buffer of a notebook: its cells of Python one after another; IPython's own commands do nothing, cells in other languages are empty."""
    parts: list[Part] = []
    texts: list[str] = []
    first = 0
    for cell in cells:
        text = re.sub(r"\r\n?", "\n", cell.source)
        text = "\n" * text.count("\n") if text.startswith("%%") else _MAGIC.sub(lambda match: f"{match[1]}pass", text)
        count = text.count("\n") + 1
        parts.append(Part(cell.uri, cell.version, first, count))
        texts.append(text)
        first += count
    return Buffer("\n".join(texts).encode("utf-8", "surrogatepass"), tuple(parts))


def encoded(text: str) -> bytes:
    """The bytes that a text is in a file, by the encoding that it declares; what that can't hold becomes a `?`."""
    plain = text.encode("utf-8", "replace")
    try:
        name, _ = declared_encoding(plain)
    except Unreadable:
        return plain
    if name in ("utf-8", "utf8"):
        return plain
    try:
        return text.encode(name, "replace")
    except (LookupError, UnicodeError):
        return plain


NOTEBOOKS = types.NotebookDocumentSyncOptions(
    notebook_selector=[
        types.NotebookDocumentFilterWithCells(cells=[types.NotebookCellLanguage(language="python")]),
    ],
    save=True,
)
