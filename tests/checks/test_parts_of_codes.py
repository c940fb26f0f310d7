"""Literals that stand against a slice of the code, and texts that the code gives a library to compare with the provider's words."""

from __future__ import annotations

import pytest

from sadpath.testing import check_source

CANCEL = """
import requests

{table}

def cancel(invoice):
    answer = requests.delete(f"https://bitpay.com/invoices/{{invoice}}")
    body = answer.json()
    if body.get("status") == "error":
        code = body["code"] or ""
        {how}
    return body["data"]
"""


@pytest.mark.parametrize(
    ("table", "how", "codes"),
    [
        ('TABLE = {"0000": 1, "0190": 2}', "return TABLE.get(code[2:], 3)", ["0190"]),
        ('TABLE = {"0000": 1, "0107": 2}', "return TABLE.get(code[2:], 3)", []),
        ("", "return 1 if code[-4:] in ('0100', '0193') else 2", ["0193"]),
        ("", "return 1 if code[:2] == '04' and code[2:4] == '07' else 2", ["07"]),
        ("", "return 1 if code[2:].lstrip('0') == '190' else 2", []),
        ("", "return 1 if code[::2] == '090' else 2", []),
    ],
)
def test_a_part_of_the_code(table: str, how: str, codes: list[str]) -> None:
    found = [one.message for one in check_source(CANCEL.format(table=table, how=how)) if one.rule == "SP401"]
    assert [message.split("'")[1] for message in found] == codes


RETRIED = """
import requests
from tenacity import retry, retry_if_exception_message, stop_after_attempt

class Refused(Exception):
    pass

again = retry_if_exception_message({how})

@retry(retry=again, stop=stop_after_attempt(3), reraise=True)
def send(order):
    answer = requests.post(f"https://api.klarna.com/ordermanagement/v1/orders/{{order}}/captures", json={{}})
    if not answer.ok:
        raise Refused(answer.json()["error_messages"][0])
    return answer.headers["Capture-Id"]

def capture(order):
    return send(order)
"""


@pytest.mark.parametrize("how", ["match='.*try again'", "message='Try again.'"])
def test_words_that_a_library_is_given(how: str) -> None:
    found = [one for one in check_source(RETRIED.format(how=how)) if one.rule == "SP301"]
    assert [one.line for one in found] == [8]


KEYWORDS = """
import requests

LATER = dict(ResourceLock="later", ProductUnavailible="sold out")
FATES = {**LATER, "Errror": "again"}

def read(product):
    answer = requests.get("https://gateway.kinguin.net/esa/api/v2/products/" + product)
    if answer.ok:
        return answer.json()
    return HOW
"""


@pytest.mark.parametrize(
    ("how", "places"),
    [
        ("LATER.get(answer.json()['kind'], 'drop')", [(4, "ProductUnavailible")]),
        ("FATES.get(answer.json()['kind'], 'drop')", [(4, "ProductUnavailible"), (5, "Errror")]),
    ],
)
def test_the_keywords_of_a_dict_are_its_keys(how: str, places: list[tuple[int, str]]) -> None:
    found = [one for one in check_source(KEYWORDS.replace("HOW", how)) if one.rule == "SP401"]
    assert [(one.line, one.message.split("'")[1]) for one in found] == places
