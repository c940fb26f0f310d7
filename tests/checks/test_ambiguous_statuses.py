"""Conditions on a status alone: which of them decide about sending again or giving up, and which only about words."""

from __future__ import annotations

import textwrap

import pytest

from sadpath.testing import check_source

ORDER = """
import requests

class Busy(Exception):
    pass

def note():
    print("noted")

def send():
    return requests.post("https://gateway.kinguin.net/esa/api/v2/order", json={}, timeout=5)

def order():
    answer = send()
    if answer.ok:
        return answer.json()["orderId"]
"""


@pytest.mark.parametrize(
    ("how", "lines"),
    [
        # what is said differs, and nothing else does
        ("return 'refused' if answer.status_code == 422 else 'failed'", []),
        ("if answer.status_code == 422:\n    note()\nreturn None", []),
        ("if answer.status_code == 422:\n    return 'refused'\nreturn 'failed'", []),
        # it was sent again before anybody asked
        ("answer = send()\nif answer.status_code == 422:\n    note()\nreturn None", []),
        # one way gives up, the other one raises, sends again, or takes the error for an answer
        ("if answer.status_code == 422:\n    return None\nraise Busy", [17]),
        ("if answer.status_code == 422:\n    return None\nreturn send().text", [17]),
        ("if answer.status_code == 422:\n    return send().text\nreturn None", [17]),
        ("return send().text if answer.status_code == 422 else None", [17]),
    ],
)
def test_a_condition(how: str, lines: list[int]) -> None:
    source = ORDER + textwrap.indent(how, "    ")
    assert [found.line for found in check_source(source) if found.rule == "SP303"] == lines


PASSED = """
import requests

def keys(order):
    answer = requests.get(f"https://gateway.kinguin.net/esa/api/v2/order/{order}/keys", timeout=5)
    if answer.status_code == 422:
        WAY
    return answer.json()
"""


@pytest.mark.parametrize(("way", "lines"), [("return None", [6]), ("print('not yet')", [])])
def test_an_error_taken_for_an_answer(way: str, lines: list[int]) -> None:
    assert [found.line for found in check_source(PASSED.replace("WAY", way)) if found.rule == "SP303"] == lines


RESENT = """
import requests

def authorize(order):
    for turn in range(3):
        answer = requests.post("https://api-global.klarna.com/v2/payment/authorize", json=order, timeout=5)
        status = answer.status_code
        kind = answer.json().get("error_type")
        if CONDITION:
            continue
        return answer
"""


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("status == 500", True),
        ("not 0 < status < 500", True),
        ("not 200 <= status <= 499", True),
        ("not 400 <= status < 500 and not answer.ok", False),
        ("str(status).startswith('5')", True),
        ("str(status).startswith(('4', '5'))", True),
        ("str(status)[0] == '5'", True),
        ("str(status).endswith('0')", False),
        # what stands beside it asks for more only where both have to hold
        ("status == 500 or kind == 'SERVER_CONFIGURATION_ERROR'", True),
        ("status == 500 and kind == 'TIMEOUT'", False),
        ("status == 429 or (status == 500 and kind == 'TIMEOUT')", False),
    ],
)
def test_how_a_status_is_named(condition: str, found: bool) -> None:
    told = [one.line for one in check_source(RESENT.replace("CONDITION", condition)) if one.rule == "SP303"]
    assert told == ([9] if found else [])


GUARDED = """
import requests

def authorize(order):
    for turn in range(3):
        answer = requests.post("https://api-global.klarna.com/v2/payment/authorize", json=order, timeout=5)
        match answer.json():
            case PATTERN if answer.status_code == 500:
                continue
        return answer
"""


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("_", True),
        ("body", True),
        ("{'error_type': kind}", True),
        ("{'error_type': 'TIMEOUT' | 'INTERNAL_ERROR'}", False),
    ],
)
def test_the_guard_of_a_case(pattern: str, found: bool) -> None:
    assert ("SP303" in {one.rule for one in check_source(GUARDED.replace("PATTERN", pattern))}) is found
