"""Reading suppressions: `# sadpath: ignore[SP201] reason` and `# sadpath: file-ignore[SP201] reason`.

The comment stands at the end of a line, or on a line of its own above it (other comments may stand between). It covers

- the whole statement, where that line is the statement's first or last one;
- the whole function or class, where it is a decorator's or the `def` or `class` line's first or last one;
- else that line alone: one element of a list over several lines.

`file-ignore` (`ignore-file` means the same) stands on a line of its own, anywhere, and covers the file. Rules are named by
code or by name; a group as `SP2` is none, for it would hide what nobody has looked at.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sadpath.findings import Finding
from sadpath.source.layout import Comment, Layout, read_layout

IGNORE, FILE_IGNORE = "ignore", "file-ignore"
_FILE_WORDS = frozenset([FILE_IGNORE, "ignore-file"])
NO_RULE = "it names no rule"
NO_BRACKETS = "the rules have to stand in brackets"
NEVER_CLOSED = "its bracket is never closed"
NO_CODE_BELOW = "no code stands right below it"
_WORDS = (IGNORE, *sorted(_FILE_WORDS))
_MISTAKEN = {
    **dict.fromkeys(
        ["allow", "disable", "disable-line", "disable-next-line", "ignore-line", "ignore-next-line"], IGNORE
    ),
    **dict.fromkeys(["noqa", "nosec", "skip", "suppress"], IGNORE),
    **dict.fromkeys(["disable-file", "ignore-all", "ignore-errors", "skip-file"], FILE_IGNORE),
}
"""What other tools call it."""
_START = re.compile(r"(?:(?<=\s)|^)#[ \t]*sadpath:[ \t]*([A-Za-z]+(?:[-_][A-Za-z]+)*)")
_CODE = re.compile(r"[^\s,\[\]]+")
_LIST = r"SP\d{3}(?:[ \t]*,?[ \t]*SP\d{3})*\b"
_LISTED_CODES = re.compile(_LIST, re.IGNORECASE)
_LOOSE_CODES = re.compile(rf"[ \t]*[:=]?[ \t]*\(?[ \t]*({_LIST})[ \t]*\)?", re.IGNORECASE)
_BRACKET = re.compile(r"[ \t]*\[")
_NEXT_COMMENT = re.compile(r"[ \t]+#[ \t]*[A-Za-z]")
_BEFORE_REASON = " \t:;,.-–—"


@dataclass(frozen=True, slots=True)
class Code:
    """One rule in a suppression. `code` is the rule that `text` means, None where it is no rule; columns on its line."""

    text: str
    code: str | None
    column: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Suppression:
    """A suppression, and what it covers. Lines and columns are 1-based, in code points; end columns are behind the last.

    `column` to `end_column` is the suppression from its `#` to the end of its reason; `word_column` is where its first
    word stands as it is `spelt`, `list_column` to `list_end` what is in the brackets. It covers the lines `first` to `last`;
    `target` is the line of code that it stands at or above (0 for a file). `problem` says why it holds for nothing,
    where it does not: `codes` are then what it seems to name, and `mended` what should stand there, where that is plain.
    """

    line: int
    column: int
    end_column: int
    word: str
    """`ignore` or `file-ignore`, whatever the comment's own spelling."""
    spelt: str
    word_column: int
    codes: tuple[Code, ...]
    list_column: int
    list_end: int
    reason: str
    own_line: bool
    scope: str
    """`line`, `statement`, `block` or `file`."""
    first: int
    last: int
    target: int
    problem: str = ""
    mended: str = ""

    @property
    def known(self) -> frozenset[str]:
        """The rules that it hides; none where it has a problem."""
        return frozenset(c.code for c in self.codes if c.code) if not self.problem else frozenset()

    def covers(self, finding: Finding) -> bool:
        """Whether a finding in this file lies in what it covers: begins there, or ends at the comment's own line."""
        if self.scope == "file" or self.first <= finding.line <= self.last:
            return True
        return self.scope == "line" and not self.own_line and self.line == finding.end_line


def parse(lines: Sequence[str], layout: Layout | None = None) -> list[Suppression]:
    """All suppressions of a text, in their order, given as its lines without their ends (see `Source.lines`).

    Those that hold for nothing are there too, with their `problem`. `layout` is the text's, where it is at hand.
    """
    if not any("sadpath:" in line for line in lines):
        return []
    layout = layout or read_layout(lines)
    found: list[Suppression] = []
    for comment in layout.comments:
        if "sadpath:" in comment.text:
            found += _of_comment(comment, layout, lines)
    return found


def _of_comment(comment: Comment, layout: Layout, lines: Sequence[str]) -> list[Suppression]:
    found: list[Suppression] = []
    at = 0
    while match := _START.search(comment.text, at):
        if match.start() > 0 and comment.own_line and not found:
            break  # a suppression in a line of code that was commented out
        at = match.end()
        made = _read(match, comment, layout, lines)
        if made is not None:
            found.append(made)
            at = max(at, made.end_column - comment.column)
    return found


