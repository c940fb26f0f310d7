"""Adds the buyer's phone number to an invoice (needed above 3000 USD)."""
from __future__ import annotations

import json
import os
import re

import requests

from budget import RetryBudget, Spent

SIX_DIGITS = re.compile(r"^(?P<method>\d{2})(?P<resource>\d{2})(?P<number>\d{2})$")
BASE = os.environ.get("BITPAY_URL") or "https://bitpay.com"


class BitPayRefused(Exception):
    def __init__(self, code: str) -> None:
        self.code = code

    def __str__(self) -> str:
        return "BitPay refused: " + self.code


def _prepare(session: requests.Session, invoice_id: str, phone: str) -> requests.PreparedRequest:
    request = requests.Request(
        method="PUT",
        url="{base}/invoices/{id}".format(base=BASE.rstrip("/"), id=invoice_id),
        headers={"X-Accept-Version": "2.0.0"},
        json={"token": os.environ.get("BITPAY_TOKEN", ""), "buyerSms": phone},
    )
    return session.prepare_request(request)


def _number(raw: bytes) -> tuple[str, str]:
    body = json.loads(raw)
    match = SIX_DIGITS.match(body["code"])
    assert match is not None
    return match["resource"], match.group("number")


def add_phone(invoice_id: str, phone: str) -> bool:
    with requests.Session() as session:
        prepared = _prepare(session, invoice_id, phone)
        try:
            for _ in RetryBudget(tries=3, cost=1):
                response = session.send(prepared, timeout=(3.05, 20))
                if response.status_code != 500:
                    break
        except Spent:
            return False
    if 200 <= response.status_code <= 299:
        return True
    resource, number = _number(response.content)
    if (resource, number) in {("01", "17"), ("01", "18")}:
        return False
    if resource == "00":
        raise BitPayRefused(f"general error {number}")
    raise BitPayRefused(resource + number)
