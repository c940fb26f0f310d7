"""Edits of suppressions: adding one for a finding, taking one out, naming other rules in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sadpath.findings import Edit, Finding
from sadpath.source.layout import Layout, read_layout
from sadpath.suppression.comments import IGNORE, NO_RULE, Suppression, parse


def insertion(lines: Sequence[str], finding: Finding, reason: str = "") -> Edit:
    """The edit that hides a finding: a comment at the end of its line, or its rule added to the comment there.

    `lines` is the finding's file without line ends, as `Source.lines`. Where the line can't end with a comment (a string
    or a backslash goes on), the last line of the statement gets it. A finding whose rule is hidden already gets an edit
    that changes nothing.
    """
    layout = read_layout(lines)
    return insert_at(
        lines, place_for(layout, finding, lines), [finding.rule], reason, parse(lines, layout), finding.path
    )


def place_for(layout: Layout, finding: Finding, lines: Sequence[str]) -> int:
    """The line at whose end a suppression of that finding belongs."""
    line = min(max(finding.line, 1), max(len(lines), 1))
    statement = layout.statement_at(line)
    return statement.last if line in layout.closed and statement is not None else line


def insert_at(
    lines: Sequence[str], line: int, rules: Iterable[str], reason: str, there: Iterable[Suppression], path: str
) -> Edit:
    """The edit that adds rules to the suppression at a line of code, or a new one there. `there`: the file's suppressions."""
    wanted = list(dict.fromkeys(rules))
    text = lines[line - 1] if line <= len(lines) else ""
    old = _to_join(there, line)
    if old is not None and old.problem:
        return complete(old, wanted, path)
    if old is not None:
        added = "".join(f", {rule}" for rule in wanted if rule not in old.known)
        start = end = old.codes[-1].end_column
        if reason and not old.reason:
            added, end = f"{added}] {reason}", old.list_end + 1
        return Edit(path, old.line, start, old.line, end, added)
    end = len(text) + 1
    pad = " " * max(2 - (len(text) - len(text.rstrip())), 0) if text.strip() else ""
    comment = f"# sadpath: {IGNORE}[{', '.join(wanted)}]"
    return Edit(path, line, end, line, end, f"{pad}{comment} {reason}".rstrip())


def _to_join(there: Iterable[Suppression], line: int) -> Suppression | None:
    """The suppression that more rules for a line of code can be added to: one at or above it, else one of its statement."""
    mine = [s for s in there if s.word == IGNORE and s.problem in ("", NO_RULE)]
    return next(
        (s for s in mine if s.target == line),
        next((s for s in mine if s.scope == "statement" and not s.problem and s.first <= line <= s.last), None),
    )


def complete(old: Suppression, rules: Sequence[str], path: str) -> Edit:
    """A suppression that names no rule gets these: `ignore` and `ignore[]` become `ignore[SP201]`."""
    word_end = old.word_column + len(old.spelt)
    if old.list_end > word_end or old.list_column > word_end:  # there are brackets
        return Edit(path, old.line, old.list_column, old.line, old.list_end, ", ".join(rules))
    return Edit(path, old.line, old.word_column, old.line, word_end, f"{old.word}[{', '.join(rules)}]")


def removal(lines: Sequence[str], old: Suppression, path: str) -> Edit:
    """The edit that takes a suppression out: its line where nothing else is on it, else the comment alone."""
    text = lines[old.line - 1]
    before, after = text[: old.column - 1], text[old.end_column - 1 :]
    if before.strip() or after.strip():
        # another comment behind it stays, and the space before this one with it
        start = old.column if after.strip() else len(before.rstrip()) + 1
        end = old.end_column + len(after) - len(after.lstrip()) if after.strip() else len(text) + 1
        return Edit(path, old.line, start, old.line, end, "")
    if old.line < len(lines):
        return Edit(path, old.line, 1, old.line + 1, 1, "")
    if old.line > 1:
        return Edit(path, old.line - 1, len(lines[old.line - 2]) + 1, old.line, len(text) + 1, "")
    return Edit(path, 1, 1, 1, len(text) + 1, "")


def without(lines: Sequence[str], old: Suppression, drop: Iterable[int], path: str) -> Edit:
    """The edit that takes some of a suppression's rules out, by their index; all of them: the whole suppression."""
    gone = set(drop)
    rest = [code.text for index, code in enumerate(old.codes) if index not in gone]
    if not rest:
        return removal(lines, old, path)
    return Edit(path, old.line, old.list_column, old.line, old.list_end, ", ".join(rest))
