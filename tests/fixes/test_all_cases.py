"""Every fix of every case: the code still parses, its own finding goes, the others stay, and nothing else is touched."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from fixing import look

from sadpath.fixes import command, fixable, fixes_for
from sadpath.fixes.apply import apply
from sadpath.fixes.tree import Files
from sadpath.source.discover import discover

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = [ROOT / "tests" / "cases", ROOT.parent / "shared" / "replay" / "cases"]
CASES = [file.parent for folder in FOLDERS for file in sorted(folder.glob("*/case.toml"))]

CURED = {
    "b06-thread-pool-mounts": {"SP102"},
    "b19-plugins-module-getattr": {"SP102"},
    "313-aiohttp-backoff-webhook": {"SP101"},
    "p22-or-empty-list": {"SP101"},
}
"""Findings that are rightly gone as well: the wrong field was what made the code crash, or miss the error."""


def counted(report):
    """The findings, whatever the line they stand on."""
    return Counter((f.rule, f.path, f.provider, f.operation, f.entry, f.message) for f in report.findings)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_fix(case, monkeypatch):
    monkeypatch.chdir(case)
    report = look()
    files = Files()
    assert sum(fixable(report.findings)) <= sum(bool(fixes_for(f, files)) for f in report.findings)
    before = counted(report)
    for finding in report.findings:
        made = fixes_for(finding, files)
        assert len(made) == len(finding.fixes) + len(finding.recipes), "a recipe that can't be followed"
        for fix in made:
            applied = apply([(finding, fix)], files.source)
            assert not applied.mistakes
            assert not applied.problems
            after_report = look({os.path.abspath(path): data for path, data in applied.data.items()})
            assert not after_report.unreadable
            after = counted(after_report)
            own = (finding.rule, finding.path, finding.provider, finding.operation, finding.entry, finding.message)
            assert after[own] < before[own], f"{fix.title} leaves its finding"
            lost = before - after
            del lost[own]
            lost = {key for key in lost if key[0] not in CURED.get(case.name, ())}
            assert not lost, f"{fix.title} loses other findings"
            for path, data in applied.data.items():
                old, new = files.source(path).data.splitlines(), data.splitlines()
                assert len(new) - len(old) <= len(fix.edits)
    if before and any(f.fixes or f.recipes for f in report.findings):
        paths = discover(["."]).files
        first = command.fix_all(lambda overlay: look(overlay) if overlay else report, paths, unsafe=True)
        assert not first.mistakes
        fixed = {os.path.abspath(path): held for path, held in first.after.items()}
        again = command.fix_all(lambda overlay: look({**fixed, **overlay}), paths, unsafe=True)
        assert again.after == {}
