"""Enums of codes with a member for everything else: that one's value is no misspelt code."""

from __future__ import annotations

import pytest

from sadpath.testing import check_source

CAPTURE = """
from enum import Enum
import requests

class Code(str, Enum):
    REFUSED = "CAPTURE_NOT_ALLOWED"
    GONE = "NO_SUCH_ORDER"
    OTHER = "OTHER"
    WRONG = "CAPTURE_NOT_ALOWED"
{method}
KNOWN = {{member.value: member for member in Code}}

def code_of(raw):
{how}

def capture(order):
    answer = requests.post(f"https://api.klarna.com/ordermanagement/v1/orders/{{order}}/captures", json={{}})
    if not answer.ok:
        if code_of(answer.json()["error_code"]) is Code.GONE:
            return None
    answer.raise_for_status()
    return answer.headers["Capture-Id"]
"""
PARSE = """
    @classmethod
    def parse(cls, raw):
        try:
            return cls(raw)
        except ValueError:
            return cls.OTHER
"""


@pytest.mark.parametrize(
    ("method", "how", "reported"),
    [
        (
            "",
            "    try:\n        return Code(raw)\n    except ValueError:\n        return Code.OTHER",
            {"CAPTURE_NOT_ALOWED"},
        ),
        ("", "    return Code(raw) if raw in KNOWN else Code.OTHER", {"CAPTURE_NOT_ALOWED"}),
        ("", "    return KNOWN.get(raw, Code.OTHER)", {"CAPTURE_NOT_ALOWED"}),
        (PARSE, "    return Code.parse(raw)", {"CAPTURE_NOT_ALOWED"}),
        ("", "    return Code(raw)", {"CAPTURE_NOT_ALOWED", "OTHER"}),
    ],
)
def test_the_member_for_everything_else(method: str, how: str, reported: set[str]) -> None:
    found = [one.message for one in check_source(CAPTURE.format(method=method, how=how)) if one.rule == "SP401"]
    assert {message.split("'")[1] for message in found} == reported
