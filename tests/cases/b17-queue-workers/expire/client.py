from __future__ import annotations

import asyncio
import os
from typing import Any

import httpx


class CancelError(Exception):
    pass


class BitPay(httpx.AsyncClient):
    """An httpx client that knows BitPay's address and token."""

    token = os.environ.get("BITPAY_TOKEN", "merchant-token")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(base_url="https://bitpay.com", headers={"X-Accept-Version": "2.0.0"}, **kwargs)

    async def cancel(self, invoice_id: str) -> str:
        try:
            async with asyncio.timeout(20):
                response = await self.delete(f"/invoices/{invoice_id}", params={"token": self.token})
        except TimeoutError:
            return "busy"
        body = response.json()
        if body.get("data"):
            return "cancelled"
        code = body["code"]
        match code[-4:]:
            case "0101":
                return "unknown"
            case "0107" | "0108":
                return "cancelled"
            case tail if tail.startswith("00"):
                raise CancelError(f"{code}: {body['error']}")
        await response.aclose()
        return "failed"