def _read(match: re.Match[str], comment: Comment, layout: Layout, lines: Sequence[str]) -> Suppression | None:
    """The suppression that starts there; None where the comment only happens to begin with our name."""
    text = comment.text
    named = _named(text, match.end(), comment)
    spelt = match[1]
    word = FILE_IGNORE if spelt in _FILE_WORDS else IGNORE
    problem = named.problem
    if spelt not in _WORDS:
        meant = _meant(spelt, bool(named.codes) or not text[match.end() :].strip())
        if meant is None:
            return None
        word, problem = meant, f"`{spelt}` is no word of sadpath's; did you mean `{meant}`?"
    following = _NEXT_COMMENT.search(text, named.rest)
    end = max(following.start() if following else len(text.rstrip()), named.rest)
    reason = text[named.rest : end].lstrip(_BEFORE_REASON).rstrip()
    if problem and named.codes:
        mended = f"# sadpath: {word}[{', '.join(c.text for c in named.codes)}]{' ' + reason if reason else ''}"
    else:
        mended = ""
    target, scope, first, last = 0, "file", 1, max(len(lines), 1)
    if word == IGNORE:
        below = comment.line if not comment.own_line else _next_code(comment, layout, lines)
        if below is None:
            problem, mended = problem or NO_CODE_BELOW, ""
        target = below or comment.line
        scope, first, last = _reach(target, layout)
    elif not comment.own_line:
        problem, mended = problem or f"`{word}` has to stand on a line of its own", ""
    return Suppression(
        line=comment.line,
        column=comment.column + match.start(),
        end_column=comment.column + end,
        word=word,
        spelt=spelt,
        word_column=comment.column + match.start(1),
        codes=named.codes,
        list_column=comment.column + named.start,
        list_end=comment.column + named.end,
        reason=reason,
        own_line=comment.own_line,
        scope=scope,
        first=first,
        last=last,
        target=target,
        problem=problem,
        mended=mended,
    )


@dataclass(frozen=True, slots=True)
class _Named:
    """The rules that stand from `start` to `end` of a comment's text, and where what is behind them begins."""

    codes: tuple[Code, ...]
    start: int
    end: int
    rest: int
    problem: str = ""


def _named(text: str, at: int, comment: Comment) -> _Named:
    """The rules behind a suppression's word."""

    def codes(start: int, end: int) -> tuple[Code, ...]:
        first = comment.column
        return tuple(
            Code(m[0], rule_of(m[0]), first + m.start(), first + m.end()) for m in _CODE.finditer(text, start, end)
        )

    if bracket := _BRACKET.match(text, at):
        start = bracket.end()
        end = text.find("]", start)
        if end >= 0:
            found = codes(start, end)
            return _Named(found, start, end, end + 1, "" if found else NO_RULE)
        listed = _LISTED_CODES.match(text, start)
        end = listed.end() if listed else start
        return _Named(codes(start, end), start, end, end, NEVER_CLOSED)
    if loose := _LOOSE_CODES.match(text, at):
        return _Named(codes(*loose.span(1)), *loose.span(1), loose.end(), NO_BRACKETS)
    return _Named((), at, at, at, NO_RULE)


def _meant(spelt: str, certain: bool) -> str | None:
    """The word that somebody meant; None for prose. `certain`: what follows the word looks like a suppression's."""
    plain = spelt.lower().replace("_", "-")
    close = difflib.get_close_matches(plain, _WORDS, n=1, cutoff=0.8)
    if close and (certain or plain == close[0]):
        return FILE_IGNORE if close[0] in _FILE_WORDS else IGNORE
    return _MISTAKEN.get(plain) if certain else None


def rule_of(text: str) -> str | None:
    """The code of the rule that a text means: a code or a rule's name, in any case; None for what is no rule."""
    return _rules().get(text.upper()) or _rules().get(text.lower())


def _rules() -> Mapping[str, str]:
    from sadpath.rulepages import load_pages, rule_codes

    return _by_name(rule_codes(), tuple((page.name, code) for code, page in load_pages().items()))


@cache
def _by_name(codes: tuple[str, ...], names: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    return {**dict(names), **{code: code for code in codes}}


def _next_code(comment: Comment, layout: Layout, lines: Sequence[str]) -> int | None:
    """The line of code that a comment on its own line stands above; other comments may lie between, no blank line."""
    own = {c.line for c in layout.comments if c.own_line and c.line > comment.line}
    line = comment.line + 1
    while line in own:
        line += 1
    if line > len(lines) or not lines[line - 1].strip():
        return None
    return line


def _reach(line: int, layout: Layout) -> tuple[str, int, int]:
    """(scope, first line, last line) of what a suppression at a line of code covers."""
    statement = layout.statement_at(line)
    if statement is None or line not in (statement.first, statement.last):
        return "line", line, line
    for block in layout.blocks:
        if statement in block.heads:
            return "block", block.first, block.last
    return "statement", statement.first, statement.last
