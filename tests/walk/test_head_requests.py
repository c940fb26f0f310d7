"""An answer to HEAD has no body, whatever its status."""

from __future__ import annotations

import pytest
from helpers import fates, walk

URL = "https://checkout.europe-west1.gcp.commercetools.com/shop/applications/key=web"


@pytest.mark.parametrize(
    ("read", "fate"),
    [
        ("r.json()['message']", "crashed"),
        ("json.loads(r.text)['message']", "crashed"),
        ("'ResourceNotFound' in r.text and 'gone'", "handled"),
        ("r.reason", "handled"),
    ],
)
def test_the_body_is_empty(read: str, fate: str) -> None:
    code = f"""
import json
import requests
def f():
    r = requests.head({URL!r}, timeout=5)
    if r.status_code != 200:
        return {read}
    return True
"""
    told = walk(code, provider="commercetools-checkout", operation="headApplicationByKey")
    assert set(fates(told).values()) == {fate}
    assert not any(lane.specific for lane in told.lanes)
