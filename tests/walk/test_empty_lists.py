"""A success that has nothing in a list is not what success is held against."""

from __future__ import annotations

import pytest
from helpers import fates, walk

URL = "https://gateway.kinguin.net/esa/api/v1/products"


def facts(body: str):  # type: ignore[no-untyped-def]
    code = f"""
import requests
def save(row):
    print(row)
def f():
    r = requests.get({URL!r}, timeout=5)
{body}
"""
    return walk(code, provider="kinguin", operation="searchProducts")


@pytest.mark.parametrize(
    ("body", "fate"),
    [
        ("    rows = r.json().get('results') or []\n    return len(rows), 2", "passed"),
        ("    rows = r.json().get('results') or []\n    return {'n': [len(rows)]}", "passed"),
        ("    return (r.json().get('state') or 'none', 1)", "passed"),
        ("    for row in r.json().get('results', []):\n        save(row)\n    return 1", "handled"),
        ("    n = 0\n    for row in r.json().get('results', []):\n        n += 1\n    return {'n': n}", "handled"),
        ("    return 1", "unnoticed"),
        ("    body = r.json()\n    if 'note' in body:\n        print(body['note'])\n    return 1", "unnoticed"),
    ],
)
def test_fates(body: str, fate: str) -> None:
    assert set(fates(facts(body)).values()) == {fate}


@pytest.mark.parametrize(
    ("body", "as_empty"),
    [
        ("    for row in r.json().get('results', []):\n        save(row)\n    return 1", True),
        ("    if not r.ok:\n        print(1)\n    for row in r.json().get('results', []):\n        save(row)", False),
        ("    for row in r.json().get('results', []):\n        save(row)\n    return r.ok", False),
    ],
)
def test_what_is_taken_for_an_empty_list_goes_unnoticed(body: str, as_empty: bool) -> None:
    assert {lane.as_empty for lane in facts(body).lanes} == {as_empty}
