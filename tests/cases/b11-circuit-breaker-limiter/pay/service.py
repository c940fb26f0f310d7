from __future__ import annotations

import os

import requests

from .guard import Breaker, CircuitOpen, Limiter

URL = "https://publicoffice.lemanpay.net/v2/merchant/Owner/payment"

limiter = Limiter(5, 1.0)


class Outage(Exception):
    pass


class Refused(Exception):
    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"LemanPay refused: {code}")


def _post(payload: dict) -> dict:
    limiter.wait()
    reply = requests.post(URL, json=payload, headers={"X-LP-ClientId": os.getenv("LEMANPAY_CLIENT", "c")}, timeout=15)
    body = reply.json()
    if reply.status_code == 500:
        raise Outage(body.get("reason", body.get("code")))
    if reply.ok:
        return body["data"]
    raise Refused(body["reason"] if "reason" in body else body["code"])


def start_payment(number: str, amount: str) -> str:
    breaker = Breaker()
    for _ in range(3):
        try:
            with breaker(Outage):
                return _post({"orderId": number, "amount": amount})["paymentUrl"]
        except Outage:
            continue
        except Refused as refused:
            if refused.code.startswith("01") and refused.code[2:] in ("0003", "0100", "0103"):
                return "/checkout/again"
            raise
        except CircuitOpen:
            return "/checkout/later"
    raise Outage(number)
