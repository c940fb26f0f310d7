"""What the report's script needs, as one JSON object in which whatever is told twice is kept once."""

from __future__ import annotations

import json
from collections.abc import Hashable, Sequence
from typing import Any

from sadpath.findings import Finding, Report, WalkRow
from sadpath.output.fates import MEANINGS, RETRY
from sadpath.output.outcomes import one_line
from sadpath.output.places import repository_path
from sadpath.output.sources import Sources
from sadpath.ways import Course, Passage, Way, WayStep

LONGEST = 400
"""Characters of a line that are kept; nobody reads on in one that a program wrote."""
CONTEXT = 1
"""Lines that are shown around those that ran."""


class Pool:
    """Values by the number under which they came first."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._numbers: dict[Hashable, int] = {}

    def __call__(self, key: Hashable, value: Any = None) -> int:
        """The number of what `key` stands for; `value` is kept for it where it is new (without one, the key)."""
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.values)
            self.values.append(key if value is None else value)
        return number


class Data:
    """Collects the data of a report."""

    def __init__(self, report: Report, sources: Sources) -> None:
        self._sources = sources
        self._files, self._steps, self._passages = Pool(), Pool(), Pool()
        self._courses, self._ways, self._errors = Pool(), Pool(), Pool()
        self._lines: dict[int, dict[int, str]] = {}
        self._providers = {provider.id: provider for provider in report.providers}
        self._findings = report.findings
        self.walks = [self._walk(walk) for walk in report.walks]

    def to_json(self) -> str:
        """The object as JSON that may stand inside a script element."""
        known = {provider.id: {"name": provider.name, "link": provider.link} for provider in self._providers.values()}
        data = {
            "providers": known,
            "fates": {fate: {"letter": letter, "text": text} for fate, (letter, text) in MEANINGS.items()},
            "retry": RETRY,
            "walks": self.walks,
            "findings": [self._finding(finding) for finding in self._findings],
            "errors": self._errors.values,
            "ways": self._ways.values,
            "courses": self._courses.values,
            "passages": self._passages.values,
            "steps": self._steps.values,
            "files": self._files.values,
            "lines": self._lines,
        }
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        text = text.encode("utf-8", "replace").decode()  # a lone surrogate of some source can't be written
        for char in "<>&\u2028\u2029":
            text = text.replace(char, f"\\u{ord(char):04x}")
        return text

    def _walk(self, walk: WalkRow) -> dict[str, Any]:
        provider = self._providers.get(walk.provider)
        operation = next((o for o in provider.operations if o.id == walk.operation), None) if provider else None
        errors = (
            {(row.status, row.code): row.error for row in provider.rows(operation)} if provider and operation else {}
        )
        outcomes = []
        for outcome in walk.outcomes:
            error = errors.get((outcome.status, outcome.code or ""))
            about = [error.meaning, error.handling, error.link] if error else ["", "", ""]
            outcomes.append(
                {
                    "status": outcome.status,
                    "code": outcome.code,
                    "fate": outcome.fate,
                    "again": outcome.resent,
                    "waited": outcome.waited,
                    "apart": outcome.specific,
                    "assumed": outcome.assumed_status,
                    "retry": outcome.retry,
                    "error": self._errors(tuple(about), about),
                    "way": self._way(outcome.way) if outcome.way else None,
                }
            )
        return {
            "provider": walk.provider,
            "operation": walk.operation,
            "method": operation.method if operation else "",
            "template": operation.path if operation else "",
            "entry": walk.entry,
            "path": repository_path(walk.path),
            "line": walk.line,
            "findings": [n for n, finding in enumerate(self._findings) if _of(finding, walk)],
            "outcomes": outcomes,
        }

    def _finding(self, finding: Finding) -> dict[str, Any]:
        return {
            "rule": finding.rule,
            "name": finding.name,
            "severity": finding.severity,
            "message": one_line(finding),
            "help": finding.help,
            "place": f"{repository_path(finding.path)}:{finding.line}",
        }

    def _way(self, way: Way) -> int:
        courses = [self._course(course) for course in way.courses]
        return self._ways((tuple(courses), way.more), {"courses": courses, "more": way.more})

    def _course(self, course: Course) -> int:
        passages = [self._passage(passage) for passage in course.passages]
        steps = [self._step(step) for step in course.steps]
        value = {"passages": passages, "steps": steps, "end": course.end, "detail": course.detail, "cut": course.cut}
        return self._courses((tuple(passages), tuple(steps), course.end, course.detail, course.cut), value)

    def _passage(self, passage: Passage) -> int:
        file = self._files(repository_path(passage.path))
        kept = self._lines.setdefault(file, {})
        shown = set(passage.lines) | ({passage.line} if passage.function else set())
        for line in sorted({near for ran in shown for near in range(ran - CONTEXT, ran + CONTEXT + 1)}):
            if line not in kept and (text := self._sources.line(passage.path, line)) is not None:
                kept[line] = text.rstrip()[:LONGEST]
        value = {"file": file, "function": passage.function, "line": passage.line, "ran": _ranges(passage.lines)}
        return self._passages(passage, value)

    def _step(self, step: WayStep) -> int:
        value = {
            "what": step.what,
            "text": step.text,
            "file": self._files(repository_path(step.path)),
            "line": step.line,
            "from": step.column - 1,
            "to": step.end_column - 1,
            "yes": step.yes,
            "times": step.times,
        }
        return self._steps(step, value)


def _of(finding: Finding, walk: WalkRow) -> bool:
    """Whether a finding is about that walk."""
    return (finding.provider, finding.operation, finding.entry) == (walk.provider, walk.operation, walk.entry)


def _ranges(lines: Sequence[int]) -> list[list[int]]:
    """Sorted lines as ranges of the first and the last one."""
    ranges: list[list[int]] = []
    for line in lines:
        if ranges and ranges[-1][1] == line - 1:
            ranges[-1][1] = line
        else:
            ranges.append([line, line])
    return ranges
