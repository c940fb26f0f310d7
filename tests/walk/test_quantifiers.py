"""`any` and `all` stop at the element that decides, in each lane for itself."""

from __future__ import annotations

from helpers import fates, lane, sends, walk

HEAD = """
import json
import urllib.request
from urllib.error import HTTPError

def post(order_id):
    url = "https://api.klarna.com/ordermanagement/v1/orders/%s/captures" % order_id
    return urllib.request.urlopen(urllib.request.Request(url, method="POST"))
"""


def test_the_body_is_read_until_a_code_fits() -> None:
    """A body can be read once: where the first code does not fit, the second look finds nothing."""
    code = """
def f(order_id):
    try:
        return post(order_id).status
    except HTTPError as error:
        if any(json.loads(error.read() or b"{}")["error_code"] == code for code in ("NO_SUCH_ORDER", "CONFLICT")):
            return None
        raise
"""
    found = fates(walk(HEAD + code))
    assert found.pop(404) == "handled"
    assert set(found.values()) == {"crashed"}


def test_sending_stops_where_something_has_worked() -> None:
    code = """
def status(order_id):
    try:
        return post(order_id).status
    except HTTPError as error:
        return error.code

def f(order_id):
    return all(status(order_id) in (404, 429) for _ in range(3))
"""
    facts = walk(HEAD + code)
    assert sends(facts, 404) == {3}
    assert sends(facts, 409) == {1}
    assert not lane(facts, 409).resent


def test_an_element_that_a_lane_does_not_come_to() -> None:
    code = """
def known(error, code):
    if code is None and error.code != 409:
        raise LookupError(error.code)
    return error.code == code

def f(order_id):
    try:
        return post(order_id).status
    except HTTPError as error:
        return any(map(lambda code: known(error, code), (404, None)))
"""
    found = fates(walk(HEAD + code))
    assert found.pop(404) != "raised"
    assert found.pop(409) != "raised"
    assert set(found.values()) == {"raised"}
