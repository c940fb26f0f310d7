"""Looks up a LemanPay order for the reconciliation report (standard library only)."""
from __future__ import annotations

import json
import os
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

URL = "https://publicoffice.lemanpay.net/v2/merchant/Currencies/order/"


class LookupFailed(Exception):
    pass


def _missing(order_id: str, problem: dict) -> dict:
    return {"order": order_id, "state": "unknown to LemanPay"}


def _postpone(order_id: str, problem: dict) -> dict:
    return {"order": order_id, "state": "ask again tomorrow"}


def _refuse(order_id: str, problem: dict) -> dict:
    raise LookupFailed(f"{order_id}: check the client id and the address ({problem})")


BY_CODE = {
    "RecordNotFound": _missing,
    "020101": _missing,
    "RateLimitException": _postpone,
    "InternalServerError": _postpone,
    "020000": _postpone,
    "020100": _postpone,
    "BadCredentials": _refuse,
    "PageNotFound": _refuse,
}


def order_state(order_id: str) -> dict:
    request = Request(URL + quote(order_id), headers={"X-LP-ClientId": os.environ.get("LP_CLIENT", "client")})
    try:
        with urlopen(request, timeout=20) as answer:
            order = json.load(answer)
    except HTTPError as error:
        problem = json.loads(error.read())
        code = problem.get("reason") or problem.get("code")
        handler = BY_CODE.get(code)
        if handler is None:
            raise LookupFailed(f"{order_id}: HTTP {error.code}, {code}") from error
        return handler(order_id, problem)
    return {"order": order_id, "state": order["data"]["status"]}
