"""The command in this process, in a directory with programs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from far_programs import CASES, SOME, Run


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Several programs side by side, in the current directory."""
    for case in SOME:
        shutil.copytree(CASES / case, tmp_path / "shops" / case)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """`sadpath` with these arguments: (exit code, standard output, standard error)."""
    from sadpath.cli import run

    def call(*arguments: str) -> tuple[int, str, str]:
        try:
            code = run([*arguments])
        except SystemExit as end:  # argparse
            code = int(end.code or 0)
        told = capsys.readouterr()
        return code, told.out, told.err

    return call
