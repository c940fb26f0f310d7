"""Runs of a walk share calls that do the same; what a call does beside giving a value is never lost, nor done twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from helpers import told, walk

from sadpath.walk import explore
from sadpath.walk.machine import Machine
from sadpath.walk.outcomes import WalkFacts
from sadpath.walk.run import Frame
from sadpath.walk.shared import Sharing

HEAD = """
import random
import time
import uuid
import requests

URL = "https://api.klarna.com/ordermanagement/v1/orders/%s/captures"
WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight")

def spell(order, times):
    text = []
    for word in WORDS:
        for turn in range(times):
            line = f"{word} {turn} {order}"
            text.append(line)
    return text
"""
PARTING = """
    if r.status_code == 403:
        return "forbidden"
    if r.status_code == 404:
        return "missing"
    if r.status_code == 409:
        raise ValueError(r.text)
    return True
"""
"""What follows the request `r` in a function: four runs at least."""


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
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


def shared_and_not(code: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, WalkFacts]:
    """How many calls a walk shared, and its facts; fails where a walk that shares nothing tells anything else."""
    made: list[Sharing] = []

    def sharing() -> Sharing:
        made.append(Sharing())
        return made[-1]

    monkeypatch.setattr(explore, "Sharing", sharing)
    facts = walk(HEAD + code)
    monkeypatch.setattr(explore, "Sharing", lambda: None)
    assert told(facts) == told(walk(HEAD + code))
    return sum(one.shared for one in made), facts


def test_a_helper_before_the_lanes_part_runs_once(ran: Counter[str]) -> None:
    facts = walk(
        HEAD + "def f(order):\n    text = spell(order, 3)\n    r = requests.post(URL % order, json=text)" + PARTING
    )
    assert facts.walked.runs >= 4
    assert ran["spell"] == 1
    assert ran["f"] == facts.walked.runs


def test_a_helper_with_the_same_arguments_runs_once(ran: Counter[str]) -> None:
    walk(
        HEAD
        + "def f(order):\n    r = requests.post(URL % order, json=[spell(order, 3), spell(order, 3), spell(order, 2)])"
        + PARTING
    )
    assert ran["spell"] == 2


def test_a_helper_with_other_arguments_runs_again(ran: Counter[str]) -> None:
    walk(
        HEAD
        + "def f(order):\n    r = requests.post(URL % order, json=spell(order, 2))\n    text = spell(r.reason, 2)"
        + PARTING
    )
    assert ran["spell"] > 1


SIDE_EFFECTS = {
    "a counter of the module": """
COUNT = 0

def number(order):
    global COUNT
    text = spell(order, 2)
    COUNT += 1
    return COUNT

def f(order):
    number(order)
    number(order)
    r = requests.post(URL % order)
    if number(order) != 3:
        return "wrong"
""",
    "a cache": """
KNOWN = {}

def lookup(order):
    text = spell(order, 2)
    if "order" in KNOWN:
        return "known"
    KNOWN["order"] = text
    return "new"

def f(order):
    if lookup(order) != "new" or lookup(order) != "known":
        return "wrong"
    r = requests.post(URL % order)
    if lookup(order) != "known":
        return "wrong"
""",
    "a list of what was done": """
LOG = []

def note(order):
    LOG.append(spell(order, 2))
    return LOG

def f(order):
    note(order)
    LOG.append("mine")
    r = requests.post(URL % order)
    note(order)
    if len(LOG) != 3 or LOG[1] != "mine" or LOG[0] is LOG[2]:
        return "wrong"
""",
    "a list that the caller changes": """
def f(order):
    first = spell(order, 2)
    first.append("mine")
    second = spell(order, 2)
    r = requests.post(URL % order)
    if len(second) != 16 or len(first) != 17 or first is second:
        return "wrong"
""",
    "a random number and a new key": """
def draw(order):
    text = spell(order, 2)
    return (random.random(), str(uuid.uuid4()))

def f(order):
    one, two = draw(order), draw(order)
    r = requests.post(URL % order, headers={"Klarna-Idempotency-Key": one[1]})
    if r.status_code >= 500:
        r = requests.post(URL % order, headers={"Klarna-Idempotency-Key": two[1]})
    if one[0] == two[0]:
        return "same"
""",
    "the time": """
def age(start):
    text = spell("order", 2)
    return time.monotonic() - start

def f(order):
    start = time.monotonic()
    age(start)
    time.sleep(5)
    r = requests.post(URL % order)
    if age(start) < 5:
        return "wrong"
""",
    "a default that grows": """
