"""How a new branch is written: the indentation, quotes and names of the branches that are there, and where it goes."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from sadpath.fixes.branch_heads import Head, NoPlace, if_head, match_head
from sadpath.fixes.nodes import end_of, leading, offset_of
from sadpath.source.positions import LineTable
from sadpath.walk.events import Event
from sadpath.walk.program import Module

WIDTH = 100
"""Columns that a comment may take; narrower where it starts far right."""


@dataclass
class Layout:
    """What the text of a new branch is made of."""

    path: str
    text: str
    at: int
    """The 0-based offset at which a new branch goes in."""
    indent: str
    inner: str
    default: str
    """The lines of the default's body, as they are to stand in the new branch."""
    head: Head

    @property
    def default_lines(self) -> int:
        """How many lines the default has."""
        return len(self.default.splitlines())

    def can_ask(self, code: str) -> bool:
        """Whether a condition for that code can be written."""
        return code in self.head.members if self.head.members is not None else not set("\\'\"\n") & set(code)

    def name(self, code: str) -> str:
        """The code as the conditions write it."""
        return self.head.members[code] if self.head.members is not None else f"{self.head.quote}{code}{self.head.quote}"

    def branch(self, code: str, statuses: Sequence[int], advice: str) -> str:
        """One branch for one code; where conditions name statuses, one for each status."""
        heads = [f"{self.head.before}{self.name(code)}{self.head.after}"]
        if self.head.statuses:
            heads = [heads[0].replace("{status}", str(status)) for status in statuses]
        return "".join(f"{self.indent}{head}\n{self.comment(advice)}{self.default}" for head in heads)

    def shared(self, codes: Sequence[str], notes: Sequence[str]) -> str:
        """One branch for several codes."""
        if self.head.joint is None:
            raise NoPlace("these can't share a branch")
        before, between, after = self.head.joint
        names = [self.name(code) for code in codes]
        head = f"{self.indent}{before}{between.join(names)}{after}\n"
        if len(head) > WIDTH + 20:
            deeper = self.inner + self.inner[len(self.indent) :]
            opened = "" if before.endswith("(") else "("
            closed = "" if after.startswith(")") else ")"
            lines = f"{between.rstrip()}\n{deeper}" if between.strip() == "," else f"\n{deeper}{between.lstrip()}"
            tail = "," if between.strip() == "," else ""
            head = f"{self.indent}{before}{opened}\n{deeper}{lines.join(names)}{tail}\n{self.inner}{closed}{after}\n"
        return head + "".join(self.comment(note) for note in notes) + self.default

    def comment(self, advice: str) -> str:
        """What the provider says, as a comment of the branch."""
        if not advice:
            return ""
        width = max(WIDTH - len(self.inner.expandtabs()) - 2, 40)
        return "".join(f"{self.inner}# {line}\n" for line in textwrap.wrap(advice, width))

    def inserted(self, text: str) -> tuple[int, str]:
        """The offset and what is to be put in there; a last line without an end gets one."""
        if self.at == len(self.text) and not self.text.endswith("\n"):
            return self.at, "\n" + text.rstrip("\n")
        return self.at, text


def layout_of(
    module: Module,
    node: ast.If | ast.Match,
    tests: Sequence[ast.AST],
    bodies: Sequence[list[ast.stmt]],
    default: list[ast.stmt],
    events: Sequence[Event],
) -> Layout:
    """The layout of new branches. Raises NoPlace where the code is compared in a way that can't be continued."""
    lines = LineTable(module.text)
    asked = {id(event.node): event for event in events}
    is_match = isinstance(node, ast.Match)
    last = bodies[-2] if is_match and default and len(bodies) > 1 else bodies[-1]
    if is_match:
        head_column = lines.line(case_line(lines, tests[0]))
        indent = head_column[: len(head_column) - len(head_column.lstrip())]
    else:
        indent = leading(lines, node.lineno)
    inner = inner_indent(lines, indent, [*bodies, *([default] if default else [])])
    body, capture = default_text(lines, default, inner), None
    if is_match:
        if default and isinstance(tests[-1], ast.MatchAs) and tests[-1].name:
            capture = tests[-1].name
        at = start_of_case(lines, tests[-1]) if default else after_body(lines, last, indent)
        made = match_head(lines, [t for t in tests if not (default and t is tests[-1])], asked, capture)
    else:
        at = after_body(lines, last, indent)
        made = if_head(lines, tests, asked)
    return Layout(module.path, module.text, at, indent, inner, body, made)


def default_text(lines: LineTable, default: list[ast.stmt], inner: str) -> str:
    """The body of the default as it is to stand in a new branch."""
    if not default:
        return f"{inner}pass\n"
    first, final = default[0], default[-1]
    start, end = offset_of(lines, first), end_of(lines, final)
    text = lines.text[start:end]
    own = leading(lines, first.lineno)
    alone = (
        lines.line(first.lineno)[: len(own)] == own and not lines.text[lines.offset(first.lineno, 0) : start].strip()
    )
    if not alone or own == inner:
        if "\n" in text and not alone:
            raise NoPlace("a default that starts behind its colon and goes on")
        return f"{inner}{text}\n"
    if any(
        isinstance(n, (ast.Constant, ast.JoinedStr)) and n.lineno != n.end_lineno for s in default for n in ast.walk(s)
    ):
        raise NoPlace("a text of several lines would move")
    moved = [line if not line.strip() else inner + line.removeprefix(own) for line in f"{own}{text}".split("\n")]
    return "\n".join(moved) + "\n"


def after_body(lines: LineTable, body: Sequence[ast.stmt], indent: str) -> int:
    """The offset of the line behind a body, and behind the comments that belong to it."""
    number = (body[-1].end_lineno or body[-1].lineno) + 1
    ahead = number
    while ahead <= len(lines):
        line = lines.line(ahead)
        if line.lstrip().startswith("#") and len(line) - len(line.lstrip()) > len(indent):
            number = ahead + 1
        elif line.strip():
            break
        ahead += 1
    return lines.offset(number, 0) if number <= len(lines) else len(lines.text)


def case_line(lines: LineTable, pattern: ast.AST) -> int:
    """The line on which the `case` of a pattern stands."""
    number: int = getattr(pattern, "lineno", 1)
    while number > 0 and not re.match(r"\s*case\b", lines.line(number)):
        number -= 1
    if number == 0:
        raise NoPlace("no case")
    return number


def start_of_case(lines: LineTable, pattern: ast.AST) -> int:
    """The offset of the line with the last `case`, or of the comments right above it."""
    number = case_line(lines, pattern)
    own = leading(lines, number)
    while re.match(re.escape(own) + "#", lines.line(number - 1)):
        number -= 1
    return lines.offset(number, 0)


def inner_indent(lines: LineTable, indent: str, bodies: Sequence[list[ast.stmt]]) -> str:
    """The indentation of a branch's body, as the first one that stands on lines of its own has it."""
    for body in bodies:
        own = leading(lines, body[0].lineno)
        if (
            own.startswith(indent)
            and own != indent
            and lines.line(body[0].lineno)[len(own) :].startswith(
                lines.text[offset_of(lines, body[0]) : offset_of(lines, body[0]) + 1]
            )
        ):
            return own
    return indent + ("\t" if indent.endswith("\t") else "    ")
