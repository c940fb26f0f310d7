from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from math import ceil

from .http import KinguinProblem, fetch, reader

LIMIT = 50


class BadFilter(ValueError):
    pass


async def iter_orders(since: str, status: str = "completed") -> AsyncIterator[str]:
    """Yield the ids of all orders made since a date, oldest page first."""
    start = dt.date.fromisoformat(since)
    page, pages = 1, 1
    async with reader() as client:
        while page <= pages:
            try:
                found = await fetch(
                    client, "/v1/order", dateFrom=start.isoformat(), status=status, page=page, limit=LIMIT
                )
            except KinguinProblem as problem:
                if problem.kind == "ConstraintViolation":
                    raise BadFilter(f"since={since} status={status}") from problem
                if problem.kind == "OrderNotFound":
                    return
                raise
            pages = ceil(found["item_count"] / LIMIT)
            page += 1
            for order in found["results"]:
                yield order["orderId"]
