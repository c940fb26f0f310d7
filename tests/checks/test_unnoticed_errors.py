"""SP101: who names a status and goes on means to."""

from __future__ import annotations

import pytest

from sadpath.testing import check_source

DELETE = """
import requests

def delete(key):
    answer = requests.delete("https://checkout.us-central1.gcp.commercetools.com/shop/applications/key=" + key, timeout=5)
    GATE
    return True
"""


@pytest.mark.parametrize(
    ("gate", "found"),
    [
        ("pass", True),
        ("print(answer.status_code)", True),
        ("if answer.status_code not in (200, 404):\n        answer.raise_for_status()", False),
        ("if str(answer.status_code) not in ('200', '404'):\n        answer.raise_for_status()", False),
        ("if answer.status_code != 404:\n        answer.raise_for_status()", False),
        ("if answer.status_code > 404:\n        answer.raise_for_status()", True),
    ],
)
def test_a_status_that_is_named(gate: str, found: bool) -> None:
    assert ("SP101" in {one.rule for one in check_source(DELETE.replace("GATE", gate))}) is found
