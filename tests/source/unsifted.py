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
from sadpath.program import session
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
    with mock.patch.object(session, "FEW", 0):
        by_names = rows(sifted(files, providers))
    told = [f"{mark} {row}" for mark, row in compare(whole, narrow)]
    return told + [f"{mark} (by names) {row}" for mark, row in compare(whole, by_names)]


def sifted(files: Sequence[SourcePath], providers: Sequence[Provider]) -> Report:
    """The usual analysis."""
    return analyse(files, config=Config(), providers=providers)


def unsifted(files: Sequence[SourcePath], providers: Sequence[Provider]) -> Report:
    """The analysis with every file taken for one that holds evidence, and every function for one that may send."""
    with mock.patch.object(session, "FEW", ALL):
        return analyse([file._replace(bound=True) for file in files], config=Config(), providers=providers)


def rows(report: Report) -> set[str]:
    """All that a report says of the sources, as lines of text; what can't be read is told only of files that matter."""
    told = [("finding", asdict(f)) for f in report.findings] + [("walk", asdict(w)) for w in report.walks]
    return {f"{kind} {json.dumps(row, sort_keys=True, default=str)}" for kind, row in told} | {
        f"internal {text}" for text in report.internal_errors
    }


def compare(whole: set[str], narrow: set[str]) -> list[tuple[str, str]]:
    return [("-", row) for row in sorted(whole - narrow)] + [("+", row) for row in sorted(narrow - whole)]
