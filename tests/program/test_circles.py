"""Functions that call each other, and that nobody else calls: which one is walked."""

from pathlib import Path

import pytest

from sadpath.analyse import analyse
from sadpath.catalogue import load_providers
from sadpath.config import Config
from sadpath.program.cycles import cycles
from sadpath.source.discover import discover

SEND = """
import requests


def send(order_id):
    return requests.get(f"https://gateway.kinguin.net/esa/api/v1/order/{order_id}", timeout=5)
"""
AGAIN = """

def {again}(order_id, tries):
    if tries > 3:
        raise RuntimeError(order_id)
    return load(order_id, tries + 1)
"""
LOAD = """

def load(order_id, tries=0):
    answer = send(order_id)
    if answer.status_code >= 500:
        return {again}(order_id, tries)
    return answer.json()
"""
MORE = """

def show(order_id):
    return load(order_id)["status"]
"""


def entries(project: Path, text: str) -> list[str]:
    """From where the walks come to a request."""
    (project / "orders.py").write_text(text)
    found = analyse(discover(["."]).files, config=Config(), providers=load_providers())
    assert not found.internal_errors
    return [walk.entry for walk in found.walks]


@pytest.mark.parametrize("again", ["again", "_again"])
@pytest.mark.parametrize("parts", [SEND + AGAIN + LOAD, SEND + LOAD + AGAIN, AGAIN + LOAD + SEND])
def test_the_one_that_asks_for_the_least(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: str, parts: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert entries(tmp_path, parts.replace("{again}", again)) == ["orders:load"]


def test_who_is_called_by_another_one_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert entries(tmp_path, (SEND + AGAIN + LOAD + MORE).replace("{again}", "again")) == ["orders:show"]


def test_groups_come_before_what_they_lead_to() -> None:
    leads_to = {"send": [], "again": ["load"], "load": ["again", "send"], "show": ["load"], "loop": ["loop"]}
    groups = [sorted(group) for group in cycles(leads_to)]
    assert sorted(groups) == [["again", "load"], ["loop"], ["send"], ["show"]]
    assert groups.index(["show"]) < groups.index(["again", "load"]) < groups.index(["send"])
