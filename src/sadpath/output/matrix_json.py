"""The matrix as JSON, whose keys are a contract (`WalkRow.to_json`)."""

from __future__ import annotations

import json

from sadpath.findings import Report
from sadpath.output.sources import Sources


def render(report: Report, *, color: bool, sources: Sources) -> str:
    """All walks as one JSON object."""
    return json.dumps({"version": 1, "walks": [walk.to_json() for walk in report.walks]}, indent=2) + "\n"
