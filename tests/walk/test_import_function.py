"""`__import__`."""

from __future__ import annotations

import pytest
from helpers import fates, walk

URL = "https://publicoffice.lemanpay.net/v2/merchant/Currencies/order/1"

MODULES = {
    "shop.hooks": "def on_ok(): pass\ndef on_error(): raise RuntimeError\n",
}


@pytest.mark.parametrize(
    "made",
    [
        '__import__("shop.hooks").hooks',
        '__import__("shop.hooks", fromlist=["on_ok"])',
        '__import__("shop.hooks", globals(), None, ["on_ok"], 0)',
    ],
)
def test_a_function_of_a_module_that_is_named(made: str) -> None:
    code = f"""
import requests
def f():
    kind = "ok" if requests.get("{URL}").ok else "error"
    getattr({made}, "on_" + kind)()
"""
    told = fates(walk({**MODULES, "m": code}, provider="lemanpay", operation="getOrderDetails"))
    assert set(told.values()) == {"raised"}


def test_a_module_whose_name_nobody_knows() -> None:
    code = f"""
import requests
def f(name):
    if not requests.get("{URL}").ok:
        raise RuntimeError
    __import__(name).done()
"""
    told = fates(walk({**MODULES, "m": code}, provider="lemanpay", operation="getOrderDetails"))
    assert set(told.values()) == {"raised"}
