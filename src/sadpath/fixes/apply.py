"""Fixes put into texts: all disjoint ones at once, each of them held against the parser."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from sadpath.findings import Edit, Finding, Fix
from sadpath.source.parse import SyntaxProblem, parse
from sadpath.source.positions import LineTable
from sadpath.source.read import Source

BOM = b"\xef\xbb\xbf"


class Unfixable(Exception):
    """A file whose text would not come back byte for byte, or can't hold what a fix writes."""


class Draft:
    """The text of one file, and the edits that are to go into it.

    Raises Unfixable for a file whose bytes its own encoding does not give back.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        body = source.data[len(BOM) :] if source.bom else source.data
        self.text = body.decode(source.encoding)  # with the line ends that it has
        if self.text.encode(source.encoding) != body:
            raise Unfixable(
                f"{source.path}: it is left as it is, as {source.encoding} would not give back the same bytes"
            )
        self.lines = LineTable(self.text)
        self.edits: list[tuple[int, int, str]] = []

    def offsets(self, edit: Edit) -> tuple[int, int, str]:
        """The edit as offsets in `text`. Raises Unfixable for a place that the file does not have."""
        text = edit.text.replace("\r\n", "\n").replace("\n", self.source.newline)
        return self._offset(edit.line, edit.column), self._offset(edit.end_line, edit.end_column), text

    def _offset(self, line: int, column: int) -> int:
        if not 1 <= line <= len(self.lines) or not 1 <= column <= len(self.lines.line(line)) + 1:
            raise Unfixable(f"{self.source.path}:{line}:{column}: there is no such place")
        return self.lines.offset(line, 0) + column - 1

    def takes(self, edit: tuple[int, int, str]) -> bool:
        """Whether the edit keeps clear of those that are in; the very same one may be wanted twice."""
        return edit in self.edits or all(edit[1] < start or end < edit[0] for start, end, _ in self.edits)

    def result(self, edits: Iterable[tuple[int, int, str]]) -> str:
        """The text with these disjoint edits."""
        text = self.text
        for start, end, new in sorted(set(edits), reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def encoded(self, text: str) -> bytes:
        """The bytes of a text in the encoding of this file. Raises UnicodeEncodeError for a character that it lacks."""
        return (BOM if self.source.bom else b"") + text.encode(self.source.encoding)


@dataclass
class Applied:
    """What `apply` did: the new bytes by path, the findings that were fixed with their fixes, our own mistakes,
    and files that can't be fixed."""

    data: dict[str, bytes] = field(default_factory=dict)
    fixed: list[tuple[Finding, Fix]] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def apply(chosen: Sequence[tuple[Finding, Fix]], read: Callable[[str], Source | None]) -> Applied:
    """Put the fixes into the files; one that touches an earlier one is left out, and is a case for the next pass.

    A fix goes in with all of its edits or not at all. `read` gives the text of a path as findings print it, or None.
    """
    applied = Applied()
    drafts: dict[str, Draft] = {}
    for finding, fix in chosen:
        try:
            wanted = [(edit.path, draft_of(edit.path, drafts, read).offsets(edit)) for edit in fix.edits]
        except Unfixable as problem:
            if str(problem) not in applied.problems:
                applied.problems.append(str(problem))
            continue
        if not all(drafts[path].takes(edit) for path, edit in wanted):
            continue
        wrong = try_out(wanted, drafts)
        if wrong:
            place = f"{finding.path}:{finding.line}:{finding.column}"
            applied.mistakes.append(f"{place}: the fix {fix.title!r} of {finding.rule} was dropped: {wrong}")
            continue
        for path, edit in wanted:
            if edit not in drafts[path].edits:
                drafts[path].edits.append(edit)
        applied.fixed.append((finding, fix))
    for path, draft in drafts.items():
        if draft.edits:
            applied.data[path] = draft.encoded(draft.result(draft.edits))
    return applied


def draft_of(path: str, drafts: dict[str, Draft], read: Callable[[str], Source | None]) -> Draft:
    """The draft of a file, made when it is first asked for."""
    if path not in drafts:
        source = read(path)
        if source is None:
            raise Unfixable(f"{path}: the file can't be read")
        drafts[path] = Draft(source)
    return drafts[path]


def try_out(wanted: Sequence[tuple[str, tuple[int, int, str]]], drafts: dict[str, Draft]) -> str:
    """What is wrong with these edits on top of those that are in already; empty where nothing is."""
    own = sorted(wanted)
    if any(a[0] == b[0] and b[1][0] < a[1][1] for a, b in itertools.pairwise(own)):
        return "its own edits overlap"
    for path in {path for path, _ in wanted}:
        draft = drafts[path]
        text = draft.result([*draft.edits, *(edit for where, edit in wanted if where == path)])
        try:
            parse(text)
            draft.encoded(text)
        except SyntaxProblem as problem:
            return f"{path} would no longer parse: {problem}"
        except UnicodeEncodeError:
            return f"{path} is written in {draft.source.encoding}, which lacks a character of it"
    return ""
