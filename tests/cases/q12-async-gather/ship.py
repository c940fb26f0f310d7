"""Capture everything that left the warehouse today."""
import asyncio
import logging
import uuid

import httpx

logger = logging.getLogger(__name__)

BASE = "https://api-global.klarna.com"
LIMIT = asyncio.Semaphore(5)


class CaptureFailed(Exception):
    def __init__(self, transaction, code, error_id):
        super().__init__(f"{transaction}: {code} ({error_id})")
        self.transaction = transaction
        self.code = code


async def capture(client, account, transaction):
    async with LIMIT:
        response = await client.post(
            f"/v2/accounts/{account}/payment/transactions/{transaction}/captures",
            json={},
            headers={"Klarna-Idempotency-Key": str(uuid.uuid5(uuid.NAMESPACE_URL, transaction))},
        )
    if response.status_code // 100 == 2:
        return response.json()["payment_capture_id"]
    error = response.json()
    raise CaptureFailed(transaction, error["error_code"], error.get("error_id"))


async def capture_all(account, transactions):
    async with httpx.AsyncClient(base_url=BASE, timeout=20, auth=("api_key", "x")) as client:
        results = await asyncio.gather(*(capture(client, account, t) for t in transactions), return_exceptions=True)
    done = [r for r in results if isinstance(r, str)]
    again, lost = [], []
    for transaction, result in zip(transactions, results):
        if isinstance(result, CaptureFailed):
            if result.code in {"TIMEOUT", "INTERNAL_ERROR", "TEMPORARY_UNAVAILABLE", "RATE_LIMITED"}:
                again.append(transaction)
            else:
                logger.error("capture failed", extra={"transaction": transaction, "code": result.code})
                lost.append(transaction)
        elif isinstance(result, BaseException):
            raise result
    return {"captured": len(done), "again": again, "lost": lost}
