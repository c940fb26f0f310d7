"""Watches orders; one task each, results in a dict."""
from __future__ import annotations

import asyncio
import enum
import os
from collections import defaultdict
from typing import TypedDict

import aiohttp


class Verdict(enum.StrEnum):
    PAID = enum.auto()
    MISSING = enum.auto()
    LATER = enum.auto()
    BROKEN = enum.auto()


class Body(TypedDict, total=False):
    status: int | str
    reason: str
    code: str
    data: dict


REASONS: dict[str, Verdict] = {
    "RecordNotFound": Verdict.MISSING,
    "PageNotFound": Verdict.BROKEN,
    "RateLimitException": Verdict.LATER,
}
TAILS: defaultdict[str, Verdict] = defaultdict(lambda: Verdict.BROKEN, {"0001": Verdict.MISSING, "0000": Verdict.LATER})


def verdict(body: Body) -> Verdict:
    if reason := body.get("reason"):
        return REASONS.get(reason, Verdict.BROKEN)
    return TAILS[body["code"][-4:]]


async def look(http: aiohttp.ClientSession, order: str, limit: asyncio.Semaphore) -> Verdict:
    async with limit, http.get(f"/v2/merchant/Currencies/order/{order}") as answer:
        body: Body = await answer.json(content_type=None)
        if answer.ok:
            return Verdict.PAID if body["data"]["state"] == "Paid" else Verdict.LATER
        if answer.status == 401:
            answer.raise_for_status()
        return verdict(body)


async def watch(orders: list[str]) -> dict[str, Verdict]:
    limit = asyncio.Semaphore(int(os.environ.get("WATCHERS", "4")))
    async with aiohttp.ClientSession(base_url="https://publicoffice.lemanpay.net") as http:
        async with asyncio.TaskGroup() as group:
            tasks = {order: group.create_task(look(http, order, limit)) for order in orders}
    found = {order: task.result() for order, task in tasks.items()}
    if any(v is Verdict.BROKEN for v in found.values()):
        raise RuntimeError("broken: " + ", ".join(o for o, v in found.items() if v is Verdict.BROKEN))
    return found