def collect(order, seen=[]):
    seen.append(spell(order, 2))
    return len(seen)

def f(order):
    collect(order)
    r = requests.post(URL % order)
    if collect(order) != 2:
        return "wrong"
""",
    "a generator": """
def numbers(order):
    for line in spell("order", 2):
        yield line

def first(lines):
    text = spell("order", 2)
    return next(lines)

def f(order):
    lines = numbers(order)
    one = first(lines)
    r = requests.post(URL % order)
    if first(lines) == one:
        return "wrong"
""",
    "an iterator": """
def first(lines):
    text = spell("order", 2)
    return next(lines)

def f(order):
    lines = iter(spell("order", 2))
    one, two = first(lines), first(lines)
    r = requests.post(URL % order)
    if one == two or first(lines) == two:
        return "wrong"
""",
    "a closure that binds anew": """
def counter():
    count = 0

    def step(order):
        nonlocal count
        text = spell(order, 2)
        count += 1
        return count

    return step

def f(order):
    step = counter()
    step(order)
    r = requests.post(URL % order)
    if step(order) != 2:
        return "wrong"
""",
    "an object": """
class Client:
    def __init__(self, order):
        self.order, self.sent, self.session = order, 0, requests.Session()
        self.text = spell(order, 2)

    def post(self, order):
        self.sent += 1
        self.last = self.session.post(URL % order, json=self.text)
        return self.last

    def __eq__(self, other):
        return self is other

def f(order):
    client, other = Client(order), Client(order)
    r = client.post(order)
    if client.sent != 1 or other.sent or client.last is not r or client == other or other.text is client.text:
        return "wrong"
""",
    "what an attribute's dict is": """
class Settings:
    def __init__(self, order):
        self.text = spell(order, 2)

    def fill(self, order):
        vars(self).update(more=spell(order, 2))
        return self.__dict__

def f(order):
    settings = Settings(order)
    filled = settings.fill(order)
    filled["again"] = 1
    r = requests.post(URL % order)
    if settings.again != 1 or len(settings.more) != 16:
        return "wrong"
""",
    "an exception with what it says": """
class Refused(Exception):
    def __init__(self, order):
        super().__init__(order)
        self.text = spell(order, 2)

def check(order, more):
    text = spell(order, 2)
    raise Refused(order)

def f(order):
    found = []
    for turn in (1, 2):
        try:
            check(order, 1)
        except Refused as error:
            found.append(error)
    r = requests.post(URL % order)
    if found[0] is found[1] or len(found[1].text) != 16:
        return "wrong"
""",
    "the exception that is being handled": """
def again(order):
    text = spell(order, 2)
    raise

def f(order):
    for kind in (KeyError, ValueError):
        try:
            try:
                raise kind(order)
            except (KeyError, ValueError):
                again(order)
        except KeyError:
            pass
        except ValueError:
            last = "value"
    r = requests.post(URL % order)
    if last != "value":
        return "wrong"
""",
    "a condition that nobody knows": """
def choose(order):
    text = spell(order, 2)
    return "large" if order.total > 10 else "small"

def f(order):
    one = choose(order)
    r = requests.post(URL % order)
    if choose(order) != one:
        return "wrong"
""",
    "two lists in one": """
def pair(order):
    text = spell(order, 2)
    return [text, text]

def f(order):
    one, two = pair(order)
    one.append("mine")
    r = requests.post(URL % order)
    if len(two) != 17 or one is not two:
        return "wrong"
""",
    "an argument that is handed back": """
def fill(order, into):
    into["text"] = spell(order, 2)
    return into

def f(order):
    mine = {}
    same = fill(order, mine)
    r = requests.post(URL % order, json=mine)
    if same is not mine or len(mine["text"]) != 16:
        return "wrong"
""",
    "a helper that sends, waits and looks": """
def send(order):
    r = requests.post(URL % order)
    text = spell(order, 2)
    time.sleep(1)
    return r

def f(order):
    r = send(order)
    for turn in range(2):
        if r.status_code < 500:
            break
        r = send(order)
""",
}


@pytest.mark.parametrize("code", SIDE_EFFECTS.values(), ids=SIDE_EFFECTS.keys())
def test_what_a_helper_does_beside(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shared, facts = shared_and_not(code + PARTING, monkeypatch)
    assert shared or "nonlocal" in code  # after that nothing is certain any more
    assert facts.walked.runs >= 4
    values = {value for leaf in facts.walked.leaves for value in leaf.values.values()}
    assert not any("wrong" in value for value in values)
