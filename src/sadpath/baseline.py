"""The baseline: findings that a team has accepted for now. They aren't reported; new ones are.

A file with one finding a line, as JSON, sorted. No line, column, count, time or message stands in it, so that it changes only
when findings come or go, and branches that touch other findings merge. Each line stands for itself: their order, and
lines that a merge has doubled, do no harm.
"""

from __future__ import annotations

import ast
import json
import os
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING

from sadpath.config import UsageError
from sadpath.findings import Finding
from sadpath.source.discover import display_path
from sadpath.source.layout import Layout, read_layout
from sadpath.suppression import ABOUT_SUPPRESSIONS

if TYPE_CHECKING:
    from sadpath.output.sources import Sources

NAME = "sadpath-baseline.jsonl"
VERSION = 1
_HEADER = {"sadpath-baseline": VERSION}
_LITERAL = re.compile(
    r"""(?<!\w)[rRuUbB]{0,2}(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?<![\w.])\d[\d_]*(?:\.\d+)?(?![\w.])"""
)
_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One accepted finding. `path` is relative to the baseline file, with `/`; empty texts are left out of the file.

    `entry` is where the walk starts, for a finding about a whole walk. `scope` is the function or class around the
    finding's place. `about` has the literals that a finding about a comparison is about.
    """

    path: str
    rule: str
    provider: str = ""
    operation: str = ""
    entry: str = ""
    scope: str = ""
    about: str = ""

    def to_line(self) -> str:
        """The entry as a line of the file, without its end."""
        data = {key: value for key in KEYS if (value := getattr(self, key))}
        text = json.dumps(data, ensure_ascii=False)
        return text if _is_utf8(text) else json.dumps(data)


KEYS = tuple(item.name for item in fields(Entry))

_SAME: tuple[Callable[[Entry], tuple[str, ...]], ...] = (
    lambda e: (e.path, e.rule, e.provider, e.operation, e.entry, e.scope, e.about),
    lambda e: (e.path, e.rule, e.provider, e.operation, "", e.scope, e.about),
    lambda e: (e.path, e.rule, e.provider, e.operation, e.entry, "", e.about),
    lambda e: (e.path, e.rule, e.provider, e.operation, "", "", e.about),
)
"""What makes two entries the same finding, from all that is known to what a renamed function leaves."""


def _moved(entry: Entry) -> tuple[str, ...]:
    """What stays of an entry whose code moves to another file."""
    return (entry.rule, entry.provider, entry.operation, entry.scope, entry.about)


@dataclass(frozen=True, slots=True)
class Baseline:
    """A baseline file and its entries."""

    file: Path
    entries: tuple[Entry, ...] = ()

    @property
    def directory(self) -> str:
        """The directory that paths are relative to."""
        return os.path.dirname(os.path.abspath(self.file))

    def absolute(self, entry: Entry) -> str:
        """The absolute path of an entry's file."""
        return os.path.normpath(os.path.join(self.directory, entry.path))

    def text(self) -> str:
        """What stands in the file."""
        return "".join(f"{line}\n" for line in (json.dumps(_HEADER), *(e.to_line() for e in sorted(self.entries))))


@dataclass(frozen=True, slots=True)
class Held:
    """Findings held against a baseline. `kept` has the entries that were found again, as they are now.

    `gone` are those that were not, in files about which this run knows everything; `unseen` the others.
    """

    new: tuple[Finding, ...]
    known: tuple[Finding, ...] = ()
    kept: tuple[Entry, ...] = ()
    gone: tuple[Entry, ...] = ()
    unseen: tuple[Entry, ...] = ()
    added: tuple[Entry, ...] = field(default=())
    """The entries for `new`."""

    def smaller(self, baseline: Baseline) -> Baseline:
        """The baseline without what is gone, with the names that functions and files have now."""
        return Baseline(baseline.file, (*self.kept, *self.unseen))

    def renewed(self, baseline: Baseline) -> Baseline:
        """As `smaller`, with the new findings in it."""
        return Baseline(baseline.file, (*self.kept, *self.unseen, *self.added))


