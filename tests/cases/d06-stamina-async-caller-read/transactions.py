"""Read side of our Klarna Network integration."""
from __future__ import annotations

import asyncio
from dataclasses import dataclass

import httpx
import stamina

BASE = "https://api-global.klarna.com"

SERVER_SIDE = {"TIMEOUT", "TEMPORARY_UNAVAILABLE", "INTERNAL_ERROR"}


@dataclass(frozen=True, slots=True)
class Transaction:
    id: str
    state: str
    captured: int


class UnknownTransaction(LookupError):
    pass


def code_of(response: httpx.Response) -> str | None:
    if "json" not in response.headers.get("content-type", ""):
        return None
    return response.json().get("error_code")


def should_retry(exc: Exception) -> bool | float:
    """stamina's backoff hook: no, yes, or yes-after-so-many-seconds."""
    match exc:
        case httpx.TransportError():
            return True
        case httpx.HTTPStatusError(response=response):
            code = code_of(response)
            if code == "RATE_LIMITED":
                return min(float(response.headers.get("Retry-After", 5)), 20.0)
            return code in SERVER_SIDE
        case _:
            return False


call_with_retries = stamina.AsyncRetryingCaller(attempts=4, timeout=60.0, wait_initial=0.5).on(should_retry)


class TransactionReader:
    def __init__(self, account_id: str, api_key: str, base_url: str = BASE) -> None:
        self.account_id = account_id
        self._headers = {"Authorization": f"Basic {api_key}"}
        self._base_url = base_url

    async def _get(self, client: httpx.AsyncClient, transaction_id: str) -> dict:
        response = await client.get(f"/v2/accounts/{self.account_id}/payment/transactions/{transaction_id}")
        response.raise_for_status()
        return response.json()

    async def read(self, transaction_id: str) -> Transaction:
        async with httpx.AsyncClient(base_url=self._base_url, headers=self._headers) as client:
            try:
                raw = await call_with_retries(self._get, client, transaction_id)
            except httpx.HTTPStatusError as exc:
                if code_of(exc.response) == "RESOURCE_NOT_FOUND":
                    raise UnknownTransaction(transaction_id) from None
                raise
        return Transaction(
            id=raw["payment_transaction_id"],
            state=raw["state"],
            captured=sum(c["amount"] for c in raw.get("captures", ())),
        )

    def read_blocking(self, transaction_id: str) -> Transaction:
        return asyncio.run(self.read(transaction_id))
