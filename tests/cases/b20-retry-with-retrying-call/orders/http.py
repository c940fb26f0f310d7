from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

import requests
import tenacity
from tenacity.wait import wait_base

log = logging.getLogger(__name__)
T = TypeVar("T")


class Unavailable(Exception):
    def __init__(self, response: requests.Response) -> None:
        super().__init__(response.status_code)
        self.after = float(response.headers.get("Retry-After", 0))


class wait_as_told(wait_base):
    """Waits as long as Klarna asks for, at least one second."""

    def __call__(self, retry_state: tenacity.RetryCallState) -> float:
        exc = retry_state.outcome.exception()
        return max(1.0, getattr(exc, "after", 0.0))


def attempts_left(most: int) -> Callable[[tenacity.RetryCallState], bool]:
    return lambda state: state.attempt_number >= most


class Klarna:
    root = "https://api-oc.klarna.com/ordermanagement/v1/orders/"

    def __init__(self) -> None:
        self.retrying = tenacity.Retrying(
            wait=wait_as_told(),
            stop=attempts_left(3),
            retry=tenacity.retry_if_exception(lambda exc: isinstance(exc, Unavailable)),
            after=tenacity.after_log(log, logging.DEBUG),
        )

    def _send(self, path: str) -> requests.Response:
        response = requests.post(self.root + path, auth=("u", "p"), timeout=10)
        if response.status_code in {429, 503}:
            raise Unavailable(response)
        return response

    def post(self, path: str, *, patient: bool = True) -> requests.Response:
        if not patient:
            return self._send(path)
        return self.retrying.copy(reraise=True)(self._send, path)
