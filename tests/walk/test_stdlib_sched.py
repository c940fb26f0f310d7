"""The model of `sched`, held against Python."""

from __future__ import annotations

import textwrap

import pytest
from helpers import lane, sends, walk
from values import differences

HEAD = """
import sched

class Clock:
    def __init__(self):
        self.now, self.waits = 0, []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.now += seconds
        if seconds:
            self.waits.append(seconds)

clock = Clock()
s = sched.scheduler(clock, clock.sleep)
ran = []
"""


@pytest.mark.parametrize(
    "code",
    [
        """
        s.enter(5, 1, ran.append, ("late",))
        s.enter(2, 2, ran.append, ("second",))
        s.enter(2, 1, ran.append, argument=("first",))
        s.enterabs(3, 1, lambda **told: ran.append(told), kwargs={"a": 1})
        order = [e.time for e in s.queue]
        r = [s.empty(), s.run(), s.empty(), ran, clock.waits, order]
        """,
        """
        def again(n):
            ran.append((n, clock.now))
            if n < 3:
                s.enter(n, 1, again, (n + 1,))
        s.enter(0, 1, again, (1,))
        s.run()
        r = [ran, clock.waits]
        """,
        """
        a = s.enter(1, 1, ran.append, ("a",))
        b = s.enter(4, 1, ran.append, ("b",))
        s.cancel(a)
        try:
            s.cancel(a)
        except ValueError:
            gone = True
        first = s.run(blocking=False)
        clock.now = 4
        r = [first, s.run(False), ran, b.priority, len(s.queue)]
        """,
        """
        def fails():
            raise ValueError("x")
        s.enter(1, 1, fails)
        s.enter(2, 1, ran.append, ("after",))
        try:
            s.run()
        except ValueError as error:
            r = [error.args, len(s.queue), s.run(), ran]
        """,
    ],
)
def test_schedules(code: str) -> None:
    assert differences(HEAD + textwrap.dedent(code)) == {}


def test_what_is_sent_again_later() -> None:
    code = """
import requests, sched, time

def f(order_id):
    s = sched.scheduler(time.monotonic, time.sleep)
    out = []

    def send(n):
        r = requests.post("https://api.klarna.com/ordermanagement/v1/orders/%s/captures" % order_id)
        if r.status_code == 503 and n < 2:
            s.enter(3, 1, send, (n + 1,))
        else:
            out.append(r)

    s.enter(0, 1, send, (0,))
    s.run()
    out[0].raise_for_status()
    return 1
"""
    facts = walk(code)
    assert sends(facts, 503) == {3}
    assert sends(facts, 404) == {1}
    assert lane(facts, 503).waited
    assert lane(facts, 503).fate == "raised"
