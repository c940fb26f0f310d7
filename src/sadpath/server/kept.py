"""Findings of a text that has become unreadable for a while."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sadpath.findings import Finding
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
