"""One line a finding, which editors and scripts know how to read."""

from __future__ import annotations

from sadpath.findings import Report
from sadpath.output.ansi import paint
from sadpath.output.outcomes import with_outcomes
from sadpath.output.sources import Sources
from sadpath.output.width import shown


def render(report: Report, *, color: bool, sources: Sources) -> str:
    """`path:line:column: SP201 message [outcomes]`"""
    lines = []
    for finding in report.findings:
        place = f"{paint(shown(finding.path), 'bold', color)}:{finding.line}:{finding.column}:"
        rule = paint(finding.rule, finding.severity, color)
        lines.append(f"{place} {rule} {shown(with_outcomes(finding))}\n")
    return "".join(lines)
