"""Gives the unused part of a Klarna authorisation back to the customer."""
from __future__ import annotations

import os
import uuid
from collections.abc import Iterable

import requests
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt, wait_random_exponential

ROOT = os.environ.get("KLARNA_ROOT", "https://api-na.klarna.com/ordermanagement/v1/orders")
NAMESPACE = uuid.UUID("0c7c2a6e-91b9-4b0e-9a43-2f1b6d0f6a11")
PASSING = {
    "TOO_MANY_REQUESTS",
    "INTERNAL_SERVER_ERROR",
    "UNEXPECTED_ERROR",
    "TEMPORARILY_UNAVAILABLE",
}


class KlarnaRefused(Exception):
    def __init__(self, code: str | None, messages: Iterable[str] = ()):
        super().__init__(code, *messages)
        self.code = code


def _is_passing(exc: BaseException) -> bool:
    return isinstance(exc, KlarnaRefused) and exc.code in PASSING


def _note(state: RetryCallState) -> None:
    print(f"attempt {state.attempt_number}: {state.outcome.exception()}")


def _send(order_id: str, key: str) -> None:
    resp = requests.post(
        f"{ROOT}/{order_id}/release-remaining-authorization",
        headers={"Klarna-Idempotency-Key": key},
        auth=(os.environ.get("KLARNA_USER", "u"), os.environ.get("KLARNA_PASS", "p")),
        timeout=15,
    )
    if resp.ok:
        return
    try:
        problem = resp.json()
    except ValueError:
        resp.raise_for_status()
        raise
    raise KlarnaRefused(problem.get("error_code"), problem.get("error_messages") or ())


def release_rest(order_id: str) -> bool:
    """True if the rest is free now, False if there was nothing to release any more."""
    key = str(uuid.uuid5(NAMESPACE, f"release:{order_id}"))
    caller = Retrying(
        retry=retry_if_exception(_is_passing),
        wait=wait_random_exponential(multiplier=2, max=60),
        stop=stop_after_attempt(4),
        before_sleep=_note,
        reraise=True,
    )
    try:
        caller(_send, order_id, key)
    except KlarnaRefused as refusal:
        if refusal.code == "NOT_ALLOWED":
            return False
        raise
    return True
