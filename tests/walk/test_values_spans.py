"""Lengths of time, held against Python."""

from __future__ import annotations

import textwrap

import pytest
from values import differences, is_told

HEAD = """
from datetime import datetime, timedelta
a = timedelta(seconds=3)
b = timedelta(days=1, hours=2, microseconds=5)
"""


@pytest.mark.parametrize(
    "code",
    [
        "r = [a.total_seconds(), a.seconds, a.days, a.microseconds, b.days, b.seconds, b.microseconds, b.total_seconds()]",
        "r = [str(a), str(b), str(-a), repr(a), repr(b), f'{a}', 'in %s' % a]",
        "r = [a < b, a >= b, a == timedelta(milliseconds=3000), a != b, a == 3, a is None, bool(timedelta(0)), -a < a, abs(-a) == a]",
        "r = [a * 2 == timedelta(seconds=6), (a / 2).total_seconds(), a / timedelta(seconds=2), b // a, (b % a).microseconds, divmod(b, a)[0]]",
        "r = [sum([a, a], timedelta()).total_seconds(), max(a, b) is b, {a: 1}.get(timedelta(seconds=3)), a in (b, a)]",
        "r = [timedelta(hours=1).seconds // 60, timedelta(minutes=1.5).total_seconds(), timedelta(weeks=1).days]",
        "r = [timedelta(seconds=-1).days, timedelta(seconds=-1).seconds, timedelta.resolution.microseconds]",
        """
        WAITS = {1: timedelta(seconds=5), 2: timedelta(minutes=5)}
        r = [wait.total_seconds() for tries, wait in WAITS.items() if wait > timedelta(seconds=30)]
        """,
    ],
)
def test_spans(code: str) -> None:
    assert differences(HEAD + textwrap.dedent(code)) == {}


@pytest.mark.parametrize(
    "code",
    [
        "timedelta(seconds=given).seconds",
        "str(timedelta(hours=given))",
        "timedelta(seconds=given) > a",
        "(datetime.now() - given).days",
    ],
)
def test_what_is_not_known_stays_unknown(code: str) -> None:
    assert not is_told(f"from nowhere import given\n{HEAD}found = {code}\n", "found")
