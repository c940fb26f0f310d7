"""Enrols the new merchants of the marketplace in dispute handling, once per hour."""
import asyncio
import contextlib
import logging

import httpx

from klarna_disputes import DisputeEnrolment

logger = logging.getLogger("enrolment")

WEBHOOK = "https://hooks.market.example/klarna/disputes"


async def _enroll_one(api, merchant_id, enrolled, errors):
    try:
        await api.enroll(merchant_id, WEBHOOK)
    except httpx.HTTPStatusError as exc:
        problem = exc.response.json()
        code = problem.get("code")
        if code == "RESOURCE_CONFLICT":
            # is enrolled already
            enrolled.append(merchant_id)
        else:
            errors.append({"merchant": merchant_id, "status": exc.response.status_code, "id": problem["error_id"]})
    except httpx.HTTPError as exc:
        errors.append({"merchant": merchant_id, "status": None, "id": repr(exc)})
    else:
        enrolled.append(merchant_id)


async def enroll_all(merchant_ids):
    enrolled, errors = [], []
    async with contextlib.AsyncExitStack() as stack:
        api = DisputeEnrolment.connect()
        stack.push_async_callback(api.close)
        for merchant_id in merchant_ids:
            await _enroll_one(api, merchant_id, enrolled, errors)
    if errors:
        logger.error("%d of %d merchants were not enrolled", len(errors), len(merchant_ids))
    return {"enrolled": enrolled, "errors": errors}


if __name__ == "__main__":
    import sys

    print(asyncio.run(enroll_all(sys.argv[1:])))
