"""Which payment integrations the project has, for the monthly report."""
from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections import defaultdict
from typing import Any, AsyncIterator

import aiohttp

log = logging.getLogger(__name__)

BASE = "https://checkout.{region}.commercetools.com/{project}"
PAGE = 2


class ReportError(Exception):
    @classmethod
    def from_body(cls, status: int, body: dict[str, Any]) -> "ReportError":
        first, *rest = body.get("errors") or [{"code": "none"}]
        error = cls(f"{status}: {body['message']}")
        error.code = first["code"]
        error.more = len(rest)
        return error


@contextlib.asynccontextmanager
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    made = aiohttp.ClientSession(headers={"Authorization": "Bearer " + os.getenv("CTP_TOKEN", "t")})
    try:
        yield made
    finally:
        await made.close()


async def page(http: aiohttp.ClientSession, offset: int) -> dict[str, Any]:
    url = BASE.format(region=os.getenv("CTP_REGION", "us-east-2.aws"), project=os.getenv("CTP_PROJECT", "shop"))
    backoffs = iter((0.5, 2.0))
    while True:
        async with http.get(f"{url}/payment-integrations", params={"limit": PAGE, "offset": offset}) as response:
            body = await response.json()
            if response.ok:
                return body
            error = ReportError.from_body(response.status, body)
        if error.code not in {"General", "ServiceUnavailable"}:
            raise error
        delay = next(backoffs, None)
        if delay is None:
            raise error
        await asyncio.sleep(delay)


async def integrations() -> AsyncIterator[dict[str, Any]]:
    offset = 0
    async with session() as http:
        while True:
            current = await page(http, offset)
            for row in current["results"]:
                yield row
            offset += current["count"]
            if offset >= current["total"]:
                return


async def by_type() -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    try:
        async for row in integrations():
            found[row["type"]].append(row["id"])
    except ReportError as error:
        if error.code == "ResourceNotFound":
            log.warning("the project has no Checkout")
        elif error.code != "MissingProjectKey":
            raise
    return dict(found)
