"""What the analysis hands back, as plain data: findings, the rows of the matrix, and the report that holds both.

Lines and columns are 1-based and count code points; an end column is the one after the last character.
Renderers and the editor server read nothing but this.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sadpath.catalogue import Provider
    from sadpath.fixes.recipe import Recipe
    from sadpath.ways import Way

SEVERITIES = ("info", "warning", "error")
"""From the mildest to the gravest."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A range in a file, and what is to be said about it."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str = ""

    def to_json(self) -> dict[str, Any]:
        """The place as JSON data."""
        return {**_range(self), "message": self.message}


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """One replacement: the range becomes `text`."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str

    def to_json(self) -> dict[str, Any]:
        """The edit as JSON data."""
        return {**_range(self), "text": self.text}


@dataclass(frozen=True, slots=True, order=True)
class Fix:
    """Edits that belong together. A safe fix keeps what the code means."""

    title: str
    safe: bool
    edits: tuple[Edit, ...]

    def to_json(self) -> dict[str, Any]:
        """The fix as JSON data."""
        return {"title": self.title, "safe": self.safe, "edits": [edit.to_json() for edit in self.edits]}


@dataclass(frozen=True, slots=True)
class OutcomeRef:
    """An outcome that a finding is about, and its fate there. `code` is None where the answer has none."""

    status: int
    code: str | None
    fate: str

    def to_json(self) -> dict[str, Any]:
        """The outcome as JSON data."""
        return {"status": self.status, "code": self.code, "fate": self.fate}


@functools.total_ordering
@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check reports. Findings sort by place, then by everything else, so that output is stable."""

    rule: str
    name: str
    severity: str
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    help: str = ""
    url: str = ""
    provider: str | None = None
    operation: str | None = None
    entry: str | None = None
    outcomes: tuple[OutcomeRef, ...] = ()
    related: tuple[Place, ...] = ()
    fixes: tuple[Fix, ...] = ()
    recipes: tuple[Recipe, ...] = field(default=(), compare=False)
    """Fixes that `sadpath.fixes.fixes_for` makes when somebody asks for them."""

    def sort_key(self) -> tuple[Any, ...]:
        """A key that orders any two findings that differ."""
        return (
            self.path,
            self.line,
            self.column,
            self.end_line,
            self.end_column,
            self.rule,
            self.provider or "",
            self.operation or "",
            self.entry or "",
            self.message,
            tuple((o.status, o.code or "", o.fate) for o in self.outcomes),
            self.related,
            self.fixes,
            self.severity,
            self.name,
            self.help,
            self.url,
        )

    def __lt__(self, other: Finding) -> bool:
        return self.sort_key() < other.sort_key()

    def to_json(self) -> dict[str, Any]:
        """The finding as JSON data; its keys are a contract."""
        return {
            "rule": self.rule,
            "name": self.name,
            "severity": self.severity,
            **_range(self),
            "message": self.message,
            "url": self.url,
            "provider": self.provider,
            "operation": self.operation,
            "entry": self.entry,
            "outcomes": [outcome.to_json() for outcome in self.outcomes],
            "related": [place.to_json() for place in self.related],
            "fixes": [fix.to_json() for fix in self.fixes],
        }


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One outcome of a walk, with its facts. `lines` are those of its own path; `retry` is the provider's term.

    `way` is its way through the source, where the analysis was asked for ways.
    """

    status: int
    code: str | None
    fate: str
    resent: bool = False
    waited: bool = False
    specific: bool = False
    lines: tuple[int, ...] = ()
    assumed_status: bool = False
    retry: str | None = None
    way: Way | None = None

    def to_json(self) -> dict[str, Any]:
        """The outcome as JSON data; the first seven keys are a contract."""
        return {
            "status": self.status,
            "code": self.code,
            "fate": self.fate,
            "resent": self.resent,
            "waited": self.waited,
            "specific": self.specific,
            "lines": list(self.lines),
            "assumed_status": self.assumed_status,
            "retry": self.retry,
        }


@dataclass(frozen=True, slots=True)
class WalkRow:
    """All outcomes of one operation from one entry. `path` and `line` say where the request is sent first."""

    provider: str
    operation: str
    entry: str
    path: str
    line: int
    outcomes: tuple[OutcomeRow, ...] = ()

    def sort_key(self) -> tuple[str, str, str, str, int]:
        """Orders walks by provider, operation and entry."""
        return (self.provider, self.operation, self.entry, self.path, self.line)

    def to_json(self) -> dict[str, Any]:
        """The walk as JSON data; its keys are a contract."""
        return {
            "provider": self.provider,
            "operation": self.operation,
            "entry": self.entry,
            "path": self.path,
            "line": self.line,
            "outcomes": [outcome.to_json() for outcome in self.outcomes],
        }


@dataclass(frozen=True, slots=True)
class Timing:
    """How many seconds a part of the work took. `kind` is "reading", "walk" or "check"."""

    kind: str
    label: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Report:
    """The answer of one run of the analysis.

    `unreadable`: places (path, line, reason as the message) of files that could not be read or parsed; everything else
    was still analysed. `files`: how many files were parsed. `notes`: remarks for a person. `internal_errors`: one text
    for each mistake of the tool itself. `unfinished`: what was given up as a budget ran out, one text each
    (`module:entry: operation`). `marked`: the paths of files that may hold suppressions. `times`: what took how long.
    `providers`: the catalogues, where the analysis was asked for ways. `plugin_errors`: one text for each plugin, or check
    of one, that failed. `interrupted`: the run was ended before all walks were done.
    """

    findings: tuple[Finding, ...] = ()
    walks: tuple[WalkRow, ...] = ()
    unreadable: tuple[Place, ...] = ()
    files: int = 0
    notes: tuple[str, ...] = ()
    internal_errors: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    times: tuple[Timing, ...] = ()
    providers: tuple[Provider, ...] = ()
    plugin_errors: tuple[str, ...] = ()
    interrupted: bool = False

    @property
    def failed(self) -> bool:
        """Whether a part of the analysis failed, so that what is missing from the report says nothing."""
        return bool(self.internal_errors or self.plugin_errors)


def unreadable_findings(places: Iterable[Place]) -> list[Finding]:
    """The SP902 findings for files that could not be read."""
    return [
        Finding(
            "SP902",
            "unreadable-file",
            "warning",
            p.path,
            p.line,
            p.column,
            p.end_line,
            p.end_column,
            f"this file was left out: {p.message}",
            help="mend the file, or leave it out with `exclude`",
        )
        for p in places
    ]


def at_least(severity: str, level: str) -> bool:
    """Whether `severity` is as grave as `level` or graver."""
    return SEVERITIES.index(severity) >= SEVERITIES.index(level)


def _range(item: Place | Edit | Finding) -> dict[str, Any]:
    return {
        "path": item.path,
        "line": item.line,
        "column": item.column,
        "end_line": item.end_line,
        "end_column": item.end_column,
    }
