"""How deeply a text nests, told without a parser.

LibCST's parser is native and recursive: some two thousand open brackets overflow the stack and end the process, with
no exception to catch. Its time grows too: with the square of an operator chain's length, and it doubles with each
bracket in a `case` pattern. So a text is measured before it may go in. The numbers are upper bounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Python's own tokenizer refuses more than these.
MAX_BRACKETS = 200
MAX_INDENTATION = 99
# A chain of a thousand operators; LibCST takes a second for it.
MAX_DEPTH = 3000
_OPERATOR_WEIGHT = 3
# LibCST's time for one pattern doubles with each step.
MAX_PATTERN = 16

_TOKEN = re.compile(
    r'''(?P<string>[A-Za-z]{0,3}(?:"""(?:\\.|[^\\])*?"""|\'\'\'(?:\\.|[^\\])*?\'\'\'|"(?:\\.|[^"\\\r\n])*"|'(?:\\.|[^'\\\r\n])*'))'''
    r"""|(?P<joint>\\(?:\r\n?|\n))|(?P<comment>\#[^\r\n]*)|(?P<newline>\r\n?|\n)|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<comma>,)"""
    r"""|(?P<word>\w+)|(?P<operator>[^\s\w])""",
    re.DOTALL,
)
_NESTING_WORDS = frozenset(["and", "await", "else", "for", "if", "in", "is", "lambda", "not", "or", "yield"])
_HOLE_EDGE = re.compile(r"\{\{|\}\}|[{}]")


@dataclass
class Nesting:
    """The greatest nesting of brackets, of indentation, of a `case` pattern, and of all together.

    Measuring ends at the first token that is too deep: `end` is its offset then, in 0-based code points.
    """

    brackets: int = 0
    indentation: int = 0
    pattern: int = 0
    depth: int = 0
    end: int = 0

    def refusal(self) -> str | None:
        """Why no parser should see the text, or None."""
        if self.brackets > MAX_BRACKETS:
            return "too many nested brackets"
        if self.indentation > MAX_INDENTATION:
            return "too many levels of indentation"
        if self.pattern > MAX_PATTERN:
            return "a match pattern is nested too deeply"
        return "nested too deeply" if self.depth > MAX_DEPTH else None


class _Group:
    """What stands between a pair of brackets, or on a logical line: commas part it, each part may nest."""

    __slots__ = ("deepest", "holds_lambda", "inner", "weight")

    def __init__(self) -> None:
        self.weight = 0
        self.inner = 0
        self.deepest = 0
        self.holds_lambda = False

    def comma(self) -> None:
        if not self.holds_lambda:  # its commas part its parameters; the body after them nests deeper
            self.deepest = self.depth()
            self.weight = self.inner = 0

    def depth(self) -> int:
        return max(self.deepest, self.weight + self.inner)


def measure(text: str) -> Nesting:
    """Measures a text, in one pass over its tokens."""
    most = Nesting()
    for token in _levels(text, most):
        if most.refusal() is not None:
            most.end = token
            return most
    most.end = len(text)
    return most


def _levels(text: str, most: Nesting) -> Iterator[int]:
    """Raises `most` to what the text has, and gives each offset at which it may have risen."""
    groups = [_Group()]
    blocks: list[list[int]] = []  # of each open block its indentation and the `elif`s so far, which nest too
    line_start: int | None = 0  # where the logical line starts, until its first word is seen
    pattern_from = 0  # the weight of open brackets in a `case` line, from 1

    for token in _TOKEN.finditer(text):
        kind, group = token.lastgroup, groups[-1]
        if kind in ("comment", "joint"):
            continue
        if kind == "newline":
            if len(groups) == 1:
                most.depth = max(most.depth, group.depth() + _blocks_depth(blocks))
                yield token.start()
                groups[0] = _Group()
                line_start, pattern_from = token.end(), 0
            continue
        if line_start is not None:
            _enter_block(blocks, len(text[line_start : token.start()].expandtabs()), token[0])
            if len(blocks) - 1 > most.indentation:
                most.indentation = len(blocks) - 1
                yield token.start()
            pattern_from = int(token[0] == "case" and not text.startswith((" =", "="), token.end()))
            line_start = None
        if kind == "open":
            groups.append(_Group())
            group.weight += _OPERATOR_WEIGHT
            if pattern_from:
                pattern_from += 2 if token[0] == "{" else 1
                most.pattern = max(most.pattern, pattern_from - 1)
            if len(groups) - 1 > most.brackets or pattern_from:
                most.brackets = max(most.brackets, len(groups) - 1)
                yield token.start()
        elif kind == "close" and len(groups) > 1:
            depth = groups.pop().depth()
            groups[-1].inner = max(groups[-1].inner, depth)
            if pattern_from:
                pattern_from -= 2 if token[0] == "}" else 1
        elif kind == "comma":
            group.comma()
        elif kind == "string":
            group.weight += 1
            if "{" in token[0]:
                holes = _measure_holes(token[0])
                group.inner = max(group.inner, holes.depth)
                most.brackets = max(most.brackets, len(groups) - 1 + holes.brackets)
                yield token.start()
        elif kind == "operator" or token[0] in _NESTING_WORDS:
            group.weight += _OPERATOR_WEIGHT
            group.holds_lambda = group.holds_lambda or token[0] == "lambda"

    while len(groups) > 1:
        depth = groups.pop().depth()
        groups[-1].inner = max(groups[-1].inner, depth)
    most.depth = max(most.depth, groups[0].depth() + _blocks_depth(blocks))
    yield len(text)


def _enter_block(blocks: list[list[int]], indentation: int, word: str) -> None:
    while blocks and blocks[-1][0] > indentation:
        blocks.pop()
    if not blocks or blocks[-1][0] < indentation:
        blocks.append([indentation, 0])
    elif word == "elif":
        blocks[-1][1] += 1
    elif word != "else":
        blocks[-1][1] = 0


def _blocks_depth(blocks: list[list[int]]) -> int:
    return sum(1 + elifs for _, elifs in blocks)


def _measure_holes(string: str) -> Nesting:
    """The nesting of the expressions in a formatted string; none in any other."""
    most = Nesting()
    if not re.match(r"[A-Za-z]*[fFtT]", string):
        return most
    depth = start = 0
    for edge in _HOLE_EDGE.finditer(string):
        if edge[0] == "{":
            if not depth:
                start = edge.end()
            depth += 1
        elif edge[0] == "}" and depth:
            depth -= 1
            if not depth:
                _take(most, string[start : edge.start()])
        elif depth and edge[0] in ("{{", "}}"):
            depth = max(depth + (2 if edge[0] == "{{" else -2), 0)
            if not depth:
                _take(most, string[start : edge.start()])
    if depth:
        _take(most, string[start:])
    return most


def _take(most: Nesting, hole: str) -> None:
    inner = measure(hole)
    most.brackets = max(most.brackets, inner.brackets + 1)
    most.depth = max(most.depth, inner.depth + 1)
