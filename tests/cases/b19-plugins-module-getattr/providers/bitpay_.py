from __future__ import annotations

import functools
import os
from enum import Enum

try:
    import httpx as http
except ImportError:
    import requests as http

ROOT = os.environ.get("BITPAY_URL") or "https://test.bitpay.com"


class Outcome(Enum):
    UPDATED = 1
    PAID = 0
    LOCKED = 0
    UNKNOWN = 3

    def __bool__(self):
        return self.value > 0


class BitPayError(Exception):
    def __init__(self, code, text):
        super().__init__(f"BitPay {code}: {text}")
        self.code = code


@functools.singledispatch
def outcome_of(code):
    raise TypeError(code)


@outcome_of.register
def _(code: str):
    return {"0101": Outcome.UNKNOWN, "0107": Outcome.LOCKED, "0108": Outcome.PAID}.get(code[2:])


@outcome_of.register(type(None))
def _(code):
    return Outcome.UPDATED


class Client:
    def __init__(self, token=None):
        self.token = token or os.environ.get("BITPAY_TOKEN", "t")

    def update(self, invoice_id, **changes):
        changes = {key: value for key, value in changes.items() if value}
        answer = http.put(f"{ROOT}/invoices/{invoice_id}", json=changes | {"token": self.token})
        body = answer.json()
        if (outcome := outcome_of(body.get("code"))) is not None:
            return outcome
        if body["errorMessage"]:
            raise BitPayError(body["code"], body["error"])
        return Outcome.UNKNOWN
