"""Codes beside a status: which of the operations that come to a condition may answer both."""

from __future__ import annotations

import pytest

from sadpath.testing import check_source

SHARED = """
import requests

HOST = "https://gateway.kinguin.net/esa/api"

def checked(answer):
    if answer.ok:
        return answer.json()
    kind = answer.json().get("kind")
    if CONDITION:
        return None
    raise ValueError(kind)

def balance():
    return checked(requests.get(HOST + "/v1/balance", timeout=5))
"""
KEYS = """
def keys(order):
    return checked(requests.get(HOST + f"/v2/order/{order}/keys", timeout=5))
"""


@pytest.mark.parametrize(
    "condition",
    ["answer.status_code == 422 and kind == 'OrderHold'", "kind == 'OrderHold' and answer.status_code == 422"],
)
def test_a_helper_of_several_operations_is_judged_by_all_of_them(condition: str) -> None:
    alone = SHARED.replace("CONDITION", condition)
    assert "SP402" in {found.rule for found in check_source(alone)}
    assert "SP402" not in {found.rule for found in check_source(alone + KEYS)}
