"""What an entry hands back is compared as it shows itself: by `__repr__`, by its fields, or as nothing but an object of its class."""

from __future__ import annotations

import textwrap

import pytest
from helpers import same, specifics

HEAD = """
import requests

def send(order):
    return requests.post("https://api.klarna.com/ordermanagement/v1/orders/" + order + "/captures")
"""

TOLD = {
    "an own __repr__": """
class Page:
    def __init__(self, status):
        self.status = status
    def __repr__(self):
        return "<Page %s>" % self.status

def f(order):
    return Page("ok" if send(order).ok else "bad")
""",
    "in a list": """
class Page:
    def __init__(self, status):
        self.status = status
    def __repr__(self):
        return f"Page({self.status!r})"

def f(order):
    return [(Page(1), {"page": Page("ok" if send(order).ok else "bad")})]
""",
    "__str__ as __repr__, inherited": """
class Shown:
    def __str__(self):
        return ", ".join(f"{name}={value}" for name, value in vars(self).items())
    __repr__ = __str__

class Result(Shown):
    def __init__(self, ok):
        self.ok = ok

def f(order):
    return Result(send(order).ok)
""",
    "a condition in __repr__": """
class Result:
    def __init__(self, ok, order):
        self.ok, self.order = ok, order
    def __repr__(self):
        if self.order.startswith("test"):
            return "a test"
        return "done" if self.ok else "failed"

def f(order):
    return Result(send(order).ok, order)
""",
    "an exception's own __repr__": """
class Refused(Exception):
    def __init__(self, ok):
        super().__init__("refused")
        self.ok = ok
    def __repr__(self):
        return f"Refused({self.ok})"

def f(order):
    return Refused(send(order).ok)
""",
    "an exception's arguments": """
def f(order):
    return RuntimeError("done" if send(order).ok else "failed")
""",
    "a namespace": """
from types import SimpleNamespace

def f(order):
    made = SimpleNamespace(order=order)
    made.state = "done" if send(order).ok else "failed"
    return made
""",
    "a dataclass that writes its own": """
from dataclasses import dataclass, field

@dataclass
class Page:
    ok: bool = field(repr=False)
    def __repr__(self):
        return f"Page({self.ok})"

def f(order):
    return Page(send(order).ok)
""",
    "a dict of its own": """
class Page(dict):
    def __repr__(self):
        return f"Page({self['ok']})"

def f(order):
    return Page(ok=send(order).ok)
""",
    "a str of its own": """
class State(str):
    pass

def f(order):
    return State("done" if send(order).ok else "failed")
""",
    "a member of an Enum": """
import enum

class State(enum.Enum):
    DONE = 1
    FAILED = 2

def f(order):
    return State.DONE if send(order).ok else State.FAILED
""",
    "a named tuple": """
from typing import NamedTuple

class Page(NamedTuple):
    ok: bool

def f(order):
    return Page(send(order).ok)
""",
}

NOT_TOLD = {
    "no __repr__": """
class Page:
    def __init__(self, ok):
        self.ok = ok

def f(order):
    return [Page(send(order).ok)]
""",
    "only __str__": """
class Page:
    def __init__(self, ok):
        self.ok = ok
    def __str__(self):
        return f"Page({self.ok})"

def f(order):
    return Page(send(order).ok)
""",
    "a __repr__ that leaves it out": """
class Page:
    def __init__(self, ok, order):
        self.ok, self.order = ok, order
    def __repr__(self):
        return f"<Page {self.order}>"

def f(order):
    return Page(send(order).ok, order)
""",
    "a field that is not shown": """
from dataclasses import dataclass, field

@dataclass
class Page:
    ok: bool = field(repr=False)
    name: str = "p"

def f(order):
    return Page(send(order).ok)
""",
    "a dataclass without a __repr__": """
from dataclasses import dataclass

@dataclass(repr=False)
class Page:
    ok: bool

def f(order):
    return Page(send(order).ok)
""",
    "an Enum that shows one text for all": """
import enum

class State(enum.Enum):
    DONE = 1
    FAILED = 2
    def __repr__(self):
        return "<State>"

def f(order):
    return State.DONE if send(order).ok else State.FAILED
""",
    "an exception that shows one text": """
class Refused(Exception):
    def __repr__(self):
        return "Refused"

def f(order):
    return Refused(send(order).ok)
""",
}


@pytest.mark.parametrize("code", TOLD.values(), ids=TOLD.keys())
def test_told_by_what_is_shown(code: str) -> None:
    assert same(HEAD + code) == "passed"


@pytest.mark.parametrize("code", NOT_TOLD.values(), ids=NOT_TOLD.keys())
def test_not_told_by_what_is_not_shown(code: str) -> None:
    assert same(HEAD + code) == "unnoticed"


def test_a_repr_that_nobody_can_follow_tells_nothing() -> None:
    code = """
class Page:
    def __init__(self, ok):
        self.ok = ok
    def __repr__(self):
        return repr(self)

def f(order):
    return Page(send(order).ok)
"""
    assert same(HEAD + code.replace("repr(self)", "self.page()")) == "unknown"


def test_what_a_repr_does_is_no_part_of_the_run() -> None:
    code = """
class Page:
    shown = 0
    def __init__(self, ok):
        self.ok = ok
    def __repr__(self):
        if self.ok:
            return "a page"
        Page.shown += 1
        send("again")
        return "a page"

def f(order):
    Page(send(order).ok)
    return Page.shown
"""
    assert same(HEAD + code) == "unnoticed"
    once = code.replace("    return Page.shown", "    return Page(True)").replace(
        "    Page(send(order).ok)", "    send(order)"
    )
    assert same(HEAD + once) == "unnoticed"


TABLE = """
WORDS = {"CAPTURE_NOT_ALLOWED": "never", "CONFLICT": "again"}

class Refused(Exception):
    def __init__(self, code):
        self.code = code
    def __str__(self):
        return WORDS.get(self.code, "who knows")

class Result:
    def __init__(self, word):
        self.word = word
    def __repr__(self):
        return f"<Result {self.word}>"
"""


@pytest.mark.parametrize(
    "last",
    ["return Result(WORDS.get(code, 'error'))", "raise Refused(code)", "return {'error': Refused(WORDS.get(code))}"],
    ids=["an object", "an exception that leaves", "an exception that is handed back"],
)
def test_a_text_tells_the_code(last: str) -> None:
    code = f"""
def f(order):
    r = send(order)
    if r.ok:
        return None
    code = r.json()["error_code"]
    {last}
"""
    assert specifics(HEAD + TABLE + textwrap.dedent(code)) == {"CAPTURE_NOT_ALLOWED", "CONFLICT"}


def test_a_text_that_carries_the_code_along_does_not_tell_it() -> None:
    code = """
def f(order):
    r = send(order)
    return None if r.ok else Result(r.json()["error_code"])
"""
    assert specifics(HEAD + TABLE + code) == set()
