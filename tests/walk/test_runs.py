"""What a module makes when it is loaded is as it was then at the beginning of each run."""

from __future__ import annotations

import pytest
from helpers import HOST, fates, walk


def told(code: str) -> set[str]:
    """The fates of all answers to what a function `f()` sends."""
    start = f"import itertools\nimport requests\nURL = '{HOST}/ordermanagement/v1/orders/o/captures'\n"
    return set(fates(walk(start + code)).values())


@pytest.mark.parametrize(
    "made",
    [
        "KEYS = itertools.cycle(('a', 'b'))",
        "KEYS = iter(['a', 'b'])",
        "KEYS = (key for key in ('a', 'b'))",
        "KEYS = map(str.lower, ['A', 'B'])",
        "KEYS = filter(None, ['', 'a'])",
        "KEYS = (key for _, key in zip('xy', ['a', 'b']))",
        "KEYS = (f'k{number}' for number in itertools.count())",
        "def keys():\n    yield 'a'\n    yield 'b'\nKEYS = keys()",
        "def keys(first):\n    while True:\n        yield first\n        first += 'x'\nKEYS = keys('a')",
    ],
)
def test_an_iterator_of_a_module_begins_anew(made: str) -> None:
    code = f"""
{made}
def f():
    response = requests.post(URL, json={{}}, headers={{"Klarna-Idempotency-Key": next(KEYS)}})
    if response.status_code == 403:
        return next(KEYS, None)
    response.raise_for_status()
"""
    assert told(code) == {"raised", "handled"}


def test_what_a_closure_counts_is_as_it_was() -> None:
    code = """
def counter():
    count = 0
    def step():
        nonlocal count
        count += 1
        return count
    return step
step = counter()
def f():
    if step() > 1:
        return "again"
    requests.post(URL, json={}).raise_for_status()
"""
    assert told(code) == {"raised"}


def test_nobody_knows_what_comes_after_what_the_loading_took() -> None:
    code = """
def keys():
    yield "a"
    yield "b"
KEYS = keys()
next(KEYS)
def f():
    response = requests.post(URL, json={}, headers={"Klarna-Idempotency-Key": next(KEYS)})
    response.raise_for_status()
"""
    assert told(code) == {"unknown"}
