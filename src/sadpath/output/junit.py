"""JUnit's XML, as Jenkins, GitLab, CircleCI and Azure read it: a suite for each file, a failed case for each finding."""

from __future__ import annotations

import re
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from sadpath.findings import Finding, Report
from sadpath.output.full import render as render_full
from sadpath.output.outcomes import one_line
from sadpath.output.sources import Sources

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report, *, color: bool, sources: Sources) -> str:
    """One document. Without findings it has one suite with one passed case, as readers take an empty one for a failure."""
    suites = []
    for path, group in groupby(sorted(report.findings), key=lambda finding: finding.path):
        cases = [_case(finding, sources) for finding in group]
        suites.append(_suite(path, cases, failed=True))
    if not suites:
        suites.append(
            _suite("sadpath", ['    <testcase name="no findings" classname="sadpath" time="0"/>\n'], failed=False)
        )
    number = len(report.findings)
    head = f'<testsuites name="sadpath" tests="{number or 1}" failures="{number}" errors="0" time="0">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n{"".join(suites)}</testsuites>\n'


def _suite(name: str, cases: list[str], *, failed: bool) -> str:
    counts = f'tests="{len(cases)}" failures="{len(cases) if failed else 0}" errors="0" skipped="0" time="0"'
    return f"  <testsuite name={_attribute(name)} {counts}>\n{''.join(cases)}  </testsuite>\n"


def _case(finding: Finding, sources: Sources) -> str:
    name = f"{finding.rule} {finding.name} at line {finding.line}, column {finding.column}"
    classname = finding.path.removesuffix(".py").replace("/", ".")
    message = one_line(finding)
    text = render_full(Report(findings=(finding,)), color=False, sources=sources).rstrip("\n")
    return (
        f'    <testcase name={_attribute(name)} classname={_attribute(classname)} time="0"'
        f' file={_attribute(finding.path)} line="{finding.line}">\n'
        f"      <failure type={_attribute(finding.severity)} message={_attribute(message)}>{_text(text)}</failure>\n"
        "    </testcase>\n"
    )


def _text(text: str) -> str:
    """XML has no way to write most control characters, not even as references."""
    return escape(_NOT_XML.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
