"""Cancels the invoices that nobody paid in time. Called by cron."""
from __future__ import annotations

import asyncio
import logging

from .client import BitPay, CancelError

log = logging.getLogger("expire")


async def worker(queue: asyncio.Queue[str], client: BitPay, results: dict[str, str]) -> None:
    while True:
        invoice_id = await queue.get()
        try:
            results[invoice_id] = await client.cancel(invoice_id)
        except CancelError as error:
            log.warning("%s: %s", invoice_id, error)
            results[invoice_id] = "failed"
        finally:
            queue.task_done()


async def main(invoice_ids: list[str]) -> dict[str, str]:
    queue: asyncio.Queue[str] = asyncio.Queue()
    results: dict[str, str] = {}
    for invoice_id in invoice_ids:
        queue.put_nowait(invoice_id)
    async with BitPay() as client:
        workers = [asyncio.create_task(worker(queue, client, results)) for _ in range(2)]
        await queue.join()
        for task in workers:
            task.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
    return results


def expire_all(invoice_ids: list[str]) -> list[str]:
    """The invoices that are still open afterwards."""
    results = asyncio.run(main(invoice_ids))
    return [invoice_id for invoice_id, result in results.items() if result in ("failed", "busy")]
