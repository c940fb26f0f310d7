"""More ways to write retries than the measured constructs have, by the libraries' documentation and source."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from stub import NAMES, URL, stub_provider, told

from sadpath.analyse import on_large_stack
from sadpath.walk.entries import Entry
from sadpath.walk.explore import Explorer
from sadpath.walk.leaves import Leaf
from sadpath.walk.program import Module, Program

HEAD = f"""
import asyncio, time
import requests, httpx, aiohttp
import tenacity, backoff, stamina, retrying
import celery, dramatiq, huey
from tenacity import *
U = "{URL}"

def post():
    r = requests.post(U)
    r.raise_for_status()
    return r

async def apost():
    async with httpx.AsyncClient() as c:
        r = await c.post(U)
        r.raise_for_status()
        return r

def status_of(e):
    return e.response.status_code if e.response is not None else 0
"""


def read_forms(file: str) -> dict[str, tuple[str, dict[str, str]]]:
    """The forms of a file in `data/` by name: the code, and what is expected of some answers."""
    forms: dict[str, tuple[str, dict[str, str]]] = {}
    for part in (Path(__file__).parent / "data" / file).read_text("utf-8").split("\n#: ")[1:]:
        head, _, code = part.partition("\n")
        name, _, expected = head.rpartition(": ")
        forms[name] = code, dict(one.split(" = ", 1) for one in expected.split("; "))
    return forms


FORMS = read_forms("retry_forms.py") | read_forms("async_policies.py")
UNKNOWN_OPTIONS = read_forms("retry_options.py")


def leaves(code: str) -> list[Leaf]:
    """The runs of `f`, which posts to the stub server; an AssertionError where the module does not load."""
    text = HEAD + code
    module = Module("m", "m.py", ast.parse(text), True, False, Path("m.py"), text)
    made: list[Leaf] = []

    def work() -> None:
        explorer = Explorer(Program({"m": module}.get), [stub_provider()])
        sent = explorer.discover(Entry("m", "f"))["stub", "POST"]
        made.extend(explorer.walk(Entry("m", "f"), sent.bound).leaves)
        errors = explorer.machine.caches.get("load errors")
        assert not errors, errors

    on_large_stack(work)
    return made


def ends_of(found: list[Leaf]) -> dict[str, set[str]]:
    """By name of the answer: what the runs say."""
    by_name: dict[str, set[str]] = {}
    for leaf in found:
        for lane in leaf.lanes:
            by_name.setdefault(NAMES[lane], set()).add(told(leaf, lane))
    return by_name


@pytest.mark.parametrize("form", FORMS)
def test_form(form: str) -> None:
    code, expected = FORMS[form]
    found = ends_of(leaves(code))
    assert {name: found.get(name) for name in expected} == {name: {end} for name, end in expected.items()}


@pytest.mark.parametrize("form", UNKNOWN_OPTIONS)
def test_options_that_nobody_knows_are_decided_nowhere(form: str) -> None:
    code, expected = UNKNOWN_OPTIONS[form]
    found = leaves("from conf import o\n" + code)
    assert {name: ends_of(found).get(name) for name in expected} == {name: {end} for name, end in expected.items()}
    assert [leaf.assumed for leaf in found if leaf.assumed] == []


@pytest.mark.parametrize(
    "code",
    [
        "@retry(stop=stop_after_attempt(3), reraise=True, enabled=ON)\ndef f():\n    return post()",
        "def f():\n    return Retrying(stop=stop_after_attempt(3), reraise=True, enabled=ON)(post)",
        "def f():\n    for attempt in Retrying(stop=stop_after_attempt(3), reraise=True, enabled=ON):\n        with attempt:\n"
        "            return post()",
        "async def f():\n    return await AsyncRetrying(stop=stop_after_attempt(3), reraise=True, enabled=ON)(post)",
        "@retry(stop=stop_after_attempt(3), reraise=True)\ndef g():\n    return post()\ndef f():\n    return g.retry_with(enabled=ON)()",
    ],
)
def test_a_switch_that_nobody_knows_is_on_or_off(code: str) -> None:
    found = ends_of(leaves("import os\nON = os.environ.get('RETRY') == '1'\n" + code))
    assert found["400"] == {"1 raises HTTPError", "3 raises HTTPError"}
    assert found["ok"] == {"1 returns response"}


def test_a_policy_that_nobody_knows_is_unsure() -> None:
    code = """
from conf import policy
from httpx_retries import RetryTransport
def f():
    with httpx.Client(transport=RetryTransport(retry=policy)) as c:
        return c.post(U)
"""
    assert all("unsure" in leaf.flags for leaf in leaves(code))


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("@retry(stop=stop_after_attempt(3))", 0),
        ("@retry(stop=stop_after_attempt(3), wait=wait_fixed(2))", 2),
        ("@retry(stop=stop_after_attempt(3), wait=wait_random_exponential(max=10))", 2),
        ("@retry(stop=stop_after_attempt(3), wait=lambda state: 1)", 2),
        ("@retry(stop=stop_after_attempt(3), wait=wait_fixed(1), sleep=lambda seconds: None)", 0),
        ("@backoff.on_exception(backoff.expo, Exception, max_tries=3)", 2),
        ("@backoff.on_exception(backoff.constant, Exception, max_tries=3, interval=0)", 0),
        ("@stamina.retry(on=Exception, attempts=3)", 2),
        ("@stamina.retry(on=lambda e: 0, attempts=3)", 0),
        ("@retrying.retry(stop_max_attempt_number=3)", 0),
        ("@retrying.retry(stop_max_attempt_number=3, wait_fixed=10)", 2),
    ],
)  # fmt: skip
def test_waits(policy: str, expected: int) -> None:
    """How often it waits between the sends of an answer that is sent again."""
    found = leaves(f"{policy}\ndef f():\n    return post()")
    assert {leaf.waits for leaf in found if leaf.sends > 1} == {expected}
