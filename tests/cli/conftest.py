"""Starting the command as a process of its own, with the fake analysis or as it is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parents[1] / "src"
PAGES = {
    "SP101": ("unnoticed-error", "error"),
    "SP102": ("crash-on-error", "warning"),
    "SP104": ("dropped-code", "info"),
    "SP201": ("retry-non-retryable", "error"),
    "SP206": ("retryable-not-retried", "off"),
    "SP902": ("unreadable-file", "warning"),
}


if str(SOURCE) not in sys.path:
    sys.path.insert(0, str(SOURCE))  # a checkout that nobody installed will do


class Tool:
    """A command to run in `cwd`: gives (exit code, standard output, standard error)."""

    def __init__(self, command, cwd):
        self.command = command
        self.cwd = cwd

    def __call__(self, *arguments, **more):
        return start([*self.command, *arguments], self.cwd, **more)


def start(command, cwd, stdin=None, env=None):
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")}
    environment |= {"PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8", **(env or {})}
    done = subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, env=environment, timeout=60)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def sadpath(tmp_path):
    """The real command, run in `tmp_path`."""
    return Tool([sys.executable, "-m", "sadpath"], tmp_path)


@pytest.fixture
def fake(tmp_path, tmp_path_factory):
    """The command with the fake analysis, run in `tmp_path`."""
    rules = tmp_path_factory.mktemp("rules")
    (rules / "checks").mkdir()
    for code, (name, severity) in PAGES.items():
        head = f'code = "{code}"\nname = "{name}"\nseverity = "{severity}"\nsummary = "Summary of {code}."\n'
        (rules / "checks" / f"{code}.md").write_text(f"+++\n{head}+++\n\n# Why\n\nBecause of {code}.\n")
    return Tool([sys.executable, str(HERE / "fake_tool.py"), str(rules)], tmp_path)


@pytest.fixture
def inside(tmp_path, monkeypatch, capsys):
    """The real command as `sadpath`, but in this process: quicker, and without standard input."""
    from sadpath.cli import run

    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        code = run([*arguments])
        return code, *capsys.readouterr()

    return call
