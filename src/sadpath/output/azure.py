"""Logging commands of Azure Pipelines.

https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands#logissue-log-an-error-or-warning
"""

from __future__ import annotations

from sadpath.findings import Finding, Report
from sadpath.output.outcomes import with_outcomes
from sadpath.output.places import repository_path
from sadpath.output.sources import Sources
from sadpath.output.width import shown


def render(report: Report, *, color: bool, sources: Sources) -> str:
    """A `logissue` for each error and warning. Azure knows no third kind, so remarks are plain lines of the log."""
    return "".join(map(_line, report.findings))


def _line(finding: Finding) -> str:
    path = repository_path(finding.path)
    message = shown(with_outcomes(finding))
    if finding.severity == "info":
        return f"{shown(path)}:{finding.line}:{finding.column}: {finding.rule} {message}\n"
    properties = {
        "type": finding.severity,
        "sourcepath": shown(path),
        "linenumber": str(finding.line),
        "columnnumber": str(finding.column),
        "code": finding.rule,
    }
    told = "".join(f"{key}={_escape(value)};" for key, value in properties.items())
    return f"##vso[task.logissue {told}]{_percent(message)}\n"


def _percent(text: str) -> str:
    return text.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A")


def _escape(text: str) -> str:
    return _percent(text).replace(";", "%3B").replace("]", "%5D")
