"""Codes, and pieces of them, that are searched for in raw text."""

from __future__ import annotations

import pytest
from helpers import fates, walk

URL = "https://api-global.klarna.com/v2/accounts/a/payment/transactions/t/captures"


def searching(searched: str) -> dict[int, str]:
    """The fates where a condition tells some errors from others."""
    code = f"""
import requests
def f():
    r = requests.post({URL!r}, json={{}})
    if not r.ok and {searched}:
        return "told"
    r.raise_for_status()
"""
    return fates(walk(code, provider="klarna-network", operation="capturePaymentTransaction"))


@pytest.mark.parametrize(
    ("searched", "status"),
    [
        ("'\"RATE_LIMITED\"' in r.text", 429),
        ("'RATE_LIM' in r.text", 429),
        ("b'UNAVAILABLE' in r.content", 503),
        ("'\"OPERATION_FORBIDDEN\"' in r.text", 403),
    ],
)
def test_it_is_told_where_it_stands(searched: str, status: int) -> None:
    told = searching(searched)
    assert told.pop(status) == "handled"
    assert set(told.values()) == {"raised"}


@pytest.mark.parametrize("searched", ["'unavailable' in r.text.lower()", "'try again' in r.text", "'Limit' in r.text"])
def test_words_may_stand_in_prose(searched: str) -> None:
    assert "unknown" in searching(searched).values()
