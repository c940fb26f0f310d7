from __future__ import annotations

import os
from contextlib import AsyncExitStack
from dataclasses import dataclass

import httpx
from httpx_retries import Retry, RetryTransport


@dataclass(eq=False)
class Failure(Exception):
    status: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.message} ({self.code})"


class CheckoutClient:
    def __init__(self, project: str) -> None:
        self._project = project
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> CheckoutClient:
        retry = Retry(total=2, status_forcelist={503, 504}, backoff_factor=1)
        self._http = await self._stack.enter_async_context(
            httpx.AsyncClient(
                base_url="https://checkout.us-central1.gcp.commercetools.com",
                headers={"Authorization": f"Bearer {os.environ.get('CTP_TOKEN', 't')}"},
                transport=RetryTransport(retry=retry),
            )
        )
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self._stack.aclose()

    async def transaction(self, key: str) -> dict:
        response = await self._http.get(f"/{self._project}/transactions/key={key}")
        match response.json():
            case {"statusCode": status, "errors": [{"code": code, "message": message}, *_]}:
                raise Failure(status, code, message)
            case transaction:
                return transaction
