"""Payment links that the call centre sends to customers."""
from __future__ import annotations

import logging
import uuid
from functools import partial, reduce

import requests
from tenacity import RetryError, TryAgain, retry, retry_if_not_exception_type, stop_after_attempt, wait_random_exponential

logger = logging.getLogger(__name__)

BASE = "https://api-global.klarna.com"


class LinkError(Exception):
    def __init__(self, code: str, error_id: str) -> None:
        super().__init__(code, error_id)
        self.code = code


class Final(LinkError):
    """Sending it again would not help."""


FINAL = {"VALIDATION_ERROR", "OPERATION_FORBIDDEN", "UNAUTHORIZED", "RESOURCE_NOT_FOUND"}


def compose(*functions):
    return reduce(lambda f, g: lambda *a, **k: f(g(*a, **k)), functions)


fresh_key = compose(str, uuid.uuid4)


@retry(
    retry=retry_if_not_exception_type(Final),
    stop=stop_after_attempt(3),
    wait=wait_random_exponential(multiplier=0.5, max=20),
)
def _create(account: str, amount: int) -> dict:
    post = partial(requests.post, f"{BASE}/v2/accounts/{account}/payment/requests")
    answer = post(
        json={"currency": "EUR", "amount": amount},
        headers={"Authorization": "Basic key", "Klarna-Idempotency-Key": fresh_key()},
        timeout=30,
    )
    if answer.status_code == 429:
        raise TryAgain
    if not answer.ok:
        problem = answer.json()
        error = Final if problem["error_code"] in FINAL else LinkError
        raise error(problem["error_code"], problem["error_id"])
    return answer.json()


def create_link(account: str, amount: int) -> str:
    try:
        return _create(account, amount)["payment_request_url"]
    except RetryError as gave_up:
        cause = gave_up.last_attempt.exception()
        if isinstance(cause, LinkError) and cause.code == "TIMEOUT":
            logger.error("no answer in time, %d attempts", gave_up.last_attempt.attempt_number)
            return ""
        raise cause from None
    except Final as refused:
        if refused.code == "ACCOUNT_NOT_FOUND":
            raise LookupError(account) from refused
        raise
