"""SARIF 2.1.0, for code scanning and for viewers in editors.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import sadpath
from sadpath.findings import Finding, Fix, Place, Report
from sadpath.output.fingerprints import fingerprints
from sadpath.output.outcomes import by_fate, one_line
from sadpath.output.places import Ranged, repository_path, utf16_range
from sadpath.output.sources import Sources
from sadpath.rulepages import RulePage, load_pages

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "sadpath/v1"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_ROOT = "%SRCROOT%"
_PRECISION = {"error": "very-high", "warning": "high", "info": "medium"}


def render(report: Report, *, color: bool, sources: Sources) -> str:
    """One log with one run. Columns are in UTF-16 units; paths are relative to the repository where CI tells its root."""
    pages = load_pages()
    codes = sorted({*pages, *(finding.rule for finding in report.findings)})
    names = fingerprints(report.findings, sources)
    notifications = [_notification(text) for text in (*report.internal_errors, *report.plugin_errors)]
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "sadpath",
                "semanticVersion": sadpath.__version__,
                "informationUri": sadpath.HOMEPAGE,
                "rules": [_rule(code, pages.get(code)) for code in codes],
            }
        },
        "columnKind": "utf16CodeUnits",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "invocations": [
            {"executionSuccessful": not notifications, "toolExecutionNotifications": notifications},
        ],
        "results": [
            _result(finding, name, codes.index(finding.rule), sources)
            for finding, name in zip(report.findings, names, strict=True)
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(code: str, page: RulePage | None) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": code}
    if page is None:
        return rule
    return rule | {
        "name": "".join(word.capitalize() for word in page.name.split("-")),
        "shortDescription": {"text": page.name.replace("-", " ")},
        "fullDescription": {"text": page.summary},
        "help": {"text": page.summary + "\n\n" + _plain(page.body), "markdown": page.body},
        "helpUri": f"{sadpath.HOMEPAGE}#the-checks",
        "defaultConfiguration": {"enabled": page.default, "level": _LEVELS[page.severity]},
        "properties": {"precision": _PRECISION[page.severity], "tags": ["reliability", "error-handling"]},
    }


def _plain(markdown: str) -> str:
    """Markdown without its links and code fences, for viewers that show plain text."""
    return re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", re.sub(r"^```.*\n", "", markdown, flags=re.MULTILINE))


def _result(finding: Finding, fingerprint: str, index: int, sources: Sources) -> dict[str, Any]:
    location = _location(finding, sources)
    if finding.entry:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.entry, "kind": "function"}]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: fingerprint},
        "properties": {
            "provider": finding.provider,
            "operation": finding.operation,
            "entry": finding.entry,
            "outcomes": [outcome.to_json() for outcome in finding.outcomes],
        },
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(place, sources), "message": {"text": _escape(place.message or _where(place))}}
            for number, place in enumerate(finding.related, 1)
        ]
    if finding.fixes:
        result["fixes"] = [_fix(fix, sources) for fix in finding.fixes]
    return result


def _message(finding: Finding) -> str:
    """The message, the outcomes, and a link to each related place: code hosts show these only where a link leads there."""
    lines = [_escape(one_line(finding))]
    lines += [f"{fate}: {_escape(names)}" for fate, names in by_fate(finding.outcomes)]
    for number, place in enumerate(finding.related, 1):
        text = f": {_escape(place.message)}" if place.message else ""
        lines.append(f"[{_escape(_where(place))}]({number}){text}")
    if finding.help:
        lines.append(f"Help: {_escape(finding.help)}")
    if finding.url:
        lines.append(f"[What the provider documents]({finding.url})")
    return "\n".join(lines)


def _where(place: Place) -> str:
    return f"{repository_path(place.path)}:{place.line}"


def _escape(text: str) -> str:
    """Text in which brackets are no link (SARIF, 3.11.6)."""
    return re.sub(r"([\\\[\]])", r"\\\1", text)


def _location(place: Ranged, sources: Sources) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(place.path), "region": _region(place, sources)}}


def _artifact(path: str) -> dict[str, str]:
    """A relative path hangs on the root; one that leads out of it can't, as SARIF allows no `..` there."""
    known = repository_path(path)
    uri = quote(known, safe="/:")
    if known.startswith(("/", "../")) or re.match(r"[A-Za-z]:", known):
        return {"uri": uri if known.startswith("../") else "file://" + ("" if uri.startswith("/") else "/") + uri}
    return {"uri": quote(known, safe="/"), "uriBaseId": _ROOT}


def _region(place: Ranged, sources: Sources) -> dict[str, int]:
    line, column, end_line, end_column = utf16_range(place, sources)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _fix(fix: Fix, sources: Sources) -> dict[str, Any]:
    paths = dict.fromkeys(edit.path for edit in fix.edits)
    return {
        "description": {"text": fix.title if fix.safe else f"{fix.title} (may change what the code does)"},
        "artifactChanges": [
            {
                "artifactLocation": _artifact(path),
                "replacements": [
                    {"deletedRegion": _region(edit, sources), "insertedContent": {"text": edit.text}}
                    for edit in _ordered(fix, path)
                ],
            }
            for path in paths
        ],
    }


def _ordered(fix: Fix, path: str) -> Sequence[Any]:
    return sorted(edit for edit in fix.edits if edit.path == path)


def _notification(text: str) -> dict[str, Any]:
    return {"level": "error", "message": {"text": text.strip().split("\n")[-1]}}
