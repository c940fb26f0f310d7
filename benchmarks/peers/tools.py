"""The tools that are compared, each in an environment of its own below the benchmarks' data, at the version that is pinned here."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import DATA

HERE = Path(__file__).resolve().parent
PINS = {
    "ruff": ["ruff==0.17.6"],
    "semgrep": ["semgrep==1.182.0"],
    "fixit": ["fixit==2.2.1", "libcst==1.9.0"],
    "pylint": ["pylint==4.1.4"],
}
RUFF_RULES = "E9,F63,F7,F82"
FIXIT_RULE = "fixit.rules.no_assert_true_for_comparison"


@dataclass(frozen=True)
class Tool:
    """A command. `clear` are the caches that go before each run, `largest` is the largest tree that it bears, in files."""

    name: str
    command: tuple[str, ...]
    clear: tuple[str, ...] = ()
    edits: bool = False
    largest: int = 1_000_000
    rounds: int = 1_000_000
    good: tuple[int, ...] = (0, 1)

    @property
    def label(self) -> str:
        """The command as a person reads it."""
        return " ".join(Path(part).name if part.startswith("/") else part for part in self.command)


def program(tool: str) -> str:
    """The program of a peer, which is installed where it is missing."""
    place = DATA / "peers" / tool
    found = place / ("Scripts" if os.name == "nt" else "bin") / tool
    if not found.exists():
        print(f"installing {' '.join(PINS[tool])}", file=sys.stderr)
        venv.create(place, with_pip=True)
        python = found.with_name("python")
        subprocess.run(
            [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PINS[tool]], check=True
        )
    return str(found)


def tools(names: Sequence[str], sources: str) -> list[Tool]:
    """The tools of these names, as they check the folder `sources`; peers are installed."""
    made: list[Tool] = []
    sadpath = (sys.executable, "-m", "sadpath", "check", "--no-config", "--no-progress", "--exit-zero", "-q", sources)
    caches = has_cache()
    if "sadpath" in names:
        cold = (*sadpath, "--no-cache") if caches else sadpath
        made.append(Tool("sadpath cold", cold))
        if caches:
            made.append(Tool("sadpath warm", sadpath))
            made.append(Tool("sadpath one changed", sadpath, edits=True))
    if "ruff" in names:
        ruff = (program("ruff"), "check", "--isolated", "-q", "--select", RUFF_RULES, "--exit-zero")
        made.append(Tool("Ruff cold", (*ruff, "--no-cache", sources)))
        made.append(Tool("Ruff warm", (*ruff, sources)))
    if "semgrep" in names:
        rule = str(HERE / "semgrep.yml")
        semgrep = (
            program("semgrep"),
            "scan",
            "--config",
            rule,
            "--metrics=off",
            "--disable-version-check",
            "--no-git-ignore",
        )
        made.append(Tool("Semgrep", (*semgrep, "--max-target-bytes=0", "-q", sources), largest=10_000, rounds=3))
    if "pylint" in names:
        pylint = (
            program("pylint"),
            "-j2",
            "--rcfile",
            os.devnull,
            "--disable=all",
            "--enable=unused-variable,bare-except",
        )
        made.append(
            Tool("pylint", (*pylint, "--recursive=y", "-sn", sources), largest=1_000, rounds=1, good=tuple(range(32)))
        )
    if "fixit" in names:
        fixit = (program("fixit"), "--quiet", "--rules", FIXIT_RULE, "lint", sources)
        made.append(Tool("Fixit", fixit, largest=1_000, rounds=1, good=(0, 1, 2, 3)))
    return made


def has_cache() -> bool:
    """Whether this sadpath has a cache."""
    told = subprocess.run([sys.executable, "-m", "sadpath", "check", "--help"], capture_output=True, text=True).stdout
    return "--no-cache" in told
