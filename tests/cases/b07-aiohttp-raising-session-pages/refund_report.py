"""All refunds of an invoice for the finance report; pages come from BitPay one by one."""
from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import aiohttp

HOST = "https://{}bitpay.com".format("test." if os.environ.get("BITPAY_TEST") else "")


@dataclass(frozen=True, slots=True)
class Refund:
    id: str
    amount: Decimal
    status: str

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Refund:
        wanted = {name: row[name] for name in cls.__dataclass_fields__}
        wanted["amount"] = Decimal(str(wanted["amount"]))
        return cls(**wanted)


async def on_end(session: aiohttp.ClientSession, context: Any, params: aiohttp.TraceRequestEndParams) -> None:
    if params.response.status >= 400:
        print("bitpay:", params.method, params.url.path, params.response.status)


def tracing() -> aiohttp.TraceConfig:
    config = aiohttp.TraceConfig()
    config.on_request_end.append(on_end)
    return config


class RefundReport:
    page_size = 50

    def __init__(self, token: str) -> None:
        self.token = token

    async def _page(self, session: aiohttp.ClientSession, invoice: str, number: int) -> dict[str, Any]:
        query = {"token": self.token, "invoiceId": invoice, "offset": str(number * self.page_size)}
        async with session.get("/refunds", params=query) as answer:
            return await answer.json()

    async def refunds(self, invoice: str) -> AsyncIterator[Refund]:
        async with aiohttp.ClientSession(HOST, raise_for_status=True, trace_configs=[tracing()]) as session:
            number = 0
            while True:
                page = await self._page(session, invoice, number)
                for row in page["data"]:
                    yield Refund.from_dict(row)
                if len(page["data"]) < self.page_size:
                    break
                number += 1

    async def rows(self, invoice: str) -> list[tuple[str, str]]:
        try:
            return [(refund.id, str(refund.amount)) async for refund in self.refunds(invoice)]
        except aiohttp.ClientResponseError as error:
            if error.status == 400:
                return []
            if error.status >= 500:
                await asyncio.sleep(1)
                return [(refund.id, str(refund.amount)) async for refund in self.refunds(invoice)]
            raise
