"""Fields that the provider's error body does not have: a success may have one of that name, and no code need be told from it."""

from __future__ import annotations

import pytest

from sadpath.testing import check_source

INVOICE = """
import requests

class Refused(Exception):
    pass

def invoice(number):
    body = requests.get("https://bitpay.com/invoices/" + number, timeout=5).json()
    if SUCCESS:
        return body["data"]
    raise Refused(body.get("code"), body.get("message"))

def handle(number):
    try:
        invoice(number)
    except Refused:
        return False
    return True
"""


@pytest.mark.parametrize(
    "success",
    [
        "body.get('status') != 'error'",
        "body.get('data')",
        "'data' in body and body['data'] is not None",
        "'error' not in body",
    ],
)
def test_what_only_errors_come_to_is_read_of_errors(success: str) -> None:
    found = [one.line for one in check_source(INVOICE.replace("SUCCESS", success)) if one.rule == "SP404"]
    assert found == [11]


def test_what_successes_come_to_may_be_theirs() -> None:
    source = """
import requests

def note(number):
    body = requests.get("https://bitpay.com/invoices/" + number, timeout=5).json()
    print(body.get("message"))
    return body
"""
    assert "SP404" not in {one.rule for one in check_source(source)}
