"""What the tests with real editors have in common: a small shop with two findings, and sadpath's own program.

`make test-editors` runs them. A program that can't be had is a skip, and a failure where CI is set.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import programs
import pytest

HERE = Path(__file__).parent
PATIENCE_MS = 120_000  # for one thing to appear; machines with two busy cores are slow

T = TypeVar("T")


def line_and_column(text: str, line_with: str) -> dict[str, int]:
    """Where `text` begins in the shop's file, on the first line that has `line_with`. From 1."""
    lines = (HERE / "shop" / "payments.py").read_text().splitlines()
    number = next(index for index, line in enumerate(lines, 1) if line_with in line)
    return {"line": number, "column": lines[number - 1].index(text) + 1}


RESENT = line_and_column("requests.post", "refunded_amount")
WRONG_CODE = line_and_column('"CAPTURE_NOT_ALLOWED"', "CAPTURE_NOT_ALLOWED")
ON_CODE = line_and_column("CAPTURE_NOT_ALLOWED", "CAPTURE_NOT_ALLOWED")


def obtain(install: Callable[[], T]) -> T:
    try:
        return install()
    except programs.Missing as missing:
        if os.environ.get("CI"):
            pytest.fail(str(missing))
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def sadpath() -> Path:
    """The program of the environment that the tests run in."""
    program = Path(sys.executable).parent / ("sadpath.exe" if os.name == "nt" else "sadpath")
    assert program.is_file(), program
    return program


@pytest.fixture(scope="session")
def search_path(sadpath: Path) -> str:
    """A PATH with sadpath on it, and what every system has."""
    return os.pathsep.join([str(sadpath.parent), "/usr/local/bin", "/usr/bin", "/bin"])


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A project of one file, with SP204 (an error) and SP402 (a warning) in it."""
    project = tmp_path / "shop"
    shutil.copytree(HERE / "shop", project)
    (project / "sadpath.toml").touch()
    return project


def drive(
    command: Sequence[str | Path], tmp_path: Path, wishes: Mapping[str, object], environment: Mapping[str, str]
) -> dict[str, Any]:
    """Starts an editor with its driver; what that has seen. `error` is in it when the driver stopped early."""
    seen = tmp_path / "seen.json"
    done = subprocess.run(
        [str(part) for part in command],
        env={
            **environment,
            "HOME": str(tmp_path),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(programs.SOURCES),
            "SEEN": str(seen),
            "WISHES": json.dumps({"patience": PATIENCE_MS, **wishes}),
        },
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=5 * PATIENCE_MS / 1000,
    )
    assert seen.exists(), f"the driver has written nothing:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return dict(json.loads(seen.read_text()))


def fix_is_applied(project: Path) -> bool:
    """Whether the suppression of SP204 stands in the shop's file, on the line that the finding is on."""
    line = (project / "payments.py").read_text().splitlines()[RESENT["line"] - 1]
    return "sadpath: ignore[SP204" in line and line.startswith("        response = requests.post(url, json={")
