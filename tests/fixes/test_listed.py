"""Entries leave what is retried (SP201): which ones, and how the rest of the list looks afterwards."""

from __future__ import annotations

import ast

import pytest
from fixing import HEAD, after, findings_of, fixed, fixes_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sadpath.fixes.listed import removal
from sadpath.fixes.tree import Tree, walk
from sadpath.source.read import Source

RETRY = (
    "import time\n\n"
    + HEAD
    + """{constants}

def read(order_id):
    for attempt in range(3):
        response = requests.get(f"{{ORDERS}}/{{order_id}}")
        if {condition}:
            break
        time.sleep(2**attempt)
    response.raise_for_status()
    return response.json()
"""
)


def retry(condition: str, constants: str = "") -> str:
    return RETRY.format(condition=condition, constants=constants)


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ("(404, 429, 503)", "(429, 503)"),
        ("(429, 404, 503)", "(429, 503)"),
        ("(429, 503, 404)", "(429, 503)"),
        ("(429, 404)", "(429,)"),
        ("(404, 429)", "(429,)"),
        ("(429, 404,)", "(429,)"),
        ("[429, 404]", "[429]"),
        ("{429,404,503}", "{429,503}"),
        ("frozenset([404, 429])", "frozenset([429])"),
        (
            "(\n            429,\n            404,  # not yet there?\n            503,\n        )",
            "(\n            429,\n            503,\n        )",
        ),
        ("(\n            429,  # busy\n            404,\n        )", "(\n            429,  # busy\n        )"),
        ("(\n            429,  # busy\n            404\n        )", "(\n            429,  # busy\n        )"),
        ("(429,  # busy\n            404)", "(429,  # busy\n            )"),
        ("(404,  # why?\n            429)", "(  # why?\n            429,)"),
        ("(429, 404,\n            503)", "(429,\n            503)"),
        ("(429,\n            404, 503)", "(429,\n            503)"),
    ],
)
def test_status(before, wanted):
    text = retry(f"response.status_code not in {before}")
    assert fixed(text, "SP201") == text.replace(before, wanted)


def test_several_statuses_of_a_constant():
    text = retry("response.status_code not in AGAIN", "AGAIN = {403, 404, 409, 413, 422, 429, 500, 503}\n")
    (finding,) = findings_of(text, "SP201")
    named = sorted({outcome.status for outcome in finding.outcomes})
    left = ", ".join(str(status) for status in (403, 404, 409, 413, 422, 429, 500, 503) if status not in named)
    assert fixed(text, "SP201") == text.replace("{403, 404, 409, 413, 422, 429, 500, 503}", f"{{{left}}}")


def test_codes():
    text = retry(
        "response.ok or response.json()['error_code'] not in AGAIN",
        'AGAIN = (\n    "TOO_MANY_REQUESTS",\n    # hm\n    "NO_SUCH_ORDER",\n)\n',
    )
    (fix,) = fixes_of(text, "SP201")
    assert (fix.title, fix.safe) == ("Take 'NO_SUCH_ORDER' out of what is sent again", False)
    assert fixed(text, "SP201") == text.replace('    "NO_SUCH_ORDER",\n', "")


def test_membership_that_is_true():
    text = retry("not response.status_code in [404, 429]")
    assert fixed(text, "SP201") == text.replace("[404, 429]", "[429]")


def test_list_of_a_retry_policy():
    text = """\
import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

ORDERS = "https://api.klarna.com/ordermanagement/v1/orders"


def read(order_id):
    session = requests.Session()
    policy = Retry(total=3, backoff_factor=1, status_forcelist=[404, 429, 502, 503, 504])
    session.mount("https://", HTTPAdapter(max_retries=policy))
    response = session.get(f"{ORDERS}/{order_id}")
    response.raise_for_status()
    return response.json()
"""
    assert fixed(text, "SP201") == text.replace("[404, ", "[")


