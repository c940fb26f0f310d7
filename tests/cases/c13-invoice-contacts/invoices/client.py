from __future__ import annotations

import logging
import os
from dataclasses import dataclass

import backoff
import httpx

from .errors import BitPayError, check

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BitPaySettings:
    host: str = "https://bitpay.com"
    token: str = "token"
    timeout: float = 10.0

    @classmethod
    def from_env(cls) -> BitPaySettings:
        return cls(
            host=os.environ.get("BITPAY_HOST", cls.__dataclass_fields__["host"].default),
            token=os.environ.get("BITPAY_TOKEN", "token"),
        )


def _give_up(exc: Exception) -> bool:
    return isinstance(exc, BitPayError) and not exc.transient


class InvoiceClient:
    def __init__(self, settings: BitPaySettings) -> None:
        self._token = settings.token
        self._http = httpx.Client(
            base_url=settings.host,
            timeout=settings.timeout,
            headers={"X-Accept-Version": "2.0.0"},
        )

    @backoff.on_exception(backoff.fibo, (BitPayError, httpx.TimeoutException), max_tries=3, giveup=_give_up, jitter=None)
    def update(self, invoice_id: str, **changes: str) -> dict:
        response = self._http.put(f"/invoices/{invoice_id}", json={"token": self._token, **changes})
        return check(response.json())

    def close(self) -> None:
        self._http.close()
