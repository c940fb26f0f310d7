"""Records of walks as bytes: thawed in another process they say the same."""

from __future__ import annotations

import ast
import os
import pickle
import shutil
from pathlib import Path

import pytest

from sadpath.analyse import on_large_stack, report_of
from sadpath.catalogue import load_providers
from sadpath.checks import run_checks
from sadpath.config import Config
from sadpath.findings import Report
from sadpath.program.frozen import CannotThaw, freeze, thaw
from sadpath.program.load import Loader
from sadpath.program.record import Part
from sadpath.program.session import Session
from sadpath.source.discover import discover
from sadpath.source.modules import ModuleIndex
from sadpath.walk.models import Models
from sadpath.workspace import Workspace

CASES = Path(__file__).resolve().parents[1] / "cases"
PROVIDERS = load_providers()


def sessions_of(case: Path, monkeypatch: pytest.MonkeyPatch) -> list[Session]:
    monkeypatch.chdir(case)
    workspace = Workspace(discover(["."]).files, config=Config(), providers=PROVIDERS)
    workspace.walk()
    return list(workspace.sessions.values())


def frozen(session: Session, base: str) -> bytes:
    return freeze(session.batch(parts_of(session)), session.project_modules(), PROVIDERS, base)


def parts_of(session: Session) -> list[Part]:
    return [Part(start[0], [(start, record)]) for start, record in session.records.items()]


def thawed(data: bytes, base: str) -> list[Part]:
    """Thawed with modules that are parsed anew."""
    loader = Loader(ModuleIndex([file.path for file in discover([base]).files]), {})
    return thaw(data, loader.module, Models().module, PROVIDERS, base).parts


def report(parts: list[Part]) -> Report:
    walks = [walk for part in parts for _, record in part.started for walk in record.walks]
    made: list[Report] = []

    def make() -> None:
        from sadpath.analyse import Results

        made.append(report_of(Results(walks=walks, findings=run_checks(walks, Config())), 0, PROVIDERS))

    on_large_stack(make)
    return made[0]


@pytest.mark.parametrize("case", sorted(path for path in CASES.iterdir() if path.is_dir()), ids=lambda case: case.name)
def test_thawed_records_say_the_same(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for session in sessions_of(case, monkeypatch):
        before, after = parts_of(session), thawed(frozen(session, str(case)), str(case))
        assert [part.entry for part in after] == [part.entry for part in before]
        one, two = report(before), report(after)
        assert one.walks == two.walks, "fates, facts, and the ways of all outcomes"
        assert one.findings == two.findings
        for old, new in zip(before, after, strict=True):
            assert [start for start, _ in new.started] == [start for start, _ in old.started]
            assert new.started[0][1].reached == old.started[0][1].reached
            assert new.started[0][1].unfinished == old.started[0][1].unfinished


def test_entered_functions_are_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    case = CASES / "a01-template-method-gateways"
    session = sessions_of(case, monkeypatch)[0]
    data = frozen(session, str(case))
    batch = thaw(data, session.loader.module, Models().module, PROVIDERS, str(case))
    records = dict(started for part in batch.parts for started in part.started)
    own = {node for module in session.project_modules() for node in ast.walk(module.tree)}
    assert sum(len(record.entered) for record in records.values()) > len(records)
    for start, record in session.records.items():
        assert record.entered & own == records[start].entered
    assert batch.at_load == session.at_load() & own


def test_damaged_bytes_are_never_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    case = CASES / "a01-template-method-gateways"
    data = frozen(sessions_of(case, monkeypatch)[0], str(case))
    for bad in (b"", b"garbage", data[: len(data) // 2], data[:-40]):
        with pytest.raises(CannotThaw):
            thawed(bad, str(case))


def test_only_facts_are_made(tmp_path: Path) -> None:
    """Bytes that would run something when unpickled run nothing."""
    mark = tmp_path / "mark"

    class Evil:
        def __reduce__(self) -> object:
            return os.mkdir, (str(mark),)

    for data in (pickle.dumps(Evil()), pickle.dumps(([], [pickle.dumps(Evil())]))):
        with pytest.raises(CannotThaw):
            thawed(data, str(tmp_path))
    assert not mark.exists()


def test_a_file_that_is_gone_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    case = CASES / "a01-template-method-gateways"
    data = frozen(sessions_of(case, monkeypatch)[0], str(case))
    with pytest.raises(CannotThaw):
        thawed(data, str(tmp_path))


def test_a_file_that_has_changed_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    copy = tmp_path / "case"
    shutil.copytree(CASES / "a01-template-method-gateways", copy)
    data = frozen(sessions_of(copy, monkeypatch)[0], str(copy))
    for file in copy.rglob("*.py"):
        file.write_text("# moved\n" + file.read_text())
    with pytest.raises(CannotThaw, match="has changed"):
        thawed(data, str(copy))
