"""Sessions kept for a later run: it says what a fresh one says, and walks only what edits can change."""

from __future__ import annotations

import random
import shutil
import sys
import time
from pathlib import Path

import pytest

from sadpath.analyse import report_of
from sadpath.catalogue import load_providers
from sadpath.config import Config
from sadpath.findings import Report
from sadpath.parallel import can_fork
from sadpath.program import spread
from sadpath.source.discover import discover
from sadpath.workspace import Workspace

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.workspace.edits import edited

CASES = Path(__file__).resolve().parents[1] / "cases"
PROVIDERS = load_providers()
SOME = ("a01-template-method-gateways", "a03-init-subclass-keyword", "a05-descriptor-retry-policy", "a12-sets-of-codes")


WRAPPER = """
import requests

def capture(order_id, log=print):
    response = requests.post(f"https://api.klarna.com/ordermanagement/v1/orders/{order_id}/captures", json={})
    response.raise_for_status()
    return True
"""
CALLER = """
from wrapper import capture

def settle(order):
    capture(order.id)
    order.captured = True
    return order
"""


MADE_UP = """
import requests
import handlers

def pay(order, kind="refused"):
    answer = requests.post("https://api.klarna.com/ordermanagement/v1/orders/1/refunds", json=order)
    if answer.status_code >= 400:
        return getattr(handlers, "on_" + "refused", str)(answer)
    return answer
"""


class Kept(dict[str, bytes]):
    """A store in memory."""

    about = b"these catalogues"

    def put(self, name: str, data: bytes) -> None:
        self[name] = data


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for case in SOME:
        shutil.copytree(CASES / case, tmp_path / case)
    time.sleep(
        0.03
    )  # a file that has only just changed has no state to be trusted, so that nothing of it would be kept
    monkeypatch.chdir(tmp_path)
    return tmp_path


def report(store: Kept | None = None) -> Report:
    workspace = Workspace(discover(["."]).files, config=Config(), providers=PROVIDERS, store=store)
    return report_of(workspace.walk(), 0, PROVIDERS)


def same(one: Report, two: Report) -> None:
    assert one.findings == two.findings
    assert one.walks == two.walks
    assert one.unreadable == two.unreadable
    assert one.internal_errors == two.internal_errors
    assert sorted(one.unfinished) == sorted(two.unfinished)


def test_nothing_is_walked_twice(project: Path, walked: list[str]) -> None:
    store = Kept()
    first = report(store)
    assert walked
    walked.clear()
    same(report(store), first)
    assert walked == []


def test_an_edit_has_only_what_it_touches_walked_again(project: Path, walked: list[str]) -> None:
    store = Kept()
    before = report(store)
    entry = next(walk for walk in before.walks if walk.path.startswith("a12"))
    walked.clear()
    file = project / entry.path
    lines = file.read_text().split("\n")
    inside = entry.line - 1
    indent = lines[inside][: len(lines[inside]) - len(lines[inside].lstrip())]
    lines.insert(inside, f"{indent}attempt = 0")
    file.write_text("\n".join(lines))
    again = report(store)
    assert entry.entry in walked
    assert len(walked) < 5
    walked.clear()
    same(again, report())
    assert len(walked) > 5


def test_a_wrapper_that_changes_changes_what_its_callers_show(project: Path) -> None:
    (project / "wrapper.py").write_text(WRAPPER)
    (project / "caller.py").write_text(CALLER)
    store = Kept()
    assert not [f for f in report(store).findings if f.rule == "SP101" and f.entry == "caller:settle"]
    (project / "wrapper.py").write_text(WRAPPER.replace("response.raise_for_status()", "log(response.status_code)"))
    after = report(store)
    assert [f for f in after.findings if f.rule == "SP101" and f.entry == "caller:settle"]
    same(after, report())


def test_names_that_were_made_up_are_kept_as_well(project: Path, walked: list[str]) -> None:
    Path("main.py").write_text(MADE_UP)
    Path("handlers.py").write_text("def on_paid(answer):\n    return answer\n")
    time.sleep(0.03)
    store = Kept()
    report(store)
    walked.clear()
    Path("handlers.py").write_text(
        "def on_paid(answer):\n    return answer\n\n\ndef on_late(answer):\n    return answer\n"
    )
    time.sleep(0.03)
    again = report(store)
    assert walked == []
    same(again, report())
    walked.clear()
    refused = "\n\ndef on_refused(answer):\n    raise ValueError(answer.text)\n"
    Path("handlers.py").write_text(Path("handlers.py").read_text() + refused)
    time.sleep(0.03)
    again = report(store)
    assert walked == ["main:pay"]
    same(again, report())


@pytest.mark.parametrize("seed", range(6))
def test_random_edits_between_runs(project: Path, seed: int) -> None:
    """As after a checkout: several files at once, some of them broken."""
    rng = random.Random(seed)
    store = Kept()
    report(store)
    files = sorted(project.rglob("*.py"))
    for _ in range(5):
        for file in rng.sample(files, rng.randint(1, 3)):
            for _ in range(rng.randint(1, 3)):
                file.write_text(edited(file.read_text(), rng))
        same(report(store), report())


def test_files_that_come_and_go(project: Path) -> None:
    store = Kept()
    report(store)
    other = project / "a12-sets-of-codes" / "more.py"
    file = next(f for f in sorted((project / "a12-sets-of-codes").glob("*.py")) if "https://" in f.read_text())
    other.write_text(file.read_text())
    same(report(store), report())
    other.write_text("def (:\n" + file.read_text())
    same(report(store), report())
    other.unlink()
    same(report(store), report())
    file.unlink()
    same(report(store), report())


def test_a_module_that_appears_is_found(project: Path) -> None:
    case = project / "a12-sets-of-codes"
    for file in case.glob("*.py"):
        file.write_text("try:\n    import settings_of_ours\nexcept ImportError:\n    pass\n" + file.read_text())
    store = Kept()
    report(store)
    (case / "settings_of_ours.py").write_text("import requests\n\nrequests.get = None\n")
    same(report(store), report())


def test_other_catalogues_and_damaged_bytes_count_for_nothing(project: Path, walked: list[str]) -> None:
    store = Kept()
    first = report(store)
    all_of_them = len(walked)
    for name, data in list(store.items()):
        store[name] = data[: len(data) // 2] if len(name) % 2 else data[:-9] + b"!" * 9
    walked.clear()
    same(report(store), first)
    assert len(walked) == all_of_them
    walked.clear()
    store.about = b"others"
    same(report(store), first)
    assert len(walked) == all_of_them


@pytest.mark.skipif(not can_fork(), reason="processes can't be forked here")
def test_what_other_processes_walked_is_kept_too(
    project: Path, walked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spread, "PATIENCE", -1.0)
    store = Kept()
    workspace = Workspace(discover(["."]).files, config=Config(), providers=PROVIDERS, store=store, jobs=2)
    first = report_of(workspace.walk(), 0, PROVIDERS)
    walked.clear()
    same(report(store), first)
    assert walked == []
