"""Which of these products is the cheapest right now?"""
from __future__ import annotations

import asyncio
import operator
import os
from collections import defaultdict
from typing import Any, TypedDict, Unpack

import aiohttp


class Query(TypedDict, total=False):
    currency: str
    region: int


class KinguinError(Exception):
    def __init__(self, /, **fields: Any) -> None:
        self.__dict__.update(fields)
        super().__init__(fields.get("detail"))

    def __getattr__(self, name: str) -> None:
        return None


class RateLimited(KinguinError):
    pass


async def product(http: aiohttp.ClientSession, number: int, **query: Unpack[Query]) -> dict[str, Any]:
    async with http.get(f"/esa/api/v1/products/{number}", params=query) as response:
        payload = await response.json()
        if response.status == 429:
            raise RateLimited(**payload)
        if not response.ok:
            raise KinguinError(**payload)
        return payload


async def cheapest(numbers: list[int]) -> int | None:
    headers = {"X-Api-Key": os.environ.get("KINGUIN_KEY", "key")}
    async with aiohttp.ClientSession("https://gateway.kinguin.net", headers=headers) as http:
        results = await asyncio.gather(*(product(http, n, currency="EUR") for n in numbers), return_exceptions=True)
    by_type: defaultdict[type, list[Any]] = defaultdict(list)
    for result in results:
        by_type[type(result)].append(result)
    for error in by_type[KinguinError]:
        match error.kind:
            case "Authorization":
                raise error
            case "ProductUnavailable":
                continue
            case "Error" | "HttpClient" if error.retryable:
                return None
            case None:
                raise RuntimeError(error.code)
    offers = by_type[dict]
    return min(offers, key=operator.itemgetter("price"))["kinguinId"] if offers else None
