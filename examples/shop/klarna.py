"""Klarna Order Management: captures, refunds and cancellations."""

from __future__ import annotations

import time
from typing import Any

import requests

from shop import settings
from shop.errors import PartnerError

TRIES = 3
PASSING = {429, 500, 502, 503, 504}


class KlarnaClient:
    """One account. Passing errors are tried again, everything else is raised as a PartnerError."""

    def __init__(self, user: str = settings.KLARNA_USER, password: str = settings.KLARNA_PASSWORD) -> None:
        self.session = requests.Session()
        self.session.auth = (user, password)
        self.orders = f"{settings.KLARNA_API}/ordermanagement/v1/orders"

    def order(self, order_id: str) -> dict[str, Any]:
        """The order as Klarna has it."""
        return self._request("GET", f"/{order_id}").json()

    def capture(self, order_id: str, parcel_id: str, amount: int) -> str:
        """Take `amount` (in cents) for one parcel; the address of the capture."""
        body = {"captured_amount": amount, "reference": parcel_id}
        response = self._request("POST", f"/{order_id}/captures", body, key=f"capture-{parcel_id}")
        return response.headers["Location"]

    def refund(self, order_id: str, amount: int, reason: str) -> None:
        """Pay `amount` (in cents) back."""
        # Bad: no key. When Klarna answers 504 the loop below asks for the refund once more.
        self._request("POST", f"/{order_id}/refunds", {"refunded_amount": amount, "description": reason})

    def cancel(self, order_id: str) -> None:
        """Give the order up; possible only while nothing is captured."""
        self._request("POST", f"/{order_id}/cancel", key=f"cancel-{order_id}")

    def _request(
        self, method: str, path: str, body: dict[str, Any] | None = None, *, key: str | None = None
    ) -> requests.Response:
        headers = {"Klarna-Idempotency-Key": key} if key else {}
        for attempt in range(TRIES):
            response = self.session.request(
                method, self.orders + path, json=body, headers=headers, timeout=settings.TIMEOUT
            )
            if response.status_code not in PASSING:
                break
            time.sleep(2**attempt)
        if response.ok:
            return response
        problem = response.json()
        raise PartnerError("Klarna", response.status_code, problem["error_code"], problem["correlation_id"])
