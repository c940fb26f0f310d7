"""Imports that give a name of the language's own vocabulary another one."""

from __future__ import annotations

from helpers import fates, lane, walk

POST = """
import requests

def post(order_id):
    return requests.post("https://api.klarna.com/ordermanagement/v1/orders/%s/captures" % order_id)
"""


def test_dataclass_vocabulary_under_other_names() -> None:
    code = """
from dataclasses import KW_ONLY as KEYWORDS, InitVar as Given, dataclass
from typing import ClassVar as Shared

@dataclass
class Failed(Exception):
    limit: Shared[int] = 500
    code: str
    body: Given[dict]
    _: KEYWORDS
    status: int = 0

    def __post_init__(self, body):
        self.kind = body["error_code"]

def f(order_id):
    r = post(order_id)
    if not r.ok:
        error = Failed(r.json()["error_code"], r.json(), status=r.status_code)
        if error.kind == error.code and error.status < error.limit:
            raise error
        return None
    return True
"""
    found = fates(walk(POST + code))
    assert {status: fate for status, fate in found.items() if status < 500} == dict.fromkeys(
        (403, 404, 409, 413, 422, 429), "raised"
    )
    assert {fate for status, fate in found.items() if status >= 500} == {"handled"}


def test_an_optional_client_under_another_name() -> None:
    """The parameter is an object of the project's class, whose method sends."""
    code = """
from typing import Optional as Maybe

class Client:
    def capture(self, order_id):
        r = post(order_id)
        if r.status_code == 404:
            raise LookupError(order_id)
        return True

def f(client: Maybe[Client], order_id):
    return client.capture(order_id)
"""
    facts = walk(POST + code)
    assert lane(facts, 404).raises == ("LookupError",)
