"""Collects the open disputes of all our Klarna accounts."""
from __future__ import annotations

import asyncio
import logging
from collections import defaultdict

import klarna_http

log = logging.getLogger("disputes")


class AccountSkipped(Exception):
    pass


async def open_disputes(http, account: str) -> list[str]:
    response = await http.get("/v4/payment/disputes", params={"merchant_id": account, "status": "open"})
    payload = response.json()
    if response.status_code == 200:
        return [d["payment_dispute_id"] for d in payload["disputes"]]
    error = payload.get("error_code")
    if error == "OPERATION_FORBIDDEN":
        raise AccountSkipped(f"{account} has not enrolled")
    if response.status_code == 404 and error != "NOT_FOUND":
        return []
    if error == "VALIDATION_ERROR":
        bad = [e["parameter"] for e in payload.get("errors", [])]
        raise ValueError(f"{account}: wrong {bad}")
    raise RuntimeError(f"{account}: {error} ({payload.get('error_id')})")


async def worker(number: int, http, todo: asyncio.Queue, found: dict[str, list[str]]) -> None:
    while True:
        account = await todo.get()
        try:
            found[account] += await open_disputes(http, account)
        except AccountSkipped as skipped:
            log.info("worker %d: %s", number, skipped)
        except Exception:
            log.exception("worker %d could not read %s", number, account)
        finally:
            todo.task_done()


async def collect(accounts: list[str], workers: int = 2) -> dict[str, list[str]]:
    todo: asyncio.Queue[str] = asyncio.Queue()
    found: dict[str, list[str]] = defaultdict(list)
    for account in accounts:
        todo.put_nowait(account)
    async with klarna_http.client() as http:
        tasks = [asyncio.create_task(worker(n, http, todo, found)) for n in range(workers)]
        await todo.join()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return dict(found)
