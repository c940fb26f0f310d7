"""Writes our order numbers to Klarna after the nightly import."""
from __future__ import annotations

import time
from typing import Protocol

import httpx


class Clock(Protocol):
    def pause(self, seconds: float) -> None: ...


class WallClock:
    def pause(self, seconds: float) -> None:
        time.sleep(seconds)


class PatientTransport(httpx.BaseTransport):
    """Sends again what was busy. Bodies are small, so a request can be sent as often as one likes."""

    def __init__(self, inner: httpx.BaseTransport, clock: Clock, attempts: int = 3) -> None:
        self.inner = inner
        self.clock = clock
        self.attempts = attempts

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        for attempt in range(self.attempts):
            response = self.inner.handle_request(request)
            if response.status_code not in (429, 500, 503) or attempt == self.attempts - 1:
                break
            response.close()
            self.clock.pause(float(response.headers.get("Retry-After", 2**attempt)))
        return response

    def close(self) -> None:
        self.inner.close()


def client(clock: Clock | None = None) -> httpx.Client:
    transport = PatientTransport(httpx.HTTPTransport(retries=1), clock or WallClock())
    return httpx.Client(
        transport=transport,
        base_url="https://api.playground.klarna.com/ordermanagement/v1",
        auth=("user", "password"),
    )


def push_references(numbers: dict[str, str]) -> list[str]:
    """The orders for which it did not work."""
    failed = []
    with client() as http:
        for order_id, number in numbers.items():
            response = http.patch(f"/orders/{order_id}/merchant-references", json={"merchant_reference1": number})
            match response:
                case httpx.Response(is_success=True):
                    continue
                case httpx.Response(status_code=404):
                    failed.append(f"{order_id}?")
                case _ if response.json()["error_code"] == "NOT_ALLOWED":
                    failed.append(order_id)
                case _:
                    response.raise_for_status()
    return failed
