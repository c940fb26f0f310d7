"""Findings as JSON, one to a line, for programs that read as they go; the keys are those of `json`."""

from __future__ import annotations

import json

from sadpath.findings import Report
from sadpath.output.sources import Sources


def render(report: Report, *, color: bool, sources: Sources) -> str:
    """A JSON object on a line of its own for each finding."""
    return "".join(json.dumps(finding.to_json()) + "\n" for finding in report.findings)
