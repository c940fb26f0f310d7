"""Conditions that ask for a status and a code at once: how a code may be asked for."""

from __future__ import annotations

import pytest

from sadpath.testing import check_source

CAPTURE = """
from enum import Enum
import requests

class Code(Enum):
    REFUSED = "CAPTURE_NOT_ALLOWED"
    GONE = "NO_SUCH_ORDER"
    UNKNOWN = "?"
    @classmethod
    def _missing_(cls, value):
        return cls.UNKNOWN

def capture(order):
    answer = requests.post(f"https://api.klarna.com/ordermanagement/v1/orders/{{order}}/captures", json={{}})
    if not answer.ok:
        status, code = answer.status_code, Code(answer.json()["error_code"])
        if {condition}:
            return None
    answer.raise_for_status()
    return answer.headers["Capture-Id"]
"""


@pytest.mark.parametrize(
    ("condition", "impossible"),
    [
        ("status == 404 and code is Code.REFUSED", True),
        ("status == 404 and Code.REFUSED is code", True),
        ("status == 403 and code is Code.REFUSED", False),
        ("status == 404 and code is not Code.REFUSED", False),
        ("status == 404 and code is None", False),
        ("status == 404 and code == Code.REFUSED", True),
        ("status in (403, 409) and code is Code.GONE", True),
        ("status in (403, 404) and code is Code.GONE", False),
        ("status == 404 or code is Code.REFUSED", False),
    ],
)
def test_a_pair(condition: str, impossible: bool) -> None:
    rules = {found.rule for found in check_source(CAPTURE.format(condition=condition))}
    assert ("SP403" in rules) is impossible


RESULT = """
from dataclasses import dataclass
from enum import IntEnum
from http import HTTPStatus
import requests

class Status(IntEnum):
    FORBIDDEN = 403
    GONE = 410

@dataclass(frozen=True)
class Result:
    status: int
    code: str = ""

def read(order):
    answer = requests.post(f"https://api.klarna.com/ordermanagement/v1/orders/{order}/captures", json={})
    if answer.ok:
        return answer.headers["Capture-Id"]
    match Result(answer.status_code, answer.json()["error_code"]):
        case CASE:
            return None
    answer.raise_for_status()
"""


@pytest.mark.parametrize(
    ("case", "rules"),
    [
        ("Result(HTTPStatus.FORBIDDEN, 'CAPTURE_NOT_ALLOWED')", set()),
        ("Result(HTTPStatus.NOT_FOUND, 'CAPTURE_NOT_ALLOWED')", {"SP403"}),
        ("Result(status=HTTPStatus.NOT_FOUND, code='CAPTURE_NOT_ALLOWED')", {"SP403"}),
        ("Result(Status.FORBIDDEN, 'CAPTURE_NOT_ALLOWED')", set()),
        ("Result(Status.FORBIDDEN, 'CANCEL_NOT_ALLOWED')", {"SP402"}),
        # nobody answers 410: the code beside it is never asked for
        ("Result(HTTPStatus.GONE, 'CANCEL_NOT_ALLOWED')", {"SP402", "SP403"}),
        ("Result(Status.GONE, 'CANCEL_NOT_ALLOWED')", {"SP402", "SP403"}),
        ("Result(HTTPStatus.NOT_FOUND, _)", set()),
    ],
)
def test_a_status_by_its_name_in_a_pattern(case: str, rules: set[str]) -> None:
    found = {one.rule for one in check_source(RESULT.replace("CASE", case))}
    assert found & {"SP401", "SP402", "SP403"} == rules
