"""Creates LemanPay payment sessions for a batch of subscription renewals."""
from __future__ import annotations

import asyncio
import logging
import os
from dataclasses import dataclass, field

import aiohttp

log = logging.getLogger(__name__)

ENDPOINT = "https://publicoffice.lemanpay.net/v2/merchant/Owner/payment"
PAUSE = 3.0


@dataclass
class Job:
    order_id: str
    amount: str
    currency: str = "EUR"
    tries: int = 0


@dataclass
class Report:
    links: dict[str, str] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


async def _create(http: aiohttp.ClientSession, job: Job) -> tuple[str | None, str | None]:
    payload = {"orderId": job.order_id, "amount": job.amount, "currency": job.currency}
    async with http.post(ENDPOINT, json=payload) as answer:
        body = await answer.json()
        if answer.status >= 400:
            return None, body.get("reason", body.get("code"))
        return body["data"]["paymentUrl"], None


async def renew(*orders: tuple[str, str], max_tries: int = 3) -> Report:
    waiting: asyncio.Queue[Job] = asyncio.Queue()
    for order_id, amount in orders:
        waiting.put_nowait(Job(order_id, amount))
    report = Report()
    headers = {"X-LP-ClientId": os.environ.get("LP_CLIENT_ID", "client-1")}
    async with aiohttp.ClientSession(headers=headers) as http:
        while not waiting.empty():
            job = waiting.get_nowait()
            job.tries += 1
            link, code = await _create(http, job)
            if link:
                report.links[job.order_id] = link
            elif code in ("RateLimitException", "InternalServerError", "010000", "BadCredentals") and job.tries < max_tries:
                await asyncio.sleep(PAUSE * job.tries)
                waiting.put_nowait(job)
            else:
                log.error("%s: %s", job.order_id, code)
                report.failed[job.order_id] = code or "?"
    return report
