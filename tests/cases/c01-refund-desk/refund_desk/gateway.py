"""The one place that talks to Klarna Order Management."""
from __future__ import annotations

import time
from dataclasses import dataclass
from typing import ClassVar, Optional, Protocol

import requests

from .outcome import Err, Ok, Result


@dataclass(frozen=True)
class Settings:
    username: str
    password: str
    base_url: str = "https://api.klarna.com/ordermanagement/v1"
    attempts: int = 3
    timeout: float = 30.0


@dataclass(frozen=True)
class Refusal:
    """What Klarna answered when it did not refund."""

    status: int
    code: str = ""
    messages: tuple[str, ...] = ()
    correlation_id: str = ""

    TEMPORARY: ClassVar[frozenset[str]] = frozenset(
        {"TOO_MANY_REQUESTS", "TEMPORARILY_UNAVAILABLE", "INTERNAL_SERVER_ERROR"}
    )

    @classmethod
    def read(cls, response: requests.Response) -> Refusal:
        try:
            body = response.json()
        except ValueError:
            return cls(response.status_code)
        return cls(
            response.status_code,
            body.get("error_code", ""),
            tuple(body.get("error_messages") or ()),
            body.get("correlation_id", ""),
        )

    @property
    def temporary(self) -> bool:
        return self.code in self.TEMPORARY


class RefundGateway(Protocol):
    def refund(self, order_id: str, amount: int, *, key: str) -> Result[str, Refusal]:
        ...


class KlarnaRefunds:
    """Implements RefundGateway."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._session = requests.Session()
        self._session.auth = (settings.username, settings.password)

    def refund(self, order_id: str, amount: int, *, key: str) -> Result[str, Refusal]:
        url = f"{self._settings.base_url}/orders/{order_id}/refunds"
        refusal: Optional[Refusal] = None
        for attempt in range(self._settings.attempts):
            if attempt:
                time.sleep(2**attempt)
            response = self._session.post(
                url,
                json={"refunded_amount": amount},
                headers={"Klarna-Idempotency-Key": key},
                timeout=self._settings.timeout,
            )
            if response.status_code == 201:
                return Ok(response.headers["Location"].rsplit("/", 1)[-1])
            refusal = Refusal.read(response)
            if not refusal.temporary:
                break
        assert refusal is not None
        return Err(refusal)
