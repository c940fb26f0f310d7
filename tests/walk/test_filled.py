"""A collection that is empty when its module is loaded, and that other code fills, is worked off all the same."""

from __future__ import annotations

import pytest
from helpers import lane, program, providers, walk

from sadpath.analyse import on_large_stack
from sadpath.walk.entries import Entry
from sadpath.walk.explore import Explorer

SEND = 'requests.post(f"https://api.klarna.com/ordermanagement/v1/orders/{order}/captures")'


def work(head: str, loop: str) -> str:
    """A module with a function `f` that takes orders out of something and sends them."""
    body = "\n".join("    " + line for line in loop.splitlines())
    return f"""
import heapq, queue, requests
from collections import defaultdict, deque
{head}
def send(order):
    {SEND}.raise_for_status()
def f(now=1):
{body}
"""


@pytest.mark.parametrize(
    ("head", "loop"),
    [
        ("jobs = deque()", "while jobs:\n    send(jobs.popleft())"),
        ("jobs = deque(maxlen=5)", "while len(jobs) > 0:\n    send(jobs.popleft())"),
        ("jobs = []", "for order in jobs:\n    send(order)"),
        ("jobs = []", "while jobs:\n    order, tries = jobs.pop()\n    send(order)"),
        ("jobs = []", "if not jobs:\n    return\nfor order in list(jobs):\n    send(order)"),
        ("jobs = []", "while jobs:\n    at, order = heapq.heappop(jobs)\n    send(order)"),
        ("jobs = set()", "for order in jobs:\n    send(order)"),
        ("jobs = set()", "while jobs:\n    send(jobs.pop())"),
        ("jobs = {}", "for order, state in list(jobs.items()):\n    send(order)\n    del jobs[order]"),
        ("jobs = {}", "while jobs:\n    order, state = jobs.popitem()\n    send(order)"),
        ("jobs = {}", "order = jobs.get(now)\nif order:\n    send(order)"),
        ("jobs = {}", "if now in jobs:\n    send(jobs.pop(now))"),
        ("jobs = defaultdict(list)", "for orders in jobs.values():\n    for order in orders:\n        send(order)"),
        ("jobs = queue.Queue()", "while not jobs.empty():\n    send(jobs.get())"),
        ("jobs = queue.Queue()", "while True:\n    try:\n        send(jobs.get_nowait())\n    except queue.Empty:\n        return"),
        ("jobs = queue.PriorityQueue()", "while jobs.qsize():\n    send(jobs.get()[1])"),
        ("class Box:\n    jobs = []", "for order in Box.jobs:\n    send(order)"),
        ("class Box:\n    def __init__(self):\n        self.jobs = []\nbox = Box()", "for order in box.jobs:\n    send(order)"),
        ("last = None\ndef keep(order):\n    global last\n    last = order", "if last is not None:\n    send(last)"),
        ("go = False\ndef start():\n    global go\n    go = True", "if go:\n    send('1')"),
    ],
)  # fmt: skip
def test_what_is_reached(head: str, loop: str) -> None:
    assert lane(walk(work(head, loop)), 404).fate == "raised"


def test_a_method_of_an_object_that_others_fill() -> None:
    code = f"""
import requests
class Worker:
    def __init__(self):
        self.rows, self.token = [], None
    def add(self, order):
        self.rows.append(order)
    def login(self, token):
        self.token = token
    def work(self):
        if self.token is None:
            return "log in first"
        for order in self.rows:
            {SEND}.raise_for_status()
"""
    assert lane(walk(code, "m:Worker.work"), 404).fate == "raised"


def test_what_is_put_back_is_sent_again() -> None:
    head = "jobs = deque()\ndef add(order):\n    jobs.append(order)"
    loop = f"while jobs:\n    order = jobs.popleft()\n    if {SEND}.status_code == 503:\n        jobs.append(order)"
    facts = walk(work(head, loop))
    assert lane(facts, 503).fate == "endless"
    assert not lane(facts, 404).resent


def test_what_bars_the_way_stays_empty() -> None:
    head = "jobs, errors = [], []\ndef add(order):\n    jobs.append(order)\ndef note(error):\n    errors.append(error)"
    assert lane(walk(work(head, "if errors:\n    return\nfor order in jobs:\n    send(order)")), 404).fate == "raised"


@pytest.mark.parametrize("get", ["jobs.get()", "await later.get()"])
def test_a_worker_that_waits_for_more_is_through(get: str) -> None:
    code = f"""
import asyncio, queue, requests
jobs, later = queue.Queue(), asyncio.Queue()
async def f():
    while True:
        order = {get}
        if {SEND}.status_code == 503:
            jobs.put(order)
            await later.put(order)
"""
    facts = walk(code)
    assert (lane(facts, 404).fate, lane(facts, 503).fate) == ("unnoticed", "endless")


def reached(code: str) -> set[str]:
    """The operations that `f` reaches."""
    found: set[str] = set()

    def look() -> None:
        found.update(operation for _, operation in Explorer(program(code), providers()).discover(Entry("m", "f")))

    on_large_stack(look)
    return found


@pytest.mark.parametrize(
    ("head", "loop"),
    [
        ("jobs = ()", "for order in jobs:\n    send(order)"),
        ("jobs = frozenset()", "for order in jobs:\n    send(order)"),
        ("last = None", "if last is not None:\n    send(last)"),
        ("go = False\ndef stop():\n    global go\n    go = False", "if go:\n    send('1')"),
        ("jobs = []", "mine = []\nfor order in mine:\n    send(order)"),
    ],
)
def test_what_nobody_can_fill(head: str, loop: str) -> None:
    assert reached(work(head, loop)) == set()


def test_an_entry_that_sends_anyway_is_as_it_was() -> None:
    head = "errors = []\ndef add(error):\n    errors.append(error)"
    loop = f"r = {SEND.replace('{order}', '{now}')}\nif errors and not r.ok:\n    raise ValueError(errors)\nreturn r.ok"
    assert lane(walk(work(head, loop)), 404).fate == "passed"
