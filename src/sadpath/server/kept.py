"""Findings of an earlier text: of one that has become unreadable for a while, or that is being walked again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from sadpath.findings import Finding, Place
from sadpath.source.ends import equal_ends

UNREADABLE = "SP902"


def kept(findings: Sequence[Finding], old: Sequence[str], new: Sequence[str]) -> tuple[Finding, ...]:
    """The findings in the lines `old` whose text stands in `new` too, at its place there."""
    start, end = equal_ends(old, new)
    by = len(new) - len(old)
    made = []
    for finding in findings:
        if finding.rule == UNREADABLE or finding.end_line <= start:
            made.append(finding)
        elif finding.line > len(old) - end:
            made.append(replace(finding, line=finding.line + by, end_line=finding.end_line + by))
    return tuple(made)


LineNow = Callable[[int], int | None]
"""The number (from 1) that a line has after an edit; None where it is gone."""


MOST = 500
"""Lines that are compared one by one; an edit is rarely longer."""


def line_now(old: Sequence[str], new: Sequence[str]) -> LineNow:
    """Where the lines of a text are in another one. A line that changed counts as the one at its place between its neighbours."""
    if old is new:
        return lambda line: line
    start, end = equal_ends(old, new)
    left, made = old[start : len(old) - end], new[start : len(new) - end]
    blocks = [(0, 0, start)]
    """(line in the old text, in the new one, how many are the same), from 0."""
    if 0 < len(left) <= MOST and 0 < len(made) <= MOST:
        pairs = SequenceMatcher(None, left, made, autojunk=False).get_matching_blocks()[:-1]
        blocks += [(start + pair.a, start + pair.b, pair.size) for pair in pairs]
    blocks += [(len(old) - end, len(new) - end, end), (len(old), len(new), 0)]
    where: dict[int, int] = {}
    for (first, then, same), (following, after, _) in pairwise(blocks):
        for n in range(following - first):
            if n < same or then + n < after:
                where[first + n + 1] = then + n + 1
    return where.get


def carried(findings: Sequence[Finding], lines: Callable[[str], LineNow]) -> tuple[Finding, ...]:
    """The findings where their lines are now; those in lines that were taken out are gone. `lines`: by a finding's path."""
    made = []
    for finding in findings:
        now = lines(finding.path)
        at = now(finding.line)
        if at is not None:
            end = max(at, now(finding.end_line) or at)
            related = tuple(place for each in finding.related if (place := moved(each, lines(each.path))) is not None)
            made.append(replace(finding, line=at, end_line=end, related=related))
    return tuple(made)


def moved(place: Place, now: LineNow) -> Place | None:
    """A place where its line is now."""
    at = now(place.line)
    return replace(place, line=at, end_line=max(at, now(place.end_line) or at)) if at is not None else None
