"""What an edit has done away with is let go: a workspace holds as much after many edits as after a few."""

from __future__ import annotations

import ast
import gc
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FrameType, TracebackType

import pytest

from .fresh import Lived

CLIENT = """\
import requests


class Refused(Exception):
    def __init__(self, code):
        self.code = code


def send(order):
    answer = requests.post("https://api.klarna.com/ordermanagement/v1/orders/1/refunds", json=order)
    if answer.status_code >= 400:
        raise Refused(answer.json()["error_code"])
    return answer.json()


def refund(order):
    try:
        return send(order)
    except Refused as refused:
        try:
            print(refused.code == "CODE", 0)
        except ValueError:
            raise
        if refused.code in ("NOT_FOUND", "REFUND_NOT_ALLOWED"):
            return None
        raise


def refund_all(orders):
    return [refund(order) for order in orders if order != 0]
"""


@pytest.fixture
def lived(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lived]:
    """A workspace of one client, without automatic collections."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "client.py").write_text(CLIENT)
    lived = Lived()
    gc.collect()
    gc.disable()
    yield lived
    gc.enable()


def edit(lived: Lived, number: int) -> None:
    """Give three functions other bodies."""
    text = (
        CLIENT.replace('"CODE"', f'"CODE_{number}"').replace("400", str(400 + number)).replace("!= 0", f"!= {number}")
    )
    lived.overlay[path := lived.files[0].path] = text.encode()
    lived.workspace.changed([path])
    assert len(lived.workspace.walk().walks) == 1


def alive() -> Counter[str]:
    """How many objects of each kind there are that refer to others, without a collection."""
    return Counter(type(thing).__name__ for thing in gc.get_objects())


def test_the_nodes_of_earlier_bodies_go_with_the_walks_that_came_through_them(lived: Lived) -> None:
    for number in range(1, 6):
        edit(lived, number)
    before = alive()
    for number in range(6, 26):
        edit(lived, number)
    kinds = [kind.__name__ for kind in (*ast.expr.__subclasses__(), *ast.stmt.__subclasses__())]
    kinds += ["Leaf", "Walked", "Step", "Frame", "Instance", "Lanes", "DictV", "Text"]
    assert {kind: grown for kind in kinds if (grown := alive()[kind] - before[kind]) > 0} == {}


def test_no_frame_of_the_walk_outlives_it(lived: Lived) -> None:
    edit(lived, 1)
    gc.collect()
    edit(lived, 2)
    gc.set_debug(gc.DEBUG_SAVEALL)
    gc.collect()
    gc.set_debug(0)
    left, gc.garbage[:] = list(gc.garbage), []
    assert [thing for thing in left if isinstance(thing, (FrameType, TracebackType, BaseException))] == []


def test_a_machine_that_outlived_many_edits_is_given_up(lived: Lived, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sadpath.program.session.MOST_EDITS", 3)
    (session,) = lived.workspace.sessions.values()
    machines = []
    for number in range(1, 8):
        edit(lived, number)
        machines.append(session.machine)
    assert [machines.index(machine) for machine in machines] == [0, 0, 0, 3, 3, 3, 3]
