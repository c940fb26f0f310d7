"""One place for keys, retries and errors of the Kinguin gateway."""
from __future__ import annotations

import os
from contextlib import asynccontextmanager
from typing import Any, AsyncIterator

from aiohttp_retry import ExponentialRetry, RetryClient

BASE = os.environ.get("KINGUIN_BASE", "https://gateway.kinguin.net/esa/api")

# every call that goes through here only reads
READING = ExponentialRetry(
    attempts=3,
    start_timeout=1.0,
    statuses={409},
    methods={"GET"},
    retry_all_server_errors=True,
)


class KinguinProblem(Exception):
    def __init__(self, kind: str, detail: str, trace: str | None):
        super().__init__(f"{kind}: {detail} (trace {trace})")
        self.kind = kind
        self.trace = trace


@asynccontextmanager
async def reader() -> AsyncIterator[RetryClient]:
    client = RetryClient(headers={"X-Api-Key": os.environ.get("KINGUIN_KEY", "key")}, retry_options=READING)
    try:
        yield client
    finally:
        await client.close()


async def fetch(client: RetryClient, path: str, **params: Any) -> Any:
    async with client.get(BASE + path, params=params) as answer:
        document = await answer.json()
        if not answer.ok:
            raise KinguinProblem(document["kind"], document["detail"], document.get("trace"))
        return document
