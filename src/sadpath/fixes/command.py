"""`sadpath check --fix` and `--diff`: fix, look again, until nothing is left to fix; then write, or show the difference."""

from __future__ import annotations

import argparse
import difflib
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as replaced

from sadpath.findings import Finding, Fix, Report
from sadpath.fixes import choose
from sadpath.fixes.apply import apply
from sadpath.fixes.tree import Files
from sadpath.output.summary import remarks
from sadpath.output.targets import write as write_text
from sadpath.source.discover import SourcePath
from sadpath.source.read import Source, read_source

MOST_PASSES = 12
Key = tuple[str | None, ...]
Look = Callable[[Mapping[str, bytes]], Report]
"""Looks at everything again, with the bytes of some files (by absolute path) in place of the disk's."""


@dataclass
class Outcome:
    """What fixing came to. `before` and `after` are bytes by the path that findings print; `report` is what remains."""

    report: Report
    before: dict[str, bytes] = field(default_factory=dict)
    after: dict[str, bytes] = field(default_factory=dict)
    fixed: list[tuple[Finding, Fix]] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    """Files that could not be fixed, and why; `mistakes` are those of this tool."""

    @property
    def exit_code(self) -> int:
        """That of `--diff`: 1 where there is a difference, 2 where something went wrong."""
        return 2 if self.problems or self.report.failed else 1 if self.after else 0


def fix_all(
    look: Look, paths: Sequence[SourcePath], *, unsafe: bool, given: Mapping[str, bytes] | None = None
) -> Outcome:
    """Fix what can be fixed in `paths`, in memory: pass after pass until nothing changes.

    `given` has the bytes of files that are not on the disk (standard input), by the path that findings print. A fix
    that does not remove its finding is taken back and told as a mistake of ours.
    """
    absolute = {path.display: path.path for path in paths}
    stamps = {path.display: stamp(path.path) for path in paths if path.display not in (given or {})}
    now: dict[str, bytes] = dict(given or {})
    outcome = Outcome(look({}))
    banned: set[Key] = set()
    refused: set[str] = set()
    for _ in range(MOST_PASSES):
        files = Files(now)
        wanted = []
        for finding in outcome.report.findings:
            fix = choose(finding, files, unsafe=unsafe)
            if fix and key_of(finding, fix) not in banned and all(edit.path in absolute for edit in fix.edits):
                wanted.append((finding, fix))
        changed = {edit.path for _, fix in wanted for edit in fix.edits if not same(edit.path, absolute, stamps, now)}
        for path in sorted(changed - refused):
            outcome.problems.append(f"{path} was changed while it was checked, and is left as it is")
        refused |= changed
        wanted = [item for item in wanted if not any(edit.path in refused for edit in item[1].edits)]
        applied = apply(wanted, files.source)
        outcome.mistakes += [mistake for mistake in applied.mistakes if mistake not in outcome.mistakes]
        outcome.problems += [problem for problem in applied.problems if problem not in outcome.problems]
        if not applied.fixed:
            break
        for path in applied.data:
            source = files.source(path)
            if source is not None:
                outcome.before.setdefault(path, source.data)
        tried = {**now, **applied.data}
        report = look({absolute[path]: data for path, data in tried.items()})
        useless = still_there(applied.fixed, outcome.report, report)
        if useless:
            banned |= useless
            outcome.mistakes += [f"the fix {key[-1]!r} does not help in {key[1]}; it was taken back" for key in useless]
            continue
        now, outcome.report = tried, report
        outcome.fixed += applied.fixed
        outcome.after.update(applied.data)
    outcome.before = {path: outcome.before[path] for path in outcome.after}
    return outcome


def key_of(finding: Finding, fix: Fix) -> Key:
    """A finding and its fix, whatever the line they come to stand on."""
    return (finding.rule, finding.path, finding.provider, finding.operation, finding.entry, finding.message, fix.title)


def still_there(fixed: Iterable[tuple[Finding, Fix]], before: Report, after: Report) -> set[Key]:
    """The fixes whose findings have not become fewer."""
    counts_before, counts_after = (Counter(key_of_finding(f) for f in report.findings) for report in (before, after))
    found = set()
    for finding, fix in fixed:
        key = key_of_finding(finding)
        if counts_after[key] >= counts_before[key]:
            found.add(key_of(finding, fix))
    return found


