"""More ways to write retries than the measured constructs have, by the libraries' documentation and source."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from stub import URL, ends, stub_provider

from sadpath.analyse import on_large_stack
from sadpath.walk.entries import Entry
from sadpath.walk.explore import Explorer
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


def read_forms() -> dict[str, tuple[str, dict[str, str]]]:
    """The forms of `data/retry_forms.py` by name: the code, and what is expected of some answers."""
    forms: dict[str, tuple[str, dict[str, str]]] = {}
    for part in (Path(__file__).parent / "data" / "retry_forms.py").read_text("utf-8").split("\n#: ")[1:]:
        head, _, code = part.partition("\n")
        name, _, expected = head.rpartition(": ")
        forms[name] = code, dict(one.split(" = ", 1) for one in expected.split("; "))
    return forms


FORMS = read_forms()


@pytest.mark.parametrize("form", FORMS)
def test_form(form: str) -> None:
    code, expected = FORMS[form]
    text = HEAD + code
    module = Module("m", "m.py", ast.parse(text), True, False, Path("m.py"), text)
    found: dict[str, set[str]] = {}

    def work() -> None:
        explorer = Explorer(Program({"m": module}.get), [stub_provider()])
        found.update(ends(explorer, Entry("m", "f"), "POST"))
        errors = explorer.machine.caches.get("load errors")
        assert not errors, errors

    on_large_stack(work)
    assert {name: found.get(name) for name in expected} == {name: {end} for name, end in expected.items()}


def waits(code: str) -> int:
    """How often a lane of status 503 waits between its sends."""
    text = HEAD + code
    module = Module("m", "m.py", ast.parse(text), True, False, Path("m.py"), text)
    made: list[int] = []

    def work() -> None:
        explorer = Explorer(Program({"m": module}.get), [stub_provider()])
        sent = explorer.discover(Entry("m", "f"))["stub", "POST"]
        made.extend(leaf.waits for leaf in explorer.walk(Entry("m", "f"), sent.bound).leaves if leaf.sends > 1)

    on_large_stack(work)
    assert len(set(made)) == 1, made
    return made[0]


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
    assert waits(f"{policy}\ndef f():\n    return post()") == expected
