"""Markdown for a job's summary or a comment on a change: what was found, and how many documented errors are noticed."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote

from sadpath.coverage import Coverage
from sadpath.findings import SEVERITIES, Finding, Report
from sadpath.output.outcomes import by_fate, one_line
from sadpath.output.places import repository_path
from sadpath.output.sources import Sources
from sadpath.output.width import shown

LIMIT = 1_000_000
"""Characters: GitHub drops a summary of more than 1 MiB as a whole. A letter beyond ASCII takes up to four bytes, but those are few."""
_MARKS = {"error": "🔴 error", "warning": "🟡 warning", "info": "🔵 info"}
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~!])")


def render(report: Report, *, color: bool, sources: Sources) -> str:
    """A heading, the counts, a table of the findings, and one of the operations that are called."""
    parts = ["## sadpath\n\n", _counts(report)]
    if report.findings:
        parts.append("\n| | place | finding |\n|---|---|---|\n")
        parts += _rows(report)
    if report.walks:
        parts.append("\n### Documented errors\n\n")
        parts += _operations(report)
    return "".join(parts)


def _counts(report: Report) -> str:
    counts = Counter(finding.severity for finding in report.findings)
    words = {"error": "error", "warning": "warning", "info": "remark"}
    told = [f"**{counts[s]}** {words[s]}{'s' * (counts[s] != 1)}" for s in reversed(SEVERITIES) if counts[s]]
    found = ", ".join(told) if told else "No problems found"
    return f"{found}. {Coverage.of(report.walks).sentence()}\n"


def _rows(report: Report) -> Iterator[str]:
    size = 0
    for number, finding in enumerate(report.findings):
        row = _row(finding)
        size += len(row)
        if size > LIMIT:
            yield f"| | | and {len(report.findings) - number} more, which a summary has no room for |\n"
            return
        yield row


def _row(finding: Finding) -> str:
    where = f"{repository_path(finding.path)}:{finding.line}"
    link = _link(repository_path(finding.path), finding.line)
    place = f"[{_escape(where)}]({link})" if link else _escape(where)
    message = [f"**{finding.rule}** {_escape(one_line(finding))}"]
    message += [f"{_escape(fate)}: {_escape(names)}" for fate, names in by_fate(finding.outcomes)]
    if finding.help:
        message.append(f"help: {_escape(' '.join(finding.help.split()))}")
    return f"| {_MARKS[finding.severity]} | {place} | {'<br>'.join(message)} |\n"


def _operations(report: Report) -> Iterator[str]:
    yield "| provider | operation | calls from | noticed | not noticed | unknown |\n|---|---|---|---|---|---|\n"
    operations = dict.fromkeys((walk.provider, walk.operation) for walk in report.walks)
    for provider, operation in sorted(operations):
        walks = [walk for walk in report.walks if (walk.provider, walk.operation) == (provider, operation)]
        share = Coverage.of(walks)
        yield (
            f"| {_escape(provider)} | {_escape(operation)} | {len(walks)} | {share.noticed} | {share.missed}"
            f" | {share.unknown} |\n"
        )


def _link(path: str, line: int) -> str:
    """The line on the code host, where CI says which repository and commit this is."""
    env = os.environ.get
    if env("GITHUB_SERVER_URL") and env("GITHUB_REPOSITORY") and env("GITHUB_SHA"):
        base = f"{env('GITHUB_SERVER_URL')}/{env('GITHUB_REPOSITORY')}/blob/{env('GITHUB_SHA')}"
    elif env("CI_PROJECT_URL") and env("CI_COMMIT_SHA"):
        base = f"{env('CI_PROJECT_URL')}/-/blob/{env('CI_COMMIT_SHA')}"
    else:
        return ""
    return f"{base}/{quote(path)}#L{line}"


def _escape(text: str) -> str:
    """Text that Markdown shows as it is, in a table's cell too."""
    return _SPECIAL.sub(r"\\\1", shown(text).replace("&", "&amp;"))