@pytest.mark.parametrize(
    "condition",
    [
        "response.status_code < 400",  # no list
        "response.status_code not in (404,)",  # nothing would be left
        "response.status_code not in (404, 429) and response.status_code < 400",  # not only the list decides
        "response.status_code not in (404, *range(429, 504))",
    ],
)
def test_none(condition):
    text = retry(condition)
    if "range" in condition:
        assert fixed(text, "SP201") == text.replace("(404, *range(429, 504))", "(*range(429, 504),)")
    else:
        assert fixes_of(text, "SP201") == []


TWO = """\
import time

import requests

AGAIN = (422, 429)


def capture(order_id, amount):
    for attempt in range(3):
        response = requests.post(
            f"https://api.klarna.com/ordermanagement/v1/orders/{order_id}/captures",
            json={"captured_amount": amount},
            headers={"Klarna-Idempotency-Key": order_id},
        )
        if response.status_code not in AGAIN:
            break
        time.sleep(2**attempt)
    response.raise_for_status()
"""
KEYS = """

def keys(order_id):
    for attempt in range(3):
        response = requests.get(f"https://gateway.kinguin.net/esa/api/v2/order/{order_id}/keys")
        if response.status_code not in AGAIN:
            break
        time.sleep(2**attempt)
    response.raise_for_status()
    return response.json()
"""


def test_entry_that_another_request_needs_stays():
    assert fixed(TWO, "SP201") == TWO.replace("(422, 429)", "(429,)")
    captures = [f for f in findings_of(TWO + KEYS, "SP201") if f.operation == "captureOrder"]
    assert len(captures) == 1
    assert captures[0].recipes == ()


# ---------------------------------------------------------------------- any layout

NUMBERS = st.lists(st.integers(400, 599), min_size=2, max_size=6, unique=True)


@st.composite
def layouts(draw):
    """(text of an assignment, numbers in it, which of them go)."""
    numbers = draw(NUMBERS)
    left, right = draw(st.sampled_from(["()", "[]", "{}"]))
    parts = [left, draw(st.sampled_from(["", " ", "\n    ", "  # first\n    ", "\n\n    # above\n    "]))]
    for index, number in enumerate(numbers):
        last = index == len(numbers) - 1
        parts.append(draw(st.sampled_from([str(number), f"({number})", f"HTTP[{number}]"])))
        parts.append(draw(st.sampled_from(["", "", " ", f"  # of {number}\n    "])))
        if not last or draw(st.booleans()):
            parts.append(",")
        parts.append(
            draw(st.sampled_from(["", " ", "\n    ", f"  # behind {number}\n    ", f"\n    # below {number}\n    "]))
        )
    parts.append(right)
    leaving = draw(st.sets(st.integers(0, len(numbers) - 1), min_size=1, max_size=len(numbers) - 1))
    return "AGAIN = " + "".join(parts) + "  # end\n", numbers, sorted(leaving)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(layouts())
def test_any_layout(layout):
    text, numbers, leaving = layout
    source = Source("a.py", text, text.encode(), "utf-8")
    tree = Tree(source)
    (outer,) = [n for n in walk(tree.module) if type(n).__name__ in ("Tuple", "List", "Set")]
    new = text
    for change in sorted(removal(tree, outer, leaving), reverse=True):
        new = new[: change.start] + change.text + new[change.end :]
    (before,), (made,) = ast.parse(text).body, ast.parse(new).body
    elements = [e for n, e in enumerate(before.value.elts) if n not in leaving]
    assert type(made.value) is type(before.value)
    assert [ast.dump(e) for e in made.value.elts] == [ast.dump(e) for e in elements]
    assert new.endswith("# end\n")
    for index, number in enumerate(numbers):
        if index not in leaving:
            for comment in (f"# of {number}\n", f"# behind {number}\n"):
                assert (comment in text) == (comment in new)
    assert ("# first" in text) <= ("# first" in new)


def test_after_keeps_the_rest():
    text = retry("response.status_code not in (404, 429)").replace("\n", "\r\n").encode()
    (fix,) = fixes_of(text, "SP201")
    assert after(fix).encode() == text.replace(b"(404, 429)", b"(429,)")
