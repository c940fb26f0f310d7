"""Parsing only what an edit touched: the statements around the lines that changed, by themselves.

Python's tokenizer and parser know nothing of the text before a statement but open brackets, open strings and the
indentation; and where a statement begins on a line of its own the first two are closed. So the text between two such
lines, parsed by itself, gives the statements that the whole text has there. Where that does not hold the answer is None,
and the whole has to be parsed.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from sadpath.source.ends import equal_ends
from sadpath.source.parse import Piece, parse_part

Lines = Sequence[str]


@dataclass(frozen=True)
class Part:
    """What changed in a tree. `made` (in their new places) stand for the statements from `start` to `end` in the body of the
    last of `owners`, or of the module where there are none; what follows these stands `by` lines further down now.

    `owners` are classes, the outermost first; their headers are what they were.
    """

    owners: tuple[ast.ClassDef, ...]
    start: int
    end: int
    made: list[ast.stmt]
    by: int


def parse_changed(body: list[ast.stmt], old: Lines, new: Lines) -> Part | None:
    """What changed between two texts, given as their lines without ends; `body` is the tree of the old one.

    None where that can't be told without the whole text, or where the new one is no Python.
    """
    start, end = equal_ends(old, new)
    return _Change(old, new, start, len(old) - end).within(body, 0, len(old), ())


def changed_piece(body: list[ast.stmt], old: Lines, new: Lines) -> Piece:
    """The statements around what changed between two texts; arguments as for `parse_changed`."""
    start, end = equal_ends(old, new)
    return _Change(old, new, start, len(old) - end).piece(body, 0, len(old), ())


@dataclass(frozen=True)
class _Change:
    """The lines from `first` to `last` (counted from 0, `last` excluded) of the old text are others in the new one."""

    old: Lines
    new: Lines
    first: int
    last: int

    def within(self, body: list[ast.stmt], top: int, bottom: int, owners: tuple[ast.ClassDef, ...]) -> Part | None:
        """What changed in `body`, which is all that stands between the lines `top` and `bottom` of the old text."""
        start, end = self.touched(body)
        for begin in (start, start - 1):  # what was written behind a statement may belong to it
            if begin < 0:
                break
            part = None
            if end - begin == 1:
                part = self.inside(body, begin, bottom, owners)
            part = part or self.between(body, begin, end, top, bottom, owners)
            if part is not None:
                return part
        return None

    def touched(self, body: list[ast.stmt]) -> tuple[int, int]:
        """The statements of `body` from the first to the last that has lines which changed."""
        start = end = len(body)
        while start and last_line(body[start - 1]) > self.first:
            start -= 1
        while end > start and first_line(body[end - 1]) > self.last:
            end -= 1
        return start, end

    def inside(self, body: list[ast.stmt], at: int, bottom: int, owners: tuple[ast.ClassDef, ...]) -> Part | None:
        """As `within`, for a class in `body`; None where more than the class's body changed."""
        node = body[at]
        if not isinstance(node, ast.ClassDef) or not self.is_in_body(node):
            return None
        return self.within(node.body, *self.lines_of(body, at, bottom), (*owners, node))

    def is_in_body(self, node: ast.ClassDef) -> bool:
        """Whether the header of a class is what it was, and stands on lines of its own."""
        return self.first >= first_line(node.body[0]) - 1 and not self.indent(node).strip()

    def lines_of(self, body: list[ast.stmt], at: int, bottom: int) -> tuple[int, int]:
        """The lines between which there is nothing but the body of the class `body[at]`."""
        node = body[at]
        assert isinstance(node, ast.ClassDef)
        return first_line(node.body[0]) - 1, first_line(body[at + 1]) - 1 if at + 1 < len(body) else bottom

    def piece(self, body: list[ast.stmt], top: int, bottom: int, owners: tuple[ast.ClassDef, ...]) -> Piece:
        """The lines around what changed in `body`, arguments as for `within`."""
        start, end = self.touched(body)
        start = max(start - 1, 0)  # what was written behind a statement may belong to it
        if end - start == 1 and isinstance(node := body[start], ast.ClassDef) and self.is_in_body(node):
            return self.piece(node.body, *self.lines_of(body, start, bottom), (*owners, node))
        first = last_line(body[start - 1]) if start else top
        last = (first_line(body[end]) - 1 if end < len(body) else bottom) + len(self.new) - len(self.old)
        lines = [""] * first + list(self.new[first:last])
        if owners:
            lines[first - 1] = "class _:"
        # of a block without statements Python complains on the line behind it
        return Piece("\n".join([*lines, ""]), first + 1, last + 1)

    def indent(self, owner: ast.ClassDef) -> str:
        """What stands before the statements of a class."""
        statement = owner.body[0]
        return self.old[first_line(statement) - 1][: statement.col_offset]

    def between(
        self, body: list[ast.stmt], start: int, end: int, top: int, bottom: int, owners: tuple[ast.ClassDef, ...]
    ) -> Part | None:
        """The statements from `start` to `end` parsed anew."""
        first = last_line(body[start - 1]) if start else top
        last = first_line(body[end]) - 1 if end < len(body) else bottom
        if not first <= self.first <= self.last <= last:
            return None  # a line holds the end of one statement and the start of another
        by = len(self.new) - len(self.old)
        lines = self.new[first : last + by]
        if (first and self.new[first - 1].endswith("\\")) or (lines and lines[-1].endswith("\\")):
            return None
        indent = self.indent(owners[-1]) if owners else ""
        # the last line of a text has no end
        made = _statements(lines if last == len(self.old) else [*lines, ""], indent, first)
        if made is None or (owners and not made and end - start == len(body)):
            return None
        for node in made:
            # tabs and spaces may come to the same column, but not beside each other
            if node.col_offset != len(indent) or not self.new[first_line(node) - 1].startswith(indent):
                return None
        return Part(owners, start, end, made, by)


def _statements(lines: Lines, indent: str, before: int) -> list[ast.stmt] | None:
    """The statements of some lines, which are indented by `indent` and stand behind so many others."""
    if indent and not any(map(_is_code, lines)):
        return []
    # a class around them makes indented lines a text of their own
    head = ["class _:"] if indent else []
    tree = parse_part("\n".join([*head, *lines]))
    if tree is None:
        return None
    body = tree.body
    if indent:
        around = body[0]
        if len(body) != 1 or not isinstance(around, ast.ClassDef):
            return None
        body = around.body
    by = before - len(head)
    for statement in body:
        for node in ast.walk(statement):
            if hasattr(node, "lineno"):
                node.lineno += by
                node.end_lineno += by  # type: ignore[attr-defined]
    return body


def _is_code(line: str) -> bool:
    plain = line.strip(" \t\f")
    return bool(plain) and not plain.startswith("#")


def first_line(statement: ast.stmt) -> int:
    """The line on which a statement begins, its decorators included (from 1)."""
    line: int = min([statement.lineno, *(d.lineno for d in getattr(statement, "decorator_list", ()))])
    return line


def last_line(statement: ast.stmt) -> int:
    """The line on which a statement ends (from 1)."""
    return statement.end_lineno or statement.lineno
