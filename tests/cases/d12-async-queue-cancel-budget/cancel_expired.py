"""Cancels invoices whose carts have been emptied. A few workers, one shared retry budget."""
import asyncio
import logging
import os

import aiohttp

from codes import Do, advice

log = logging.getLogger("cancel")
ROOT = "https://bitpay.com"


class Budget:
    """So many repeats for the whole run, however many invoices there are."""

    def __init__(self, repeats):
        self.left = repeats

    def spend(self):
        if self.left <= 0:
            return False
        self.left -= 1
        return True


async def cancel(session, invoice_id):
    """None, or BitPay's error code."""
    params = {"token": os.environ.get("BITPAY_MERCHANT_TOKEN", "tok"), "forceCancel": "false"}
    async with session.delete(f"{ROOT}/invoices/{invoice_id}", params=params) as response:
        body = await response.json()
        if body.get("status") == "error":
            return body.get("code", "")
        return None


async def worker(queue, session, gate, budget, results):
    while True:
        invoice_id, attempt = await queue.get()
        try:
            async with gate:
                code = await cancel(session, invoice_id)
            if code is None:
                results[invoice_id] = "cancelled"
                continue
            todo = advice(code)
            if Do.AGAIN in todo and attempt < 4 and budget.spend():
                await asyncio.sleep(2**attempt)
                queue.put_nowait((invoice_id, attempt + 1))
                continue
            if Do.WAKE_SOMEBODY in todo:
                log.critical("cannot cancel %s: %s", invoice_id, code)
            results[invoice_id] = "forgotten" if Do.FORGET in todo else "open"
        except aiohttp.ClientError:
            log.exception("network trouble with %s", invoice_id)
            results[invoice_id] = "open"
        finally:
            queue.task_done()


async def run(invoice_ids, workers=3, repeats=5):
    queue = asyncio.Queue()
    for invoice_id in invoice_ids:
        queue.put_nowait((invoice_id, 1))
    results = {}
    gate = asyncio.Semaphore(2)
    headers = {"X-Accept-Version": "2.0.0"}
    async with aiohttp.ClientSession(headers=headers) as session:
        budget = Budget(repeats)
        crew = [asyncio.create_task(worker(queue, session, gate, budget, results)) for _ in range(workers)]
        await queue.join()
        for task in crew:
            task.cancel()
        await asyncio.gather(*crew, return_exceptions=True)
    return results
