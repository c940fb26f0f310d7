"""Hands the parcel's tracking number to Klarna, and waits politely while Klarna is busy.

The warehouse job that calls this has ~100 seconds before the next parcel is scanned, so there is a
deadline and no number of attempts.
"""
from __future__ import annotations

import datetime as dt
import email.utils
import os
import time
import uuid

import requests

KLARNA_API = os.getenv("KLARNA_API", "https://api.klarna.com/ordermanagement/v1")
PATIENCE = 80.0
LONGEST_PAUSE = 30.0

WORTH_WAITING = frozenset(
    {"TOO_MANY_REQUESTS", "INTERNAL_SERVER_ERROR", "UNEXPECTED_ERROR", "TEMPORARILY_UNAVAILABLE"}
)


class TrackingRejected(Exception):
    def __init__(self, order_id: str, code: str, messages: list[str]):
        super().__init__(f"{order_id}: {code} ({'; '.join(messages)})")
        self.order_id = order_id
        self.code = code


class OrderIsGone(TrackingRejected):
    pass


class KlarnaTooSlow(Exception):
    """The deadline passed. The same call may be made later: the key is derived from the parcel."""


def asked_pause(headers) -> float:
    """Seconds that the server wants us to wait; 0.0 when it did not say."""
    raw = headers.get("Retry-After", "").strip()
    if not raw:
        return 0.0
    if raw.isdigit():
        return float(raw)
    try:
        moment = email.utils.parsedate_to_datetime(raw)
    except (TypeError, ValueError):
        return 0.0
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.timezone.utc)
    return max(0.0, (moment - dt.datetime.now(dt.timezone.utc)).total_seconds())


def problem_of(response: requests.Response) -> tuple[str, list[str]]:
    try:
        body = response.json()
    except requests.JSONDecodeError:
        return "", []
    return body.get("error_code", ""), body.get("error_messages", [])


def hand_over_tracking(order_id: str, capture_id: str, carrier: str, tracking_number: str) -> int:
    """How many calls it took."""
    key = str(uuid.uuid5(uuid.NAMESPACE_URL, f"parcel:{carrier}:{tracking_number}"))
    deadline = time.monotonic() + PATIENCE
    pause = 2.0
    calls = 0
    while True:
        calls += 1
        response = requests.post(
            f"{KLARNA_API}/orders/{order_id}/captures/{capture_id}/shipping-info",
            json={"shipping_info": [{"shipping_company": carrier, "tracking_number": tracking_number}]},
            headers={"Klarna-Idempotency-Key": key},
            auth=(os.getenv("KLARNA_UID", "uid"), os.getenv("KLARNA_SECRET", "secret")),
            timeout=(5, 15),
        )
        if response.status_code == 204:
            return calls

        code, messages = problem_of(response)
        if code in ("NO_SUCH_ORDER", "NO_SUCH_CAPTURE"):
            raise OrderIsGone(order_id, code, messages)
        if code not in WORTH_WAITING:
            raise TrackingRejected(order_id, code, messages)

        wait = max(pause, asked_pause(response.headers))
        if time.monotonic() + wait > deadline:
            raise KlarnaTooSlow(f"{code} for {calls} calls, parcel {tracking_number}")
        time.sleep(wait)
        pause = min(pause * 2, LONGEST_PAUSE)
