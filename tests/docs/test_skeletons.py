"""`make new-check` and `make new-provider`, in a copy of the project: valid, and failing until they are filled in."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("src", "rules", "tools", "tests/checks", "tests/catalogue", "pyproject.toml", "Makefile")


@pytest.fixture
def project(tmp_path):
    """A copy of what the skeletons are written into."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def run(project: Path, *command: str) -> tuple[int, str]:
    environment = os.environ | {"PYTHONPATH": str(project / "src")}
    done = subprocess.run(
        [sys.executable, *command], cwd=project, env=environment, capture_output=True, text=True, timeout=300
    )
    return done.returncode, done.stdout + done.stderr


def outcome(project: Path, name: str) -> tuple[int, str]:
    return run(project, "-m", "pytest", "-p", "no:cacheprovider", name)


def test_a_new_check(project):
    code, told = run(project, "tools/new.py", "check", "sp190_lost_answer")
    module, page, test = told.split()
    assert code == 0 and (module, page) == ("src/sadpath/checks/sp190_lost_answer.py", "rules/checks/SP190.md")
    code, told = outcome(project, test)
    assert code == 1 and "3 failed" in told and "wanted, not found: SP190" in told
    assert "SP190" in run(project, "-m", "sadpath", "rule")[1]
    # filled in
    path = project / module
    path.write_text(path.read_text().replace("return False", "return lane.fate == 'unnoticed'"))
    for path in (project / module, project / page):
        path.write_text(path.read_text().replace("TODO", "done"))
    code, told = outcome(project, test)
    assert code == 0 and "3 passed" in told, told
    code, told = run(project, "tools/new.py", "check", "SP190-other-name")
    assert code == 1 and "SP190 is taken" in told
    assert "is no name for a check" in run(project, "tools/new.py", "check", "lost")[1]


def test_a_new_provider(project):
    code, told = run(project, "tools/new.py", "provider", "acme-payments")
    catalogue, test = told.split()
    assert code == 0 and catalogue == "rules/providers/acme-payments.toml"
    code, told = outcome(project, test)
    assert code == 1 and "1 failed, 1 passed" in told, told
    assert run(project, "-m", "sadpath", "providers", "acme-payments")[0] == 0
    for path in (project / catalogue, project / test):
        text = path.read_text().replace("TODO", "done").replace("todo", "done").replace(".example", ".test")
        path.write_text(text)
    code, told = outcome(project, test)
    assert code == 0 and "2 passed" in told, told
    assert "is there already" in run(project, "tools/new.py", "provider", "acme-payments")[1]
    assert "is no id for a catalogue" in run(project, "tools/new.py", "provider", "Acme")[1]


@pytest.mark.skipif(not shutil.which("make"), reason="needs make")
@pytest.mark.parametrize("target", ["new-check", "new-provider"])
def test_make_asks_for_the_name(project, target):
    done = subprocess.run(
        ["make", "-n", target, "NAME=sp190_lost_answer"], cwd=project, capture_output=True, text=True, timeout=60
    )
    assert f"tools/new.py {target.removeprefix('new-')} sp190_lost_answer" in done.stdout, done.stderr
