"""BitPay test environment: marks invoices as paid."""
from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import timedelta

import requests
import stamina

BITPAY = "https://test.bitpay.com"


@dataclass
class BitPayError(Exception):
    status: int
    code: str
    error: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.code} {self.error}"

    @property
    def family(self) -> str:
        """Digits three and four: 00 generic, 01 invoice, 02 refund."""
        return self.code[2:4]


def worth_another_try(exc: Exception) -> bool | timedelta:
    match exc:
        case BitPayError(code="030000" | "030100"):
            return timedelta(seconds=2)
        case BitPayError(status=429):
            return True
        case requests.ConnectionError():
            return True
        case _:
            return False


caller = stamina.RetryingCaller(attempts=3, wait_jitter=0).on(worth_another_try)


class Invoices:
    def __init__(self, token: str | None = None) -> None:
        self.token = token or os.environ.get("BITPAY_TOKEN", "tok")
        self.http = requests.Session()
        self.http.headers.update({"X-Accept-Version": "2.0.0", "Accept": "application/json"})

    def _put(self, path: str, **fields: object) -> dict:
        reply = self.http.put(BITPAY + path, json={"token": self.token, **fields}, timeout=20)
        document = reply.json()
        if document.get("status") == "error":
            raise BitPayError(reply.status_code, document["code"], document["error"])
        return document["data"]

    def pay(self, invoice_id: str) -> dict:
        return caller(self._put, f"/invoices/pay/{invoice_id}", status="complete")
