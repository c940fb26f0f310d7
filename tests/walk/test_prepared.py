"""The object and the arguments of an entry are made once for the runs of a walk, and each run finds them as they were made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from helpers import fates, told, walk

from sadpath.walk import entries, prepared
from sadpath.walk.machine import Machine
from sadpath.walk.run import Frame

HEAD = """
import itertools
import os
import requests

URL = "https://api.klarna.com/ordermanagement/v1/orders/%s/captures"
MADE = []
WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight")

def spell(times):
    text = []
    for word in WORDS:
        for turn in range(times):
            text.append(f"{word} {turn}")
    return text
"""
SEND = """
    def send(self, order):
        for turn in range(3):
            self.sent.append(turn)
            r = requests.post(URL % order, json={"text": self.text})
            if r.status_code == 503 and len(self.sent) < 3:
                continue
            if r.status_code == 409:
                raise ValueError(r.text)
            if r.status_code == 404:
                return self.told()
            return r.ok

    def told(self):
        return None
"""
PROGRAMS = {
    "a list of its own": (
        "class C:\n    def __init__(self):\n        self.sent = []\n        self.text = spell(2)\n",
        1,
    ),
    "a table that it adds to": (
        "class C:\n    def __init__(self):\n        MADE.append(spell(2))\n        self.sent = []\n        self.text = len(MADE)\n",
        1,
    ),
    "what nobody knows decides": (
        "class C:\n    def __init__(self, live):\n        self.sent = []\n"
        "        self.text = spell(2) if live else spell(3)\n        self.sent.extend([0] if live else [])\n",
        2,
    ),
    "a field of a class": (
        "class C:\n    made = 0\n    def __init__(self):\n        C.made += 1\n        self.sent = [0] * C.made\n        self.text = spell(2)\n",
        1,
    ),
    "an iterator, which goes on": (
        "class C:\n    def __init__(self):\n        self.text = spell(2)\n        self.sent = []\n        self.ids = iter([1, 2])\n"
        "    def told(self):\n        return next(self.ids)\n",
        None,
    ),
    "a closure with a state": (
        "class C:\n    def __init__(self):\n        self.text = spell(2)\n        self.sent = []\n        count = 0\n"
        "        def told():\n            nonlocal count\n            count += 1\n            return count\n        self.told = told\n",
        None,
    ),
}


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """How often the body of each function of the project was run by walks."""
    count: Counter[str] = Counter()
    body = Machine.body

    def counting(m: Machine, statements: Any, frame: Frame) -> Any:
        if frame.function is not None and frame.module.project and statements is frame.function.node.body:
            if m.answers.target is not None:
                count[frame.function.qualname] += 1
        return body(m, statements, frame)

    monkeypatch.setattr(Machine, "body", counting)
    yield count


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_run_finds_what_was_made_as_it_was(name: str, made: Counter[str], monkeypatch: pytest.MonkeyPatch) -> None:
    text, times = PROGRAMS[name]
    code = (
        HEAD
        + text
        + SEND.replace(
            "    def told(self):\n        return None\n",
            "" if "told" in text else "    def told(self):\n        return None\n",
        )
    )
    facts = walk(code, "m:C.send")
    assert facts.walked.runs >= 4
    if times is None:
        assert made["C.__init__"] == facts.walked.runs
    else:
        assert made["C.__init__"] <= 2 * times < facts.walked.runs
    monkeypatch.setattr(entries, "keep", lambda m, call: None)
    assert told(walk(code, "m:C.send")) == told(facts)


def test_arguments_that_annotations_tell_of_are_made_once(made: Counter[str], monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        HEAD
        + "class C:\n    def __init__(self):\n        self.sent = []\n        self.text = spell(2)\n"
        + SEND
        + "\ndef f(client: C, order):\n    return client.send(order)\n"
    )
    facts = walk(code)
    assert made["C.__init__"] == 1 < facts.walked.runs
    monkeypatch.setattr(prepared, "FEW_STEPS", 100_000)
    assert told(walk(code)) == told(facts)


def test_names_of_methods_are_not_those_of_a_class_that_a_run_changed() -> None:
    code = """
import requests

def told(r):
    return r.status_code == 409

class Client:
    seen = None

    def told(self, r):
        Client.seen = r.status_code
        return "busy" if told(r) else 1

    def capture(self, order_id):
        r = requests.post("https://api.klarna.com/ordermanagement/v1/orders/%s/captures" % order_id)
        if r.status_code == 403:
            return 1
        if self.told(r) == "busy":
            return None
        return 1
"""
    found = fates(walk(code, "m:Client.capture"))
    assert [found.pop(409), found.pop(403)] == ["handled", "handled"]
    assert set(found.values()) == {"unnoticed"}
