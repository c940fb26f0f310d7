"""GitLab's Code Quality report, https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format."""

from __future__ import annotations

import json
from typing import Any

from sadpath.findings import Finding, Report
from sadpath.output.fingerprints import fingerprints
from sadpath.output.outcomes import with_outcomes
from sadpath.output.places import repository_path
from sadpath.output.sources import Sources

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(report: Report, *, color: bool, sources: Sources) -> str:
    """One JSON list of violations."""
    names = fingerprints(report.findings, sources)
    issues = [_issue(finding, name) for finding, name in zip(report.findings, names, strict=True)]
    return json.dumps(issues, indent=2) + "\n"


def _issue(finding: Finding, fingerprint: str) -> dict[str, Any]:
    # the widget shows the description and nothing else
    return {
        "description": f"{finding.rule} {with_outcomes(finding)}",
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": repository_path(finding.path),
            "lines": {"begin": max(finding.line, 1), "end": max(finding.end_line, finding.line, 1)},
        },
    }
