"""Opens a Klarna shopping session for a cart; without one the shop works as well."""
from __future__ import annotations

import logging
import os
import time
import uuid
from http import HTTPStatus
from typing import Final

import httpx

log = logging.getLogger("shop.klarna")
API: Final = httpx.URL(os.environ.get("KLARNA_API", "https://api-global.klarna.com"))
TRIES: Final[int] = 3
TOO_MANY = HTTPStatus.TOO_MANY_REQUESTS


class KlarnaUnusable(Exception):
    """Our account or our request is wrong: somebody must look."""


def _family(response: httpx.Response) -> str:
    hundreds, _ = divmod(response.status_code, 100)
    return ["?", "info", "ok", "moved", "ours", "theirs"][hundreds]


def _payload(cart_id: str) -> dict:
    return {"shopping_session_reference": cart_id, "locale": "sv-SE"}


def start_session(cart_id: str) -> str | None:
    """The id of the session, or None."""
    key = str(uuid.uuid5(uuid.NAMESPACE_URL, cart_id))
    headers = {"Authorization": f"Basic {os.environ.get('KLARNA_KEY', '')}", "Klarna-Idempotency-Key": key}
    with httpx.Client(base_url=API, headers=headers) as client:
        for attempt in range(1, TRIES + 1):
            response = client.post("/v1/shopping/sessions", json=_payload(cart_id))
            family = _family(response)
            if family == "ok":
                return response.json()["shopping_session_id"]
            if response.status_code == TOO_MANY:
                time.sleep(float(response.headers.get("Retry-After", attempt)))
                continue
            if family == "ours":
                break
            log.warning("klarna: %s (%d of %d)", response.reason_phrase, attempt, TRIES)
            if response.status_code not in range(500, 504):
                break
            time.sleep(2 ** attempt)
        else:
            return None
    error = response.json()
    code, kind = error["error_code"], error["error_type"]
    if kind == "ACCESS_ERROR" or code.startswith(("INVALID", "VALIDATION")):
        raise KlarnaUnusable(code, error["error_id"])
    return None
