"""reviewdog's diagnostic format: its DiagnosticResult as JSON, with columns in UTF-8 bytes.

https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
"""

from __future__ import annotations

import json
from typing import Any

import sadpath
from sadpath.findings import Finding, Report
from sadpath.output.outcomes import with_outcomes
from sadpath.output.places import Ranged, utf8_range
from sadpath.output.sources import Sources

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def render(report: Report, *, color: bool, sources: Sources) -> str:
    """One JSON object with all diagnostics."""
    worst = next(
        (told for severity, told in _SEVERITIES.items() if any(f.severity == severity for f in report.findings)), None
    )
    result: dict[str, Any] = {"source": {"name": "sadpath", "url": sadpath.HOMEPAGE}}
    if worst:
        result["severity"] = worst
    result["diagnostics"] = [_diagnostic(finding, sources) for finding in report.findings]
    return json.dumps(result, indent=2) + "\n"


def _diagnostic(finding: Finding, sources: Sources) -> dict[str, Any]:
    code = {"value": finding.rule}
    if finding.url:
        code["url"] = finding.url
    diagnostic: dict[str, Any] = {
        "message": with_outcomes(finding) + (f"\n{finding.help}" if finding.help else ""),
        "location": _location(finding, sources),
        "severity": _SEVERITIES[finding.severity],
        "code": code,
    }
    suggestions = [
        {"range": _range(edit, sources), "text": edit.text}
        for fix in finding.fixes
        for edit in fix.edits
        # a suggestion is one replacement in the diagnostic's file: a fix of several would be applied in part
        if len(fix.edits) == 1 and edit.path == finding.path
    ]
    if suggestions:
        diagnostic["suggestions"] = suggestions
    related = [{"message": place.message, "location": _location(place, sources)} for place in finding.related]
    if related:
        diagnostic["related_locations"] = related
    return diagnostic


def _location(place: Ranged, sources: Sources) -> dict[str, Any]:
    return {"path": place.path, "range": _range(place, sources)}


def _range(place: Ranged, sources: Sources) -> dict[str, Any]:
    line, column, end_line, end_column = utf8_range(place, sources)
    return {"start": {"line": line, "column": column}, "end": {"line": end_line, "column": end_column}}
