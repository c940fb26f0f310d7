"""Correct a customer's e-mail or address at Klarna after checkout."""
import os
from enum import Enum, auto

import requests

KLARNA = os.environ.get("KLARNA_URL", "https://api.klarna.com")


class Outcome(Enum):
    SAVED = auto()
    LOCKED = auto()
    BAD_ADDRESS = auto()
    LATER = auto()


class UpdateFailed(RuntimeError):
    pass


def update_details(order_id: str, shipping: dict, billing: dict | None = None) -> Outcome:
    payload = {"shipping_address": shipping}
    if billing:
        payload["billing_address"] = billing
    resp = requests.patch(
        f"{KLARNA}/ordermanagement/v1/orders/{order_id}/customer-details",
        json=payload,
        auth=(os.environ.get("KLARNA_UID", "K123"), os.environ.get("KLARNA_PW", "secret")),
        timeout=12,
    )
    if resp.status_code == 204:
        return Outcome.SAVED
    body = resp.json()
    match resp.status_code, body.get("error_code"):
        case 403, "NOT_ALLOWED":
            return Outcome.LOCKED
        case 400, "INVALID_ADDRESS":
            return Outcome.BAD_ADDRESS
        case 422, "UNPROCESSABLE_ENTITY":
            raise UpdateFailed(f"we built a bad request for {order_id}: {body['error_messages']}")
        case 429 | 502 | 503 | 504, _:
            return Outcome.LATER
        case status, code:
            raise UpdateFailed(f"{order_id}: {status} {code} ({body.get('correlation_id')})")
