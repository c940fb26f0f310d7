"""What helps a team to adopt the tool on old code: suppressions written for it, a baseline, only what a change touches."""

from __future__ import annotations

import argparse
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sadpath.config import UsageError
from sadpath.output.sources import Sources
from sadpath.screen import Screened, Seen, screen
from sadpath.source.discover import SourcePath, display_path

if TYPE_CHECKING:
    from sadpath.baseline.file import Baseline
    from sadpath.config import Settings
    from sadpath.findings import Finding, Fix, Report
    from sadpath.source.project import Finder


class Adoption:
    """The way of a check's findings from the analysis to the output.

    Raises UsageError for a baseline that is broken or absent, and for a revision that isn't there, before anything is analysed.
    """

    def __init__(self, options: argparse.Namespace, settings: Settings, find: Finder) -> None:
        self.options = options
        self.settings = settings
        self.find = find
        self.on_disk = "-" not in options.paths
        self.baseline = _baseline(options, settings)
        self.last: Screened | None = None
        self.changes = None
        if options.diff_base is not None:
            from sadpath.changes import Changes

            if not self.on_disk:
                raise UsageError("--diff-base compares files; it can't be used with standard input")
            self.changes = Changes(options.diff_base, options.paths or [os.curdir])

    def screen(self, report: Report, files: Sequence[SourcePath], overlay: Mapping[str, bytes]) -> Report:
        """The report with the findings that are to be shown. `overlay` has the bytes of files by absolute path."""
        sources = Sources(given={display_path(path, os.getcwd()): data for path, data in overlay.items()})
        self.last = screen(
            report,
            self.settings,
            sources,
            ignores=not self.options.no_ignore,
            seen=Seen(files, self.find, report),
            baseline=self.baseline,
        )
        report = self.last.report
        if self.changes is not None:
            report = replace(report, findings=tuple(f for f in report.findings if self.changes.touch(f)))
        return report

    def told(self) -> Iterator[str]:
        """What is said about findings that aren't shown."""
        if self.last is None:
            return
        held = self.last.held
        parts = [(len(self.last.suppressed), "by comments"), (len(held.known) if held else 0, "by the baseline")]
        hidden = [f"{count:,} {how}" for count, how in parts if count]
        if hidden:
            yield f"Hidden: {', '.join(hidden)}."

    def settle(self) -> tuple[list[str], bool]:
        """Bring the baseline up to date, or with `--locked` see whether it is: what to say, and whether it is stale."""
        held = self.last.held if self.last else None
        if held is None or self.baseline is None:
            return [], False
        smaller = held.smaller(self.baseline)
        if sorted(smaller.entries) == sorted(self.baseline.entries):
            return [], False
        gone = len(self.baseline.entries) - len(smaller.entries)
        what = (
            f"{gone} of its findings {'is' if gone == 1 else 'are'} gone" if gone else "functions or files were renamed"
        )
        name = _shown(self.baseline.file)
        if self.options.locked:
            return [f"error: the baseline {name} is stale: {what}; run `sadpath baseline` and commit it"], True
        # what is gone may only have moved, or be away for a moment, or was looked for in a text that is nowhere yet
        if held.new or not self.on_disk or self.options.watch or self.options.fix:
            return [], False
        from sadpath.baseline.file import write_baseline

        try:
            write_baseline(smaller)
        except UsageError as error:
            return [f"warning: the baseline is stale ({what}), but {error}"], False
        return [f"Baseline {name}: {what}, {len(smaller.entries)} left."], False


def _baseline(options: argparse.Namespace, settings: Settings) -> Baseline | None:
    """The baseline that holds for a check."""
    file = None if options.no_baseline else baseline_file(options, settings)
    if file is None:
        if options.locked:
            raise UsageError(
                "--locked is about a baseline, and there is none: name it with --baseline or in the settings"
            )
        return None
    from sadpath.baseline.file import read_baseline

    return read_baseline(file)


