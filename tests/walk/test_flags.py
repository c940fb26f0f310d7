"""A flag that somebody else sets ends a loop; nobody knows when."""

from __future__ import annotations

import pytest
from helpers import fates, same, walk

POST = 'requests.post(f"https://api.klarna.com/ordermanagement/v1/orders/{order}/captures")'


def module(loop: str, more: str = "", start: str = "self.running = True") -> str:
    """A module with a class `Worker` whose `ship(order)` has this body, and `more` in the class."""

    def indented(text: str, by: int) -> str:
        return "".join(" " * by + line + "\n" for line in text.strip("\n").splitlines())

    return f"""
import requests
import signal

class Worker:
    def __init__(self, queue):
        {start}
        self.queue = queue

    def send(self, order):
        return {POST}

    def ship(self, order):
{indented(loop, 8)}
{indented(more, 4)}
"""


LOOP = """
while self.running:
    if self.send(order).ok:
        return "shipped"
"""
STOP = """
def stop(self):
    self.running = False
"""


def test_nobody_sets_the_flag() -> None:
    assert same(module(LOOP), "m:Worker.ship") == "endless"


@pytest.mark.parametrize(
    "more",
    [
        STOP,
        "def stop(self):\n    self.lock, self.running = None, False",
        "def stop(self):\n    self.running = self.queue.empty()",
        "def stop(self):\n    setattr(self, 'running', False)",
        "def watch(self):\n    def stop(*_):\n        self.running = False\n    signal.signal(signal.SIGTERM, stop)",
        "def watch(self):\n    signal.signal(15, lambda *_: setattr(self, 'running', False))",
    ],
)
def test_another_method_sets_it(more: str) -> None:
    assert same(module(LOOP, more), "m:Worker.ship") == "unknown"


def test_another_module_sets_it() -> None:
    main = "from shop.work import Worker\n\ndef halt(worker):\n    worker.running = False\n"
    sources = {"shop.work": module(LOOP)}
    assert same(sources, "shop.work:Worker.ship") == "endless"
    assert same({**sources, "shop.main": main}, "shop.main:Worker.ship") == "unknown"


@pytest.mark.parametrize(
    "more",
    [
        "def start(self):\n    self.running = True",
        "def running(self):\n    running = False\n    return running",
        "class Other:\n    def stop(self):\n        self.running = False",
    ],
)
def test_what_leaves_it_as_it_is(more: str) -> None:
    assert same(module(LOOP, more), "m:Worker.ship") == "endless"


def test_the_loop_itself_sets_it() -> None:
    login = """
while not self.ready:
    self.login(order)
"""
    method = """
def login(self, order):
    if self.send(order).ok:
        self.ready = True
"""
    assert same(module(login, method, "self.ready = False"), "m:Worker.ship") == "endless"


@pytest.mark.parametrize(
    ("asked", "more"),
    [
        ("not self.stopped", "def stop(self):\n    self.stopped = True"),
        ("order and self.running", STOP),
        ("self.active", "@property\ndef active(self):\n    '''Until it is stopped.'''\n    return self.running" + STOP),
        ("not self.is_stopped()", "def is_stopped(self):\n    return not self.running" + STOP),
        ("self.parent.running", "parent = None" + STOP),
    ],
)
def test_ways_to_ask(asked: str, more: str) -> None:
    start = "self.running, self.stopped, self.parent = True, False, self"
    assert same(module(LOOP.replace("self.running", asked), more, start), "m:Worker.ship") == "unknown"


def test_a_module_s_flag() -> None:
    code = f"""
import requests

RUNNING = True

def halt(*_):
    global RUNNING
    RUNNING = False

def f(order):
    while RUNNING:
        if {POST}.ok:
            return "shipped"
"""
    assert same(code) == "unknown"
    assert same(code.replace("    global RUNNING\n", "")) == "endless"


def test_what_follows_sees_the_flag() -> None:
    loop = """
while True:
    if not self.running:
        raise InterruptedError("stopped" if not self.running else 1 // 0)
    if self.send(order).ok:
        return "shipped"
"""
    facts = walk(module(loop, STOP), "m:Worker.ship")
    assert {leaf.type for lane in facts.lanes for leaf in lane.leaves} == {"InterruptedError", ""}


def test_where_a_count_ends_the_loop_the_flag_tells_nothing() -> None:
    loop = """
for _ in range(6):
    if not self.running:
        return None
    if self.send(order).ok:
        return "shipped"
raise TimeoutError
"""
    assert same(module(loop, STOP), "m:Worker.ship") == "raised"


WORK = """
while {}:
    order = self.queue.get()
    {}
"""


@pytest.mark.parametrize(
    ("asked", "work", "fate"),
    [
        ("self.running", "self.send(order)", "unnoticed"),
        ("self.running", "self.send(order).raise_for_status()", "raised"),
        ("self.running", "while self.running and not self.send(order).ok: pass", "unknown"),
        ("True", "self.send(order)", "unknown"),
    ],
)
def test_a_worker_that_is_stopped_one_day(asked: str, work: str, fate: str) -> None:
    assert set(fates(walk(module(WORK.format(asked, work), STOP), "m:Worker.ship")).values()) == {fate}
