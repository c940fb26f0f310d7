"""Of a loop without an end whose turns are all alike, only some turns run; what is told is the same as if all did."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from helpers import fates, told, walk

from sadpath.walk.answers import SEND_LIMIT, Answers
from sadpath.walk.steady import Turns

HEAD = """
import random
import time
import uuid
import requests

URL = "https://api.klarna.com/ordermanagement/v1/orders/%s/captures"

def send(order, key="one"):
    return requests.post(URL % order, headers={"Klarna-Idempotency-Key": key})
"""


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """One number for each request that a walk sends."""
    numbers: list[int] = []
    answer = Answers.answer
    monkeypatch.setattr(Answers, "answer", lambda *args: (numbers.append(1), answer(*args))[1])
    yield numbers


STEADY = {
    "a plain loop": """
    while True:
        r = send(order)
        if r.status_code < 500:
            return r.status_code
""",
    "a loop that waits": """
    while True:
        r = send(order)
        if r.ok:
            return True
        time.sleep(2.5)
""",
    "a loop that catches": """
    while True:
        try:
            r = send(order)
            r.raise_for_status()
            break
        except requests.HTTPError as error:
            log = {"text": error.response.text, "all": [error, r]}
            continue
        finally:
            done = True
    return r.status_code
""",
    "two requests in each turn": """
    client = requests.Session()
    client.headers["X"] = "1"
    while client.headers:
        r = send(order)
        other = client.get("https://example.com/state")
        if r.ok:
            return other.text
""",
    "a loop in a loop": """
    found = []
    while not found:
        for turn in range(3):
            r = send(order)
            if r.status_code == 201:
                found.append(r)
                break
        seen = {"last": r}
    return found[0].status_code
""",
}

OTHERS = {
    "a count": """
    count = 0
    while True:
        count += 1
        r = send(order)
        if r.ok or count > 60:
            return count
""",
    "a deadline": """
    start = time.monotonic()
    while time.monotonic() < start + 600:
        r = send(order)
        if r.ok:
            return True
        time.sleep(10)
    raise TimeoutError(order)
""",
    "a list that grows": """
    seen = []
    while len(seen) < 70:
        r = send(order)
        seen.append(r.status_code)
        if r.ok:
            break
    return len(seen)
""",
    "a new key in each turn": """
    while True:
        r = send(order, str(uuid.uuid4()))
        if r.ok:
            return True
""",
    "turns by turns": """
    even, count = True, [0]
    while count[0] < 45:
        r = send(order)
        even = not even
        if even:
            count[0] += 1
        if r.ok:
            return True
    return even
""",
    "an iterator": """
    left = iter(range(50))
    while next(left, None) is not None:
        r = send(order)
        if r.ok:
            return True
""",
    "a closure that counts": """
    count = 0
    def more():
        nonlocal count
        count += 1
        return count < 50
    while more():
        r = send(order)
        if r.ok:
            return True
""",
    "what an object counts": """
    class Budget:
        left = 55
        def take(self):
            self.left -= 1
            return self.left > 0
    budget = Budget()
    while budget.take():
        r = send(order)
        if r.ok:
            return True
""",
    "a generator": """
    def turns():
        for turn in range(48):
            yield turn
    all_turns = turns()
    while next(all_turns, None) is not None:
        r = send(order)
        if r.ok:
            return True
""",
}


@pytest.mark.parametrize("loop", [*STEADY.values(), *OTHERS.values()], ids=[*STEADY, *OTHERS])
def test_told_as_if_every_turn_ran(loop: str, monkeypatch: pytest.MonkeyPatch) -> None:
    code = HEAD + "def f(order):" + loop
    facts = walk(code)
    monkeypatch.setattr(Turns, "begin", lambda turns, m: None)
    assert told(facts) == told(walk(code))


@pytest.mark.parametrize("loop", STEADY.values(), ids=STEADY.keys())
def test_few_turns_run(loop: str, sent: list[int]) -> None:
    facts = walk(HEAD + "def f(order):" + loop)
    assert "endless" in fates(facts).values()
    assert all(leaf.sends > SEND_LIMIT for leaf in facts.walked.leaves if leaf.end == "endless")
    assert len(sent) < 60 * len(facts.walked.leaves)


@pytest.mark.parametrize("name", OTHERS)
def test_a_loop_that_is_bounded_comes_to_its_end(name: str) -> None:
    leaves = walk(HEAD + "def f(order):" + OTHERS[name]).walked.leaves
    bounded = {"bounded" in leaf.flags for leaf in leaves if leaf.end == "endless"}
    assert bounded == {name != "a new key in each turn"}
