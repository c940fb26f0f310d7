"""Walks that other processes do give what one process gives."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from sadpath.analyse import report_of
from sadpath.catalogue import load_providers
from sadpath.config import Config
from sadpath.findings import Report
from sadpath.parallel import can_fork
from sadpath.program import spread
from sadpath.program.record import Part
from sadpath.program.session import Session
from sadpath.program.spread import Outcome, Spread, Task
from sadpath.source.discover import discover
from sadpath.walk.entries import Entry
from sadpath.workspace import Workspace

CASES = Path(__file__).resolve().parents[1] / "cases"
PROVIDERS = load_providers()
SOME = ("a01-template-method-gateways", "a05-descriptor-retry-policy", "a12-sets-of-codes", "b01-token-auth-flow-hooks")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Several programs side by side."""
    for case in SOME:
        shutil.copytree(CASES / case, tmp_path / case)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(spread, "PATIENCE", -1.0)  # nothing is walked before others are asked
    return tmp_path


def report(**how: object) -> Report:
    workspace = Workspace(discover(["."]).files, config=Config(), providers=PROVIDERS, **how)  # type: ignore[arg-type]
    return report_of(workspace.walk(), 0, PROVIDERS)


@pytest.mark.skipif(not can_fork(), reason="processes can't be forked here")
@pytest.mark.parametrize("jobs", [2, 5])
def test_processes_give_what_one_process_gives(project: Path, jobs: int) -> None:
    alone, together = report(), report(jobs=jobs)
    assert alone.findings, "nothing to compare"
    assert together.findings == alone.findings
    assert together.walks == alone.walks
    assert together.notes == alone.notes
    assert together.internal_errors == ()


@pytest.mark.skipif(not can_fork(), reason="processes can't be forked here")
def test_the_walks_are_really_done_elsewhere(project: Path, walked: list[str]) -> None:
    report()
    assert walked
    walked.clear()
    report(jobs=2)
    assert not walked


CIRCLE = """
import requests

def settle(order, last=False):
    answer = requests.post(f"https://api.klarna.com/ordermanagement/v1/orders/{order}/captures", json={})
    if answer.status_code == 409 and not last:
        return repeat(order)
    return answer.json()["capture_id"]

def repeat(order):
    return settle(order, last=True)
"""


@pytest.mark.skipif(not can_fork(), reason="processes can't be forked here")
def test_functions_that_call_each_other_are_walked_elsewhere_too(
    project: Path, walked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        (project / f"circle_{number}.py").write_text(CIRCLE)
    asked: list[Task] = []
    following = Spread.following

    def noted(self: Spread, most: int) -> list[Task]:
        found = following(self, most)
        asked.extend(found)
        return found

    alone = report()
    monkeypatch.setattr(Spread, "following", noted)
    walked.clear()
    together = report(jobs=2)
    # both are asked for: that the walk from the one comes through the other is not known yet
    assert {task.name for task in asked} >= {"settle", "repeat"}
    assert not walked
    assert together.walks == alone.walks
    assert together.findings == alone.findings
    assert sum(walk.entry.startswith("circle_") for walk in alone.walks) == 5


@pytest.mark.skipif(not can_fork(), reason="processes can't be forked here")
def test_a_process_that_dies_costs_one_entry(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = report()
    deadly = next(walk for walk in alone.walks if walk.path.startswith("a12"))
    parent, walk_part = os.getpid(), Session.walk_part

    def dying(self: Session, entry: Entry) -> Part:
        if entry.label == deadly.entry and os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return walk_part(self, entry)

    monkeypatch.setattr(Session, "walk_part", dying)
    told = report(jobs=2)
    assert [text for text in told.internal_errors if deadly.entry in text and "SIGKILL" in text]
    assert {w.entry for w in told.walks} == {w.entry for w in alone.walks} - {deadly.entry}


def test_what_does_not_fit_is_walked_here_and_told(project: Path) -> None:
    def carry(spread: Spread, tasks: Sequence[Task]) -> Iterable[Outcome]:
        return [Outcome(task, b"damaged") for task in tasks]

    found = report(carry=carry)
    assert found.findings == report().findings
    assert found.notes


def test_a_task_without_an_outcome_is_done_here(project: Path) -> None:
    assert report(carry=lambda spread, tasks: []).findings == report().findings


@pytest.mark.skipif(not can_fork(), reason="processes can't be forked here")
def test_a_file_that_only_others_could_not_read_is_told(project: Path) -> None:
    case = project / "a12-sets-of-codes"
    (case / "half_written.py").write_text("def (:\n")
    for file in case.glob("*.py"):
        if file.name != "half_written.py":
            file.write_text(file.read_text() + "\n\ntry:\n    import half_written\nexcept ImportError:\n    pass\n")
    alone, together = report(), report(jobs=2)
    assert [place.path for place in alone.unreadable] == ["a12-sets-of-codes/half_written.py"]
    assert together.unreadable == alone.unreadable
