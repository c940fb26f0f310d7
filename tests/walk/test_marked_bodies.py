"""A field in which errors say that they are some: what success says there is what the code asks for."""

from __future__ import annotations

import pytest
from helpers import fates, walk

from sadpath.testing import check_source

ORDER = """
import requests

def f(order):
    answer = requests.get("https://publicoffice.lemanpay.net/v2/merchant/Currencies/order/" + order, timeout=5)
    body = answer.json()
{}
"""


def source(text: str) -> str:
    return ORDER.format("\n".join("    " + line for line in text.splitlines()))


@pytest.mark.parametrize(
    "text",
    [
        "if body['status'] == 'Success':\n    return body['data']['state']\nreturn 'failed'",
        "if body.get('status') in ('Success', 'ok'):\n    return body['data']['state']\nreturn 'failed'",
        "if str(body.get('status')).lower() != 'success':\n    return 'failed'\nreturn body['data']['state']",
        "match body:\n    case {'status': 'Success'}:\n        return 'paid'\nreturn 'failed'",
        "if body.get('data'):\n    return 'paid'\nreturn 'failed'",
    ],
)
def test_who_asks_for_it_tells_errors_from_success(text: str) -> None:
    told = fates(walk(source(text), provider="lemanpay", operation="getOrderDetails"))
    assert set(told.values()) == {"handled"}
    assert "SP101" not in {found.rule for found in check_source(source(text))}


@pytest.mark.parametrize(
    "text",
    ["return 'done'", "body.get('status')\nreturn 'done'", "return 'paid' if body.get('state') == 'paid' else 'open'"],
)
def test_who_does_not_ask_for_it_tells_nothing(text: str) -> None:
    told = fates(walk(source(text), provider="lemanpay", operation="getOrderDetails"))
    assert set(told.values()) == {"unnoticed"}


@pytest.mark.parametrize(
    ("text", "fate"),
    [
        (
            "rows = {}\nif body.get('data'):\n    rows[body['data']['id']] = body['data']\n"
            "if rows.get(order) is None:\n    return 'missing'\nreturn 'there'",
            "handled",
        ),
        ("if body.get('state') == 'paid':\n    return 'paid'\nreturn 'open'", "unnoticed"),
    ],
)
def test_a_success_gives_back_what_was_asked_for(text: str, fate: str) -> None:
    told = fates(walk(source(text), provider="lemanpay", operation="getOrderDetails"))
    assert set(told.values()) == {fate}
