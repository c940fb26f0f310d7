"""What the analysis says when no file is left out and no function is passed over: what a sift that loses nothing says too."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from unittest import mock

from sadpath.analyse import analyse
from sadpath.catalogue import Provider, load_providers
from sadpath.config import Config
from sadpath.findings import Report
from sadpath.program import reach
from sadpath.source.discover import SourcePath, discover

ALL = 1_000_000_000


def differences(paths: Sequence[str | Path] = (".",)) -> list[str]:
    """What the sift changes in the report over these paths: lines `- row` for what it loses, `+ row` for what it adds.

    The current directory is that of a run. Small programs are looked at as large ones are too: by names, before any walk.
    """
    providers = load_providers()
    files = discover(paths).files
    whole = rows(unsifted(files, providers))
    narrow = rows(sifted(files, providers))
    with mock.patch.object(reach, "FEW", 0):
        by_names = rows(sifted(files, providers))
    told = [f"{mark} {row}" for mark, row in compare(whole, narrow)]
    return told + [f"{mark} (by names) {row}" for mark, row in compare(whole, by_names)]


def sifted(files: Sequence[SourcePath], providers: Sequence[Provider]) -> Report:
    """The usual analysis."""
    return analyse(files, config=Config(), providers=providers)


def unsifted(files: Sequence[SourcePath], providers: Sequence[Provider]) -> Report:
    """The analysis with every file taken for one that holds evidence, and every function for one that may send."""
    with mock.patch.object(reach, "FEW", ALL):
        return analyse([file._replace(bound=True) for file in files], config=Config(), providers=providers)


def rows(report: Report) -> dict[tuple[str, ...], set[str]]:
    """All that a report says of the sources: lines of text by what they are about; what can't be read is told only of files
    that matter. A walk is about a request, whoever comes to it: a file that is left out may have one more function that does.
    """
    told: dict[tuple[str, ...], set[str]] = {}
    for finding in report.findings:
        row = asdict(finding)
        row.pop("entry")
        told.setdefault(("finding", as_text(row)), set()).add("")
    for walk in report.walks:
        row = asdict(walk)
        row.pop("entry")
        told.setdefault(("walk", walk.operation, walk.path, str(walk.line)), set()).add(as_text(row))
    return told | {("internal", text): {""} for text in report.internal_errors}


def as_text(row: dict[str, object]) -> str:
    return json.dumps(row, sort_keys=True, default=str)


def compare(whole: dict[tuple[str, ...], set[str]], narrow: dict[tuple[str, ...], set[str]]) -> list[tuple[str, str]]:
    """What only one of the two says, and what both say differently (`~`)."""
    told = [("-", about) for about in sorted(whole.keys() - narrow.keys())]
    told += [("+", about) for about in sorted(narrow.keys() - whole.keys())]
    told += [("~", about) for about in sorted(whole.keys() & narrow.keys()) if whole[about] != narrow[about]]
    return [(mark, " ".join(about)) for mark, about in told]
