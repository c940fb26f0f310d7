"""aiohttp client for BitPay; temporary problems are retried below."""
from __future__ import annotations

import os
from contextlib import asynccontextmanager
from typing import AsyncIterator

import aiohttp
from aiohttp_retry import ExponentialRetry, RetryClient

BITPAY = os.environ.get("BITPAY_HOST", "https://test.bitpay.com")
TOKEN = os.environ.get("BITPAY_TOKEN", "token")

GENERIC = ("040000", "040200")


class RefundCancelError(Exception):
    def __init__(self, guid: str, body: dict) -> None:
        super().__init__(f"refund {guid}: {body['code']} {body['error']}")
        self.guid = guid


async def settled(response: aiohttp.ClientResponse) -> bool:
    """False asks for another attempt."""
    if response.status < 400:
        return True
    body = await response.json(content_type=None)
    return body.get("code") not in GENERIC


@asynccontextmanager
async def bitpay() -> AsyncIterator[RetryClient]:
    options = ExponentialRetry(
        attempts=3,
        start_timeout=0.5,
        retry_all_server_errors=False,
        evaluate_response_callback=settled,
    )
    async with RetryClient(retry_options=options, headers={"X-Accept-Version": "2.0.0"}) as client:
        yield client


async def cancel_refund(client: RetryClient, guid: str) -> str:
    async with client.delete(f"{BITPAY}/refunds/guid/{guid}", params={"token": TOKEN}) as response:
        body = await response.json(content_type=None)
        if body.get("status") == "error":
            raise RefundCancelError(guid, body)
        return body["data"]["status"]
