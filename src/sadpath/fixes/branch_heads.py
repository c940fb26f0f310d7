"""The head of a new branch, made like those that are there: what is asked, in which quotes, under which guards."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sadpath.fixes.nodes import end_of, inside, offset_of, source_of
from sadpath.source.positions import LineTable
from sadpath.walk.events import Event


class NoPlace(Exception):
    """The branches are written in a way that a new one can't be fitted into."""


@dataclass
class Head:
    """The head of a new branch: `before` and `after` stand around the code."""

    before: str
    after: str
    quote: str
    members: dict[str, str] | None
    """Where codes are the members of an Enum: what stands for each code. None where codes are strings."""
    statuses: int
    """How often the head names a status, as `{status}` in `before` and `after`."""
    joint: tuple[str, str, str] | None
    """What stands before, between and behind several codes in one head; None where they can't share one."""
    asked: ast.AST
    """The comparison or pattern that it is like."""


def if_head(lines: LineTable, tests: Sequence[ast.AST], asked: dict[int, Event]) -> Head:
    """`elif SUBJECT == "CODE":`, with the subject of a comparison that is there, and what has to hold before it is evaluated."""
    found = [
        (guards, compare)
        for test in tests
        for guards, compare in comparisons(test)
        if id(compare) in asked and isinstance(compare.ops[0], (ast.Eq, ast.In)) and subject_of(compare) is not None
    ]
    if not found:
        raise NoPlace("no comparison that could be continued")
    guards, compare = next((item for item in reversed(found) if not item[0]), found[-1])
    subject, literal = subject_of(compare) or (compare.left, compare.left)
    if isinstance(subject, ast.NamedExpr):
        subject = subject.target
    again = (ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr)
    if any(isinstance(inner, again) for part in (*guards, subject) for inner in ast.walk(part)):
        raise NoPlace("asking twice would do something twice")
    spelt = " and ".join([*(enclosed(lines, guard) for guard in guards), enclosed(lines, subject)])
    if "\n" in spelt:
        raise NoPlace("the condition takes several lines")
    members = members_of(literal, asked.values())
    joint = (f"elif {spelt} in (", ", ", "):")
    return Head(f"elif {spelt} == ", ":", quote_of(lines, literal), members, 0, joint, compare)


def comparisons(test: ast.AST) -> Iterator[tuple[list[ast.expr], ast.Compare]]:
    """The comparisons that a condition consists of, each with what has to hold before it is evaluated."""
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        yield [], test
    elif isinstance(test, ast.BoolOp):
        for index, part in enumerate(test.values):
            if isinstance(part, ast.Compare) and len(part.ops) == 1:
                if isinstance(test.op, ast.And):
                    yield test.values[:index], part
                elif index == 0 or isinstance(part.left, ast.Name):
                    yield [], part


def subject_of(compare: ast.Compare) -> tuple[ast.expr, ast.expr] | None:
    """What a comparison asks about, and the literal that it asks for; None for `"CODE" in codes`."""
    left, right = compare.left, compare.comparators[0]
    if not isinstance(left, ast.Constant):
        return left, right
    return (right, left) if isinstance(compare.ops[0], ast.Eq) else None


def enclosed(lines: LineTable, node: ast.expr) -> str:
    """The text of an expression, in parentheses where it would otherwise come apart beside `and` or `==`."""
    text = source_of(lines, node)
    return f"({text})" if isinstance(node, (ast.BoolOp, ast.IfExp, ast.Lambda)) else text


def match_head(lines: LineTable, tests: Sequence[ast.AST], asked: dict[int, Event], capture: str | None) -> Head:
    """`case "CODE":`, or the pattern that is there with another code and another status."""
    suffix = f" as {capture}:" if capture else ":"
    for pattern in tests:
        looked = [n for n in ast.walk(pattern) if id(n) in asked and isinstance(n, (ast.MatchValue, ast.MatchOr))]
        if len(looked) != 1:
            continue
        literal = looked[0]
        value = (
            literal
            if isinstance(literal, ast.MatchValue)
            else next((p for p in getattr(literal, "patterns", ()) if isinstance(p, ast.MatchValue)), None)
        )
        if value is None:
            continue
        members = members_of(value.value, asked.values())
        quote = quote_of(lines, value.value)
        if literal is pattern or (isinstance(pattern, ast.MatchAs) and pattern.pattern is literal):
            return Head("case ", suffix, quote, members, 0, ("case ", " | ", suffix), literal)
        whole, start = source_of(lines, pattern), offset_of(lines, pattern)
        if "\n" in whole or capture:
            continue
        others = [n for n in ast.walk(pattern) if isinstance(n, ast.MatchValue) and not inside(n, literal)]
        numbers = [n for n in others if isinstance(n.value, ast.Constant) and type(n.value.value) is int]
        if len(numbers) != len(others) or len(numbers) > 1:
            continue
        pieces = {(offset_of(lines, n) - start, end_of(lines, n) - start): "{status}" for n in numbers}
        cut = offset_of(lines, literal) - start, end_of(lines, literal) - start
        before, after = whole[: cut[0]], whole[cut[1] :]
        if "{status}" in whole:
            continue
        for (first, final), word in pieces.items():
            if final <= cut[0]:
                before = before[:first] + word + before[final:]
            else:
                after = after[: first - cut[1]] + word + after[final - cut[1] :]
        return Head(f"case {before}", f"{after}:", quote, members, len(numbers), None, literal)
    raise NoPlace("no pattern that could be continued")


def members_of(literal: ast.expr, events: Iterable[Event]) -> dict[str, str] | None:
    """What stands for each code where the literal is a member of an Enum: `Code.NOT_FOUND`. None where it is a string."""
    first = literal.elts[0] if isinstance(literal, (ast.Tuple, ast.List, ast.Set)) and literal.elts else literal
    if not isinstance(first, ast.Attribute):
        return None
    base = ast.unparse(first.value)
    for event in events:
        for where, node in event.literals.values():
            for cls in ast.walk(where.tree):
                if isinstance(cls, ast.ClassDef) and any(inner is node for inner in ast.walk(cls)):
                    return {
                        statement.value.value: f"{base}.{statement.targets[0].id}"
                        for statement in cls.body
                        if isinstance(statement, ast.Assign)
                        and isinstance(statement.value, ast.Constant)
                        and isinstance(statement.value.value, str)
                        and isinstance(statement.targets[0], ast.Name)
                    }
    return None


def quote_of(lines: LineTable, literal: ast.expr) -> str:
    """The quotes that the codes of these branches stand in."""
    found = re.search(r"[\"']", source_of(lines, literal))
    return found[0] if found else '"'
