import asyncio
import logging
import os

import httpx
from tenacity import (
    AsyncRetrying,
    RetryError,
    TryAgain,
    retry_if_exception_type,
    stop_after_attempt,
    wait_random_exponential,
)

log = logging.getLogger("checkout.tx")

REGION = os.environ.get("CT_REGION", "europe-west1.gcp")
PROJECT = os.environ.get("CT_PROJECT", "acme-shop")


class TransactionRefused(Exception):
    def __init__(self, codes):
        self.codes = codes
        super().__init__(", ".join(codes))


def body_for(key, cart_id, cents, integration_key):
    return {
        "key": key,
        "application": {"typeId": "application", "key": "web"},
        "cart": {"typeId": "cart", "id": cart_id},
        "transactionItems": [
            {
                "paymentIntegration": {"typeId": "payment-integration", "key": integration_key},
                "amount": {"centAmount": cents, "currencyCode": "EUR"},
            }
        ],
    }


async def submit(client, payload):
    """One submit, up to four HTTP calls. RetryError if commercetools never recovers."""
    async for attempt in AsyncRetrying(
        retry=retry_if_exception_type(httpx.TransportError),
        wait=wait_random_exponential(multiplier=0.5, max=8),
        stop=stop_after_attempt(4),
    ):
        with attempt:
            resp = await client.post(f"/{PROJECT}/transactions", json=payload)
            if resp.status_code in {429, 500, 502, 503, 504}:
                log.info("checkout says %s, again", resp.status_code)
                raise TryAgain
    return resp


async def pay(cart_id, cents, integration_key="psp-card"):
    payload = body_for(f"tx-{cart_id}", cart_id, cents, integration_key)
    async with httpx.AsyncClient(
        base_url=f"https://checkout.{REGION}.commercetools.com",
        headers={"Authorization": f"Bearer {os.environ.get('CT_TOKEN', 'tok')}"},
        timeout=httpx.Timeout(60, connect=5),
    ) as client:
        try:
            resp = await submit(client, payload)
        except RetryError as gave_up:
            log.error("no answer for %s: %r", payload["key"], gave_up.last_attempt)
            return {"state": "unknown", "key": payload["key"]}

    answer = resp.json()
    if resp.status_code == 201:
        status = answer.get("transactionStatus", {})
        if status.get("errors"):
            raise TransactionRefused([e["code"] for e in status["errors"]])
        return {"state": status.get("state", "Initial"), "id": answer["id"]}

    codes = [e["code"] for e in answer.get("errors", [])]
    if "DuplicateFieldWithConflictingResource" in codes:
        # our key is already taken: an earlier try of ours came through
        return {"state": "exists", "key": payload["key"]}
    if any(code in ("ReferencedResourceNotFound", "ResourceNotFound") for code in codes):
        return {"state": "cart_gone"}
    raise TransactionRefused(codes)


def pay_sync(cart_id, cents):
    return asyncio.run(pay(cart_id, cents))
