"""How often each rule was found, for `--statistics`."""

from __future__ import annotations

import json
from collections import Counter

from sadpath.findings import Finding, Report
from sadpath.output.ansi import paint

COUNTED = ("full", "concise", "json")
"""The formats that `--statistics` turns into counts."""


def render(report: Report, *, as_json: bool, color: bool) -> str:
    """A line for each rule that was found, the most frequent first; `[*]` marks those with a fix for each finding."""
    counts = Counter(finding.rule for finding in report.findings)
    first = {finding.rule: finding for finding in reversed(report.findings)}
    rules = sorted(counts, key=lambda rule: (-counts[rule], rule))
    if as_json:
        rows = [
            {
                "rule": rule,
                "name": first[rule].name,
                "severity": first[rule].severity,
                "count": counts[rule],
                "fixable": _fixable(report, rule),
            }
            for rule in rules
        ]
        return json.dumps(rows, indent=2) + "\n"
    digits = max((len(str(number)) for number in counts.values()), default=0)
    marks = {rule: "[*]" if _fixable(report, rule) == counts[rule] else "[ ]" for rule in rules}
    with_marks = "[*]" in marks.values()
    lines = [_line(first[rule], counts[rule], digits, f"  {marks[rule]}" * with_marks, color) for rule in rules]
    return "".join(lines) + ("[*] can be fixed with --fix\n" if with_marks else "")


def _fixable(report: Report, rule: str) -> int:
    return sum(finding.rule == rule and _safe(finding) for finding in report.findings)


def _safe(finding: Finding) -> bool:
    """Whether a safe fix is there, or can be made."""
    return any(fix.safe for fix in finding.fixes) or any(recipe.safe for recipe in finding.recipes)


def _line(finding: Finding, count: int, digits: int, mark: str, color: bool) -> str:
    return f"{count:{digits}}  {paint(finding.rule, finding.severity, color)}{mark}  {finding.name}\n"
