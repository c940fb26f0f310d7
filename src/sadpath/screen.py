"""From what the analysis found to what is reported: settings, suppressions, what is wrong with these, the baseline.

The command and the language server both call `screen`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sadpath.findings import Finding, Report, unreadable_findings
from sadpath.source.project import Finder, Project

if TYPE_CHECKING:
    from sadpath.baseline.file import Baseline, Entry
    from sadpath.baseline.matching import Held
    from sadpath.baseline.naming import Namer
    from sadpath.config import Config, Settings
    from sadpath.output.sources import Sources
    from sadpath.source.discover import SourcePath


Whole = Callable[[Iterable[str]], set[str]]
"""Tells which of some paths (as findings print them) were analysed with all that has to do with them."""


@dataclass(frozen=True, slots=True)
class Screened:
    """The report with the findings that are to be shown, and those that are not.

    `suppressed` are hidden by a comment. `held` says what the baseline knows, where there is one.
    """

    report: Report
    suppressed: tuple[Finding, ...] = ()
    held: Held | None = None


def screen(
    report: Report,
    config: Config | Settings,
    sources: Sources,
    *,
    ignores: bool = True,
    seen: Seen | None = None,
    whole: Whole | None = None,
    baseline: Baseline | None = None,
) -> Screened:
    """Judge the findings of an analysis, apply the suppressions in the files, and take out what the baseline knows.

    `ignores` false shows what comments hide and says nothing about them. Without `seen` nothing is called unused or gone;
    `whole` (`Seen.whole`) alone is enough where there is no baseline.
    """
    screened = _apply_settings(report, config, sources, ignores=ignores, whole=seen.whole if seen else whole)
    if baseline is None:
        return screened
    from sadpath.baseline.naming import Namer

    namer = Namer(baseline.directory, sources)
    held = _hold(screened.report.findings, baseline, namer, config, None if report.failed else seen)
    return replace(screened, report=replace(screened.report, findings=held.new), held=held)


def _hold(
    findings: Iterable[Finding], baseline: Baseline, namer: Namer, config: Config | Settings, seen: Seen | None
) -> Held:
    from sadpath.baseline.matching import hold

    def judged(entry: Entry) -> bool:
        path = baseline.absolute(entry)
        return config.at(path).enabled(entry.rule, path)

    return hold(
        findings,
        baseline,
        namer,
        judged=judged,
        sure=lambda paths: seen.project.whole(paths) if seen else set(),
        covered=lambda: seen is not None and seen.project.covers(baseline.directory),
    )


def _apply_settings(
    report: Report, config: Config | Settings, sources: Sources, *, ignores: bool, whole: Whole | None
) -> Screened:
    told = {finding.path for finding in report.findings if finding.rule == "SP902"}
    unreadable = unreadable_findings(place for place in report.unreadable if place.path not in told)
    findings = config.judge([*report.findings, *unreadable])
    if not ignores:
        return Screened(replace(report, findings=findings))
    by_path: dict[str, list[Finding]] = {path: [] for path in report.marked}
    for finding in findings:
        by_path.setdefault(finding.path, []).append(finding)
    if not by_path:
        return Screened(replace(report, findings=()))
    from sadpath.suppression import apply

    shown: list[Finding] = []
    suppressed: list[Finding] = []
    files = {path: _File(path, found, sources) for path, found in by_path.items()}
    sure = _sure(files, report, whole)
    for file in files.values():
        shown += file.applied.shown
        suppressed += file.applied.hidden
        about = apply(config.judge(file.review(config, sure=file.path in sure)), file.suppressions)
        shown += about.shown
        suppressed += about.hidden
    return Screened(replace(report, findings=tuple(sorted(shown))), tuple(sorted(suppressed)))


class Seen:
    """What a run over `files` saw. `find` gives the files that a run over directories would look at."""

    def __init__(self, files: Iterable[SourcePath], find: Finder, report: Report) -> None:
        self.interrupted = report.interrupted
        self._absolute = {file.display: file.path for file in files}
        self._display = {path: display for display, path in self._absolute.items()}
        here = os.getcwd()
        self.project = Project(
            self._display,
            find,
            broken=[os.path.normpath(os.path.join(here, place.path)) for place in report.unreadable],
            # each is `module:function: operation`
            unfinished=[text.partition(":")[0] for text in report.unfinished],
        )

    def whole(self, paths: Iterable[str]) -> set[str]:
        """Those of some paths (as findings print them) that were analysed with all that has to do with them."""
        if self.interrupted:
            return set()
        found = self.project.whole(self._absolute[path] for path in paths if path in self._absolute)
        return {self._display[path] for path in found}


class _File:
    """A file with its suppressions and findings."""

    def __init__(self, path: str, found: list[Finding], sources: Sources) -> None:
        self.path = path
        from sadpath.suppression import Applied, apply, parse

        self.lines = sources.lines(path) or []
        self.suppressions = parse(self.lines)
        self.applied: Applied = apply(found, self.suppressions)

    def idle(self) -> bool:
        """Whether a suppression may be unused."""
        from sadpath.suppression import ABOUT_SUPPRESSIONS

        return any(
            (index, rule) not in self.applied.used
            for index, suppression in enumerate(self.suppressions)
            for rule in suppression.known - ABOUT_SUPPRESSIONS
        )

    def review(self, config: Config | Settings, *, sure: bool) -> list[Finding]:
        """What is wrong with the suppressions. `sure`: what is not reported here is not there."""
        if not self.suppressions:
            return []

        from sadpath.suppression import review

        absolute = os.path.abspath(self.path)
        here = config.at(absolute)

        def judged(rule: str) -> bool:
            return sure and here.enabled(rule, absolute)

        return review(
            self.path,
            self.lines,
            self.suppressions,
            self.applied,
            judged=judged,
            require_reason=here.require_reason,
        )


def _sure(files: dict[str, _File], report: Report, whole: Whole | None) -> set[str]:
    """The paths where an unused suppression can be told from one whose findings this run could not see."""
    idle = [path for path, file in files.items() if file.idle()]
    if whole is None or not idle or report.failed:
        return set()
    broken = {place.path for place in report.unreadable}
    return whole(path for path in idle if path not in broken)