def key_of_finding(finding: Finding) -> Key:
    """A finding, whatever the line it comes to stand on."""
    return (finding.rule, finding.path, finding.provider, finding.operation, finding.entry, finding.message)


def stamp(path: str) -> tuple[int, int, int] | None:
    """What changes when a file is written; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def same(path: str, absolute: Mapping[str, str], stamps: Mapping[str, object], now: Mapping[str, bytes]) -> bool:
    """Whether a file is still the one that was there before the first look."""
    return path in now or stamps.get(path) == stamp(absolute[path])


def write(outcome: Outcome, paths: Sequence[SourcePath]) -> list[str]:
    """Write what was fixed; what could not be written, and why. A file that is not what it was is left alone."""
    absolute = {path.display: path.path for path in paths}
    problems = []
    for path, data in sorted(outcome.after.items()):
        try:
            replace(absolute[path], outcome.before[path], data)
        except OSError as error:
            problems.append(f"{path} can't be written: {error.strerror or error}")
    return problems


def replace(path: str, before: bytes, data: bytes) -> None:
    """Put `data` in place of a file at once, with its mode and owner. Raises OSError, also where it is not `before` any more."""
    path = os.path.realpath(path)  # a link stays a link
    with open(path, "rb+") as old:  # asks for the right to write
        if old.read() != before:
            raise OSError("it was changed in the meantime, and is left as it is")
        status = os.fstat(old.fileno())
    handle, new = tempfile.mkstemp(dir=os.path.dirname(path), prefix=f".{os.path.basename(path)}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(new, status.st_mode & 0o7777)
        if hasattr(os, "chown") and (status.st_uid, status.st_gid) != (os.geteuid(), os.getegid()):
            try:
                os.chown(new, status.st_uid, status.st_gid)
            except OSError:
                pass  # only the owner of all may give files away
        os.replace(new, path)
    except BaseException:
        os.unlink(new)
        raise


def deliver(
    outcome: Outcome, options: argparse.Namespace, paths: Sequence[SourcePath], stdin: tuple[str, bytes] | None
) -> None:
    """Write the files, or print the difference (`options.diff`) or what became of standard input, and say what was done.

    Our own mistakes go to the report's internal errors, so that they are told with the others.
    """
    if options.diff:
        write_text(difference(outcome))
    elif stdin:
        sys.stdout.flush()
        sys.stdout.buffer.write(outcome.after.get(*stdin))
        sys.stdout.buffer.flush()
    else:
        outcome.problems += write(outcome, paths)
    lines = [f"error: {problem}" for problem in outcome.problems]
    if not options.quiet:
        lines += told(outcome, written=not options.diff, verbose=options.verbose)
    outcome.report = replaced(outcome.report, internal_errors=(*outcome.report.internal_errors, *outcome.mistakes))
    if options.diff:
        lines += remarks(outcome.report, verbose=options.verbose)
    for line in lines:
        print(line, file=sys.stderr)


def told(outcome: Outcome, *, written: bool, verbose: bool) -> list[str]:
    """What a person is told about what was fixed, or would be."""
    if not outcome.fixed:
        return [] if written else ["Nothing to fix."]
    lines = []
    if verbose:
        lines += [f"{f.path}:{f.line}:{f.column}: {f.rule} {fix.title}" for f, fix in outcome.fixed]
    problems = "1 problem" if len(outcome.fixed) == 1 else f"{len(outcome.fixed)} problems"
    files = "1 file" if len(outcome.after) == 1 else f"{len(outcome.after)} files"
    return [*lines, f"{'Fixed' if written else 'Would fix'} {problems} in {files}."]


def difference(outcome: Outcome) -> str:
    """The unified difference of all fixed files; empty where there is none."""
    parts = []
    for path, data in sorted(outcome.after.items()):
        old, new = (split(read_source(path, part)) for part in (outcome.before[path], data))
        lines = difflib.unified_diff(old, new, path, path)
        parts += [line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines]
    return "".join(parts)


def split(source: Source) -> list[str]:
    """The lines of a file with their ends; only a line feed ends one, so that `patch` reads it the same way."""
    lines = source.data.decode(source.encoding).split("\n")
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
