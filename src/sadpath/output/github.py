"""Annotations in GitHub Actions, by workflow commands.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections import Counter

from sadpath.findings import Finding, Report
from sadpath.output.outcomes import with_outcomes
from sadpath.output.places import repository_path, utf16_range
from sadpath.output.sources import Sources
from sadpath.output.width import shown

CAP = 10
"""GitHub shows that many annotations of each type for a step, and says nothing about the rest."""
_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def render(report: Report, *, color: bool, sources: Sources) -> str:
    """A command for each finding; before them a notice where GitHub will show only some."""
    return "".join([*_dropped(report), *(_command(finding, sources) for finding in report.findings)])


def _dropped(report: Report) -> list[str]:
    """The notice comes first: it counts towards the cap itself, and the eleventh is never shown."""
    counts = Counter(_COMMANDS[finding.severity] for finding in report.findings)
    counts["notice"] += any(number > CAP for number in counts.values())
    over = [f"{CAP} of {number} {kind}s" for kind, number in counts.items() if number > CAP]
    if not over:
        return []
    text = (
        f"GitHub shows {' and '.join(over)} as annotations. All {len(report.findings)} findings are in this step's log."
    )
    return [f"::notice title=sadpath::{_data(text)}\n"]


def _command(finding: Finding, sources: Sources) -> str:
    line, column, end_line, end_column = utf16_range(finding, sources)
    path = repository_path(finding.path)
    properties = {"title": f"{finding.rule} {finding.name}", "file": path, "line": str(line)}
    if end_line == line:  # GitHub takes columns only within one line
        properties |= {"col": str(column), "endLine": str(line), "endColumn": str(end_column)}
    else:
        properties["endLine"] = str(end_line)
    # the log shows nothing but the message
    message = f"{path}:{line}:{column}: {finding.rule} {with_outcomes(finding)}"
    lines = [message, *(f"{label}: {text}" for label, text in (("help", finding.help), ("see", finding.url)) if text)]
    message = "\n".join(shown(text) for line in lines for text in line.split("\n"))
    told = ",".join(f"{key}={_property(shown(value))}" for key, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {told}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
