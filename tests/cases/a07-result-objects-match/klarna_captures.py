"""Captures without exceptions: every call gives `Ok` or `Err`."""
from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar, Union

import httpx

T = TypeVar("T")
Advice = Literal["again", "look", "stop"]

ACCOUNT = os.environ.get("KLARNA_ACCOUNT", "krn:partner:1")
ADVICE: dict[tuple[int, str], Advice] = {
    (429, "RATE_LIMITED"): "again",
    (503, "TEMPORARY_UNAVAILABLE"): "again",
    (500, "TIMEOUT"): "look",
    (500, "INTERNAL_ERROR"): "look",
    (409, "RESOURCE_CONFLICT"): "look",
}


@dataclass(frozen=True, slots=True)
class Ok(Generic[T]):
    value: T

    def unwrap(self) -> T:
        return self.value


@dataclass(frozen=True, slots=True)
class Err:
    status: int
    code: str
    advice: Advice = "stop"
    hints: list[str] = field(default_factory=list, compare=False)

    def unwrap(self):
        raise RuntimeError(f"capture failed: {self.code}")


Result = Union[Ok[T], Err]


def capture(transaction: str, cents: int, reference: str) -> Result[str]:
    response = httpx.post(
        f"https://api-global.klarna.com/v2/accounts/{ACCOUNT}/payment/transactions/{transaction}/captures",
        json={"capture_amount": cents, "capture_reference": reference},
        headers={"Authorization": f"Basic {os.environ.get('KLARNA_KEY', '')}", "Klarna-Idempotency-Key": reference},
        timeout=httpx.Timeout(60.0),
    )
    match response.json():
        case {"capture_id": str(capture_id)}:
            return Ok(capture_id)
        case {"error_code": code, "errors": [*details]}:
            hints = [detail["error_message"] for detail in details]
            return Err(response.status_code, code, ADVICE.get((response.status_code, code), "stop"), hints)
        case _:
            return Err(response.status_code, "UNREADABLE")


FINAL = ("OPERATION_FORBIDDEN", "NOT_FOUND", "VALIDATION_FAILED")