def read_baseline(file: Path) -> Baseline:
    """The baseline in a file. Raises UsageError, with the line, for one that is broken, and for one that isn't there."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"{file}: there is no baseline; `sadpath baseline` writes one") from None
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}") from None
    entries: list[Entry] = []
    headed = False
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        found = _read_line(line, f"{file}:{number}")
        if found is None:
            headed = True
        else:
            entries.append(found)
    if not headed:
        raise UsageError(f"{file}:1: this is no baseline of sadpath: the line {json.dumps(_HEADER)} is missing")
    return Baseline(file, tuple(sorted(entries)))


def _read_line(line: bytes, where: str) -> Entry | None:
    """The entry in a line; None for the header."""
    try:
        data = json.loads(line.decode())
    except UnicodeDecodeError:
        raise UsageError(f"{where}: the baseline is broken: this line is not UTF-8") from None
    except (ValueError, RecursionError):
        if line.decode("utf-8", "replace").startswith(_MARKS):
            raise UsageError(
                f"{where}: a merge left its marks in the baseline; take them out and keep the lines of both sides"
            ) from None
        raise UsageError(f"{where}: the baseline is broken: this line is not a JSON object") from None
    if not isinstance(data, dict):
        raise UsageError(f"{where}: the baseline is broken: this line is not a JSON object")
    if set(data) == set(_HEADER):
        version = data["sadpath-baseline"]
        if version != VERSION:
            raise UsageError(f"{where}: this sadpath reads baselines of version {VERSION}, not {version!r}")
        return None
    unknown = [key for key in data if key not in KEYS]
    if unknown:
        raise UsageError(f"{where}: the baseline is broken: unknown key {unknown[0]!r}")
    for key in KEYS:
        if key in ("path", "rule") and not data.get(key):
            raise UsageError(f"{where}: the baseline is broken: {key!r} is missing")
        if not isinstance(data.get(key, ""), str):
            raise UsageError(f"{where}: the baseline is broken: {key!r} has to be a text")
    return Entry(**data)


class Namer:
    """Makes entries from findings. `directory`: what paths are relative to; `sources` gives the files' text."""

    def __init__(self, directory: str, sources: Sources) -> None:
        self.directory = directory
        self.sources = sources
        self._layouts: dict[str, Layout] = {}

    def entry(self, finding: Finding) -> Entry:
        """The entry of a finding."""
        path = display_path(os.path.abspath(finding.path), self.directory)
        lines = self.sources.lines(finding.path) or []
        if finding.path not in self._layouts:
            self._layouts[finding.path] = read_layout(lines)
        scope = self._layouts[finding.path].scope_at(finding.line)
        # what is told about a comparison hangs on its literals, not on the walk that happened to reach it first
        if finding.rule in ABOUT_SUPPRESSIONS:
            about = finding.message
        else:
            about = "" if finding.outcomes else literals(lines, finding)
        return Entry(
            path,
            finding.rule,
            finding.provider or "",
            finding.operation or "",
            (finding.entry or "") if finding.outcomes else "",
            scope,
            about,
        )


def literals(lines: Sequence[str], finding: Finding) -> str:
    """The strings and numbers in the range of a finding, in their order: names of variables don't count, nor do quotes."""
    part = list(lines[finding.line - 1 : finding.end_line])
    if not part:
        return ""
    if finding.end_line == finding.line + len(part) - 1:
        part[-1] = part[-1][: finding.end_column - 1]
    part[0] = part[0][finding.column - 1 :]
    found = []
    for match in _LITERAL.finditer("\n".join(part)):
        try:
            found.append(repr(ast.literal_eval(match[0])))
        except (ValueError, SyntaxError):
            continue
    return " ".join(found)


def hold(
    findings: Iterable[Finding],
    baseline: Baseline,
    namer: Namer,
    *,
    judged: Callable[[Entry], bool],
    sure: Callable[[Iterable[str]], set[str]],
    covered: Callable[[], bool],
) -> Held:
    """Tell the findings that the baseline knows from new ones.

    An entry stands for one finding: a second one like it is new. What was renamed or moved is found again where nothing
    else can be meant. `judged`: whether the rule of an entry was looked for in its file. `sure`: of absolute paths those
    about which this run knows everything. `covered`: whether it looked at all files below the baseline.
    """
    open_findings = [(finding, namer.entry(finding)) for finding in sorted(findings)]
    open_entries = list(baseline.entries)
    pairs: list[tuple[Finding, Entry, Entry]] = []
    for same in _SAME:
        open_findings, open_entries = _pair(open_findings, open_entries, same, pairs)
    paths = {baseline.absolute(entry) for entry in (*open_entries, *(old for _, _, old in pairs))}
    known = sure(path for path in sorted(paths) if os.path.isfile(path))

    def left(entry: Entry) -> bool:
        path = baseline.absolute(entry)
        return judged(entry) and (path in known or (not os.path.lexists(path) and covered()))

    # only what has left its own file may have come to another one
    away = [entry for entry in open_entries if left(entry)]
    leaving = frozenset(away)
    stay = [entry for entry in open_entries if entry not in leaving]
    open_findings, gone = _pair(open_findings, away, _moved, pairs)
    return Held(
        new=tuple(finding for finding, _ in open_findings),
        known=tuple(sorted(finding for finding, _, _ in pairs)),
        # a run that saw only a part may see another way to the same finding; the entry stays as it is then
        kept=tuple(
            sorted(now if baseline.absolute(old) in known or now.path != old.path else old for _, now, old in pairs)
        ),
        gone=tuple(gone),
        unseen=tuple(stay),
        added=tuple(entry for _, entry in open_findings),
    )


def _pair(
    findings: list[tuple[Finding, Entry]],
    entries: list[Entry],
    same: Callable[[Entry], tuple[str, ...]],
    pairs: list[tuple[Finding, Entry, Entry]],
) -> tuple[list[tuple[Finding, Entry]], list[Entry]]:
    """Pair what is the same, one to one; the findings and entries that are left."""
    waiting: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in reversed(entries):
        waiting[same(entry)].append(entry)
    rest = []
    for finding, now in findings:
        if waiting[same(now)]:
            pairs.append((finding, now, waiting[same(now)].pop()))
        else:
            rest.append((finding, now))
    return rest, sorted(entry for left in waiting.values() for entry in left)


def write_baseline(baseline: Baseline) -> None:
    """Write a baseline in place of the old one, at once. Raises UsageError where that can't be done."""
    folder, name = os.path.split(os.path.realpath(baseline.file))  # a link stays a link
    try:
        handle, new = tempfile.mkstemp(dir=folder, prefix=f".{name}.", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(baseline.text().encode())
            old = os.path.join(folder, name)
            os.chmod(new, os.stat(old).st_mode & 0o7777 if os.path.exists(old) else 0o666 & ~_umask())
            os.replace(new, old)
        except BaseException:
            os.unlink(new)
            raise
    except OSError as error:
        raise UsageError(f"{baseline.file} can't be written: {error.strerror or error}") from None


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
