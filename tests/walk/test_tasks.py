"""What comes of tasks, awaited in all ways."""

from __future__ import annotations

import pytest
from helpers import HOST, same


@pytest.mark.parametrize(
    "wait",
    [
        "await asyncio.create_task(client.post(URL))",
        "await asyncio.ensure_future(client.post(URL))",
        "await asyncio.shield(client.post(URL))",
        "[await one for one in asyncio.as_completed([client.post(URL)])][0]",
        "(await asyncio.create_task(pair(client)))[1]",
        "(await asyncio.create_task(client.post(URL)))",
    ],
)
def test_what_a_task_gives_is_what_is_awaited(wait: str) -> None:
    code = f"""
import asyncio
import httpx
URL = "{HOST}/ordermanagement/v1/orders/o/captures"
async def pair(client):
    return 1, await client.post(URL)
async def f():
    async with httpx.AsyncClient() as client:
        response = {wait}
    if response.is_error:
        raise RuntimeError(response.status_code)
    return 1
"""
    assert same(code) == "raised"
