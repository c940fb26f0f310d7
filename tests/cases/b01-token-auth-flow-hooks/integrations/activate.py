"""Switches a payment integration on."""
from __future__ import annotations

import asyncio
import logging
import os
from contextlib import asynccontextmanager
from typing import AsyncIterator

import httpx

from .auth import ClientCredentials
from .errors import Missing, Stale, raise_checkout_error

log = logging.getLogger(__name__)
PROJECT = os.environ.get("CTP_PROJECT_KEY", "my-shop")


@asynccontextmanager
async def checkout() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(
        base_url="https://checkout.europe-west1.gcp.commercetools.com",
        auth=ClientCredentials.from_env(),
        event_hooks={"response": [raise_checkout_error]},
    ) as client:
        yield client


async def activate(key: str, *, tries: int = 3) -> str | None:
    url = f"/{PROJECT}/payment-integrations/key={key}"
    async with checkout() as client:
        for number in range(1, tries + 1):
            current = (await client.get(url)).json()
            update = {"version": current["version"], "actions": [{"action": "setStatus", "status": "Active"}]}
            try:
                changed = await client.post(url, json=update)
            except Stale:
                if number == tries:
                    raise
                log.info("%s changed meanwhile, reading it again", key)
                await asyncio.sleep(0.2 * number)
            except Missing:
                return None
            else:
                break
    changed.raise_for_status()
    return changed.json()["status"]
