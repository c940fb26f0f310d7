"""`--within DIR`: paths are judged as parts of a project, and only what concerns them is reported.

A wrapper client's findings depend on its callers, and a caller's on the client. So that a few named files (pre-commit
names those of a commit) get the findings that a run over everything reports for them, the rest is analysed as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sadpath.config import Settings, UsageError
from sadpath.findings import Finding, Report, WalkRow
from sadpath.source.discover import Discovery, discover
from sadpath.source.modules import ModuleIndex


def surrounded(discovery: Discovery, directory: str, settings: Settings, exclude: Sequence[str] = ()) -> Discovery:
    """The discovery with the other Python files below `directory`. Raises UsageError where it is none."""
    found = discover([directory], exclude=exclude, excludes_at=settings.excludes_at)
    if found.missing:
        raise UsageError(f"--within: no such directory: {directory}")
    known = {file.path for file in discovery.files}
    around = [file._replace(named=False) for file in found.files if file.path not in known]
    return replace(discovery, files=[*discovery.files, *around]) if discovery.files else discovery


def narrowed(report: Report, discovery: Discovery) -> Report:
    """The report without what doesn't concern the files of `discovery`.

    What stands in one of them concerns them, and what stands elsewhere on the way of a request that one of them begins: a
    changed caller that ignores an error is found where the unchanged client sends.
    """
    shown = {file.display for file in discovery.files}
    index = ModuleIndex(file.path for file in discovery.files)
    modules = {index.name(file.path)[1] for file in discovery.files}

    def concerns(item: Finding | WalkRow) -> bool:
        return item.path in shown or (item.entry or "").partition(":")[0] in modules

    return replace(
        report,
        findings=tuple(filter(concerns, report.findings)),
        unreadable=tuple(place for place in report.unreadable if place.path in shown),
        walks=tuple(filter(concerns, report.walks)),
        files=len(shown),
    )
