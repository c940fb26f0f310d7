"""The customer service button "send the invoice again"."""
from __future__ import annotations

import logging
import os
import time
import uuid
from dataclasses import dataclass, field

import httpx

log = logging.getLogger(__name__)

API = os.environ.get("KLARNA_API", "https://api.klarna.com") + "/ordermanagement/v1/orders"
AUTH = (os.environ.get("KLARNA_USER", "PK1"), os.environ.get("KLARNA_PASSWORD", "secret"))


@dataclass(frozen=True, slots=True)
class Sent:
    capture_id: str


@dataclass(frozen=True, slots=True)
class Problem:
    status: int
    code: str
    messages: tuple[str, ...] = ()
    correlation_id: str | None = field(default=None, compare=False)


class InvoiceNotSent(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.code or problem.status} ({problem.correlation_id})")
        self.problem = problem


def _trigger(order_id: str, capture_id: str, key: str) -> Sent | Problem:
    url = f"{API}/{order_id}/captures/{capture_id}/trigger-send-out"
    response = httpx.post(url, auth=AUTH, headers={"Klarna-Idempotency-Key": key}, timeout=20)
    if response.is_success:
        return Sent(capture_id)
    match response.json():
        case {"error_code": str(code), **rest}:
            return Problem(response.status_code, code, tuple(rest.get("error_messages", ())), rest.get("correlation_id"))
        case _:
            return Problem(response.status_code, "")


def resend_invoice(order_id: str, capture_id: str, max_tries: int = 3) -> str:
    """What the button tells the agent."""
    key, tries = str(uuid.uuid4()), 0
    while (tries := tries + 1) <= max_tries + 1:
        match _trigger(order_id, capture_id, key):
            case Sent():
                return "The invoice is on its way."
            case Problem(_, "NOT_ALLOWED", messages=(text, *_)):
                return f"Klarna sends no invoice here: {text}"
            case Problem(_, "NO_SUCH_CAPTURE"):
                return "Nothing was shipped yet, so there is no invoice."
            case Problem(_, "NO_SUCH_ORDER"):
                return "Klarna does not know this order."
            case Problem(429) | Problem(code="TEMPORARILY_UNAVAILABLE") if tries <= max_tries:
                time.sleep(2**tries)
            case Problem(status=status, code=code) if 500 <= status < 600 and tries <= max_tries:
                log.warning("try %d: %s %s", tries, status, code)
                time.sleep(5)
            case Problem() as problem:
                raise InvoiceNotSent(problem)
    return "Please try again later."
