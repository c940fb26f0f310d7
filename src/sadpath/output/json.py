"""Findings as JSON: a list, whose keys are a contract (`Finding.to_json`)."""

from __future__ import annotations

import json

from sadpath.findings import Report
from sadpath.output.sources import Sources


def render(report: Report, *, color: bool, sources: Sources) -> str:
    """All findings as one JSON list."""
    return json.dumps([finding.to_json() for finding in report.findings], indent=2) + "\n"