def baseline_file(options: argparse.Namespace, settings: Settings) -> Path | None:
    """The baseline's file: as told on the command line, else as the settings say."""
    return Path(options.baseline) if options.baseline else settings.main.baseline


def write(screened: Report, options: argparse.Namespace, settings: Settings, seen: Seen) -> list[str]:
    """`sadpath baseline`: write what a check of everything would report; what to say about it.

    Entries about files or rules that this run did not look at stay. Raises UsageError for a broken baseline.
    """
    from sadpath.baseline.file import NAME, Baseline, read_baseline, write_baseline

    named = baseline_file(options, settings)
    file = named or settings.main.root / NAME
    old = read_baseline(file) if file.exists() else Baseline(file)
    result = screen(screened, settings, Sources(), seen=seen, baseline=old)
    if result.held is None:
        return []
    new = result.held.renewed(old)
    if sorted(new.entries) != sorted(old.entries) or not file.exists():
        write_baseline(new)
    files = len({entry.path for entry in new.entries})
    lines = [f"{_count(len(new.entries), 'finding')} in {_count(files, 'file')} stand in {_shown(file)}."]
    if result.held.added or result.held.gone:
        lines.append(f"{len(result.held.added)} new, {len(result.held.gone)} gone.")
    if named is None:
        lines.append(f'To use it: --baseline {_shown(file)}, or baseline = "{NAME}" in the settings.')
    return lines


def add_ignores(
    findings: Iterable[Finding], reason: str, files: Sequence[SourcePath], settings: Settings
) -> tuple[list[str], list[str]]:
    """Write a suppression for each finding into its file, which stays as it is otherwise; (what was done, what went wrong)."""
    from sadpath.findings import Fix
    from sadpath.fixes.apply import apply
    from sadpath.fixes.command import replace as replace_file
    from sadpath.fixes.tree import Files
    from sadpath.source.layout import read_layout
    from sadpath.suppression import ABOUT_SUPPRESSIONS, parse
    from sadpath.suppression.edits import insert_at, place_for

    not_to_hide = ABOUT_SUPPRESSIONS | {"SP902"}
    reason = " ".join(reason.split())
    sources = Sources()
    by_path: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_path[finding.path].append(finding)
    absolute = {file.display: file.path for file in files}
    chosen: list[tuple[Finding, Fix]] = []
    left = []
    problems = []
    for path, found in sorted(by_path.items()):
        lines = sources.lines(path)
        hidable = [finding for finding in found if finding.rule not in not_to_hide]
        left += [finding for finding in found if finding.rule in not_to_hide]
        if lines is None or not hidable:
            continue
        if not reason and settings.at(os.path.abspath(path)).require_reason:
            raise UsageError(f'{path}: the settings require a reason; give one: --add-ignore="known, see #12"')
        if path not in absolute:
            problems.append(f"{path}: it is none of the files that are checked, and is left as it is")
            continue
        layout = read_layout(lines)
        there = parse(lines, layout)
        places: dict[int, list[Finding]] = defaultdict(list)
        for finding in hidable:
            places[place_for(layout, finding, lines)].append(finding)
        for line, group in sorted(places.items()):
            edit = insert_at(lines, line, sorted({f.rule for f in group}), reason, there, path)
            chosen.append((group[0], Fix("hide it", True, (edit,))))
    given = Files({})
    applied = apply(chosen, given.source)
    problems += applied.problems + applied.mistakes
    written = 0
    for path, data in sorted(applied.data.items()):
        source = given.source(path)
        try:
            if source is not None:
                replace_file(absolute[path], source.data, data)
                written += 1
        except OSError as error:
            problems.append(f"{path} can't be written: {error.strerror or error}")
    done = [f"Added {_count(len(applied.fixed), 'suppression')} in {_count(written, 'file')}."]
    if left:
        done.append(
            f"{_count(len(left), 'finding')} of {', '.join(sorted({f.rule for f in left}))} can't be hidden so."
        )
    return done, problems


def _shown(file: Path) -> str:
    return display_path(os.path.abspath(file), os.getcwd())


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
