"""The daily digest of open disputes, over all our accounts."""
from __future__ import annotations

import asyncio
from collections import Counter
from typing import Final

import httpx
import stamina
from stamina.instrumentation import set_on_retry_hooks

ROOT: Final = "https://api-global.klarna.com"
set_on_retry_hooks([])

IGNORED: Final = ("RESOURCE_NOT_FOUND", "NO_DISPUTES")


def is_transient(exc: Exception) -> bool:
    if isinstance(exc, httpx.HTTPStatusError):
        return exc.response.status_code >= 500
    return isinstance(exc, httpx.TransportError)


async def check(response: httpx.Response) -> None:
    await response.aread()
    response.raise_for_status()


class DisputeDigest:
    def __init__(self, accounts: tuple[str, ...]) -> None:
        self.accounts = accounts

    @classmethod
    def for_accounts(cls, *accounts: str) -> DisputeDigest:
        return cls(accounts)

    @stamina.retry(on=is_transient, attempts=2, timeout=None)
    async def _disputes(self, client: httpx.AsyncClient, account: str) -> list[dict]:
        response = await client.get("/v4/payment/disputes", params={"account_id": account})
        return response.json()["disputes"]

    async def _account(self, client: httpx.AsyncClient, account: str) -> Counter[str]:
        try:
            rows = await asyncio.wait_for(self._disputes(client, account), timeout=30)
        except asyncio.TimeoutError:
            return Counter(timeout=1)
        except httpx.HTTPStatusError as error:
            body = error.response.json()
            if body["error_code"] in IGNORED:
                return Counter()
            if body["error_type"] == "ACCESS_ERROR" and error.response.status_code == 403:
                raise PermissionError(account) from error
            raise
        return Counter(row["reason"] for row in rows)

    async def build(self) -> dict[str, int]:
        total: Counter[str] = Counter()
        async with httpx.AsyncClient(base_url=ROOT, event_hooks={"response": [check]}) as client:
            tasks = [asyncio.ensure_future(self._account(client, account)) for account in self.accounts]
            for finished in asyncio.as_completed(tasks):
                total += await finished
        return dict(total.most_common())
