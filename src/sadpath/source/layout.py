"""Comments, logical lines and blocks of a text, told by one pass over its tokens.

No parser is needed: a text that is no Python, or newer Python, has a layout too. What stands in a string is no comment;
formatted strings nest as PEP 701 has it. Lines are 1-based, columns are 1-based and count code points.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

_STOP = re.compile(r"""["'#\\\n()\[\]{}]""")
_INDENTATION = re.compile(r"[ \t\f]*")
_HEADER = re.compile(r"(?P<decorator>@)|(?:(?:async[ \t\f]+)?def|class)[ \t\f]+(?P<name>\w+)")
_FORMATTED = frozenset(["f", "fr", "rf", "t", "tr", "rt"])
_PREFIX = re.compile(r"\w*\Z")
_LONGEST_PREFIX = 3
_MOST_NESTED = 50


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: where its `#` stands, its text from there on, and whether nothing but space stands before it."""

    line: int
    column: int
    text: str
    own_line: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """A logical line: a simple statement, or the head of a compound one. `indent` counts columns, tabs to eight."""

    first: int
    last: int
    indent: int
    decorator: bool = False
    name: str = ""
    """What a `def` or `class` defines."""


@dataclass(frozen=True, slots=True)
class Block:
    """A function or class with its decorators, from the first of them to the last line of its body."""

    name: str
    first: int
    last: int
    heads: tuple[Statement, ...]
    """The decorators and the `def` or `class` line."""


@dataclass(slots=True)
class Layout:
    """What `read_layout` finds. `closed` holds the lines behind which no comment can be put: a string or `\\` goes on."""

    comments: list[Comment] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    closed: set[int] = field(default_factory=set)

    def statement_at(self, line: int) -> Statement | None:
        """The statement that spans a line; None for blank lines and comments between statements."""
        index = bisect_right(self.statements, line, key=lambda statement: statement.first) - 1
        if index < 0 or self.statements[index].last < line:
            return None
        return self.statements[index]

    def scope_at(self, line: int) -> str:
        """The dotted name of the innermost function or class around a line; empty at the top level."""
        return ".".join(block.name for block in self.blocks if block.first <= line <= block.last)


def read_layout(lines: Sequence[str]) -> Layout:
    """The layout of a text, given as its lines without their ends."""
    return _Reader("\n".join(lines)).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.layout = Layout()
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def line_of(self, offset: int) -> int:
        return bisect_right(self.starts, offset)

    def read(self) -> Layout:
        text, layout = self.text, self.layout
        at = 1 if text.startswith("\ufeff") else 0
        while at < len(text):
            start = _end_of(_INDENTATION, text, at)
            if text.startswith("\n", start):
                at = start + 1
            elif text.startswith("#", start):
                at = self.comment(start, own_line=True)
            else:
                at = self.statement(at, start)
        layout.blocks = _blocks(layout.statements)
        return layout

    def statement(self, line_start: int, start: int) -> int:
        """Read one logical line; the offset behind it."""
        text = self.text
        # of two statements on one line (after `;`) only one is made: they share the line
        indent = len(text[line_start:start].rpartition("\f")[2].expandtabs())
        head = _HEADER.match(text, start)
        depth, at = 0, start
        while found := _STOP.search(text, at):
            at, char = found.end(), found[0]
            if char == "\n":
                if depth == 0:
                    break
            elif char == "#":
                before = text[self.starts[self.line_of(found.start()) - 1] : found.start()]
                at = self.comment(found.start(), own_line=not before.strip())
                if depth == 0:
                    break
            elif char in "([{":
                depth += 1
            elif char in ")]}":
                depth = max(depth - 1, 0)
            elif char == "\\":
                if text.startswith("\n", at):
                    self.layout.closed.add(self.line_of(found.start()))
                    at += 1
            else:
                at = self.string(found.start())
                self.layout.closed.update(range(self.line_of(found.start()), self.line_of(at - 1)))
        else:
            at = len(text)
        first, last = self.line_of(start), self.line_of(max(at - 1, start))
        self.layout.statements.append(
            Statement(first, last, indent, bool(head and head["decorator"]), (head and head["name"]) or "")
        )
        return at

    def comment(self, start: int, *, own_line: bool) -> int:
        """Note the comment that starts there; the offset behind its line end."""
        end = self.text.find("\n", start)
        end = len(self.text) if end < 0 else end
        line = self.line_of(start)
        column = start - self.starts[line - 1] + 1
        self.layout.comments.append(Comment(line, column, self.text[start:end], own_line))
        return end + 1

    def string(self, quote: int) -> int:
        """The offset behind the string whose opening quote stands there."""
        return skip_string(self.text, quote)


def skip_string(text: str, quote: int, nested: int = 0) -> int:
    """The offset behind a string whose opening quote is at `quote`; one that is not closed ends with its line or text."""
    word = _PREFIX.search(text, max(quote - _LONGEST_PREFIX, 0), quote)
    prefix = word[0].lower() if word else ""
    formatted = prefix in _FORMATTED
    mark = text[quote] * 3 if text.startswith(text[quote] * 3, quote) else text[quote]
    at = quote + len(mark)
    while at < len(text):
        char = text[at]
        if text.startswith(mark, at):
            return at + len(mark)
        if char == "\\":
            if formatted and text.startswith("N{", at + 1) and "r" not in prefix:
                at += 2  # a character's name is no field
            # a brace behind a backslash is still one
            at += 1 if formatted and text[at + 1 : at + 2] in ("{", "}") else 2
        elif char == "\n" and len(mark) == 1:
            return at
        elif char == "{" and formatted:
            if text.startswith("{{", at):
                at += 2
                continue
            behind = _skip_field(text, at + 1, nested)
            if behind is None:  # a brace that is never closed: no Python; what is behind the line is read as code again
                end = text.find("\n", at)
                return len(text) if end < 0 else end
            at = behind
        else:
            at = _next(text, at, mark[0], formatted)
    return len(text)


def _next(text: str, at: int, quote: str, formatted: bool) -> int:
    """The next offset behind `at` at which something may happen within a string."""
    return _end_of(_PLAIN[quote, formatted], text, at + 1)


_PLAIN = {
    (quote, formatted): re.compile(rf"[^\\\n{quote}{'{' if formatted else ''}]*")
    for quote in "\"'"
    for formatted in (False, True)
}


def _skip_field(text: str, at: int, nested: int) -> int | None:
    """The offset behind a replacement field whose `{` stands before `at`; None where it is never closed."""
    if nested > _MOST_NESTED:
        return None
    depth = 0
    while at < len(text):
        char = text[at]
        if char in "\"'":
            at = skip_string(text, at, nested + 1)
            continue
        if char == "#":
            end = text.find("\n", at)
            if end < 0:
                return None
            at = end
        elif char in "([{":
            depth += 1
        elif char in ")]}":
            if depth == 0:
                return at + 1 if char == "}" else None
            depth -= 1
        elif char == ":" and depth == 0:
            return _skip_spec(text, at + 1, nested)
        at += 1
    return None


def _skip_spec(text: str, at: int, nested: int) -> int | None:
    """The offset behind a field whose format specification starts at `at`."""
    while at < len(text):
        char = text[at]
        if char == "{":
            behind = _skip_field(text, at + 1, nested + 1)
            if behind is None:
                return None
            at = behind
        elif char == "}":
            return at + 1
        elif char == "\\":
            at += 2
        else:
            at += 1
    return None


def _blocks(statements: Sequence[Statement]) -> list[Block]:
    """All functions and classes, outer ones first."""
    found: list[Block] = []
    open_: list[tuple[int, int]] = []  # (indentation, index in `found`) of those that are not over
    decorators: list[Statement] = []
    last_line = 0

    def close(indent: int) -> None:
        while open_ and open_[-1][0] >= indent:
            index = open_.pop()[1]
            block = found[index]
            found[index] = Block(block.name, block.first, max(last_line, block.last), block.heads)

    for statement in statements:
        close(statement.indent)
        if statement.decorator:
            decorators.append(statement)
        elif statement.name:
            above = [d for d in decorators if d.indent == statement.indent]
            heads = (*above, statement)
            open_.append((statement.indent, len(found)))
            found.append(Block(statement.name, heads[0].first, statement.last, heads))
            decorators = []
        else:
            decorators = []
        last_line = statement.last
    close(0)
    return found


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at
