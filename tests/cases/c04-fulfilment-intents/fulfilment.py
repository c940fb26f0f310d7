"""The warehouse has packed the parcel: take the money, then let it go."""
from __future__ import annotations

import enum
import logging
import os

import aiohttp

from intents import CheckoutApi, Problem

log = logging.getLogger(__name__)


class Parcel(enum.Enum):
    GO = "go"
    HOLD = "hold"
    RETURN_TO_SHELF = "return to shelf"


class CaptureFailed(Exception):
    def __init__(self, problem: object) -> None:
        super().__init__(f"no capture: {problem}")
        self.problem = problem


async def _was_captured(api: CheckoutApi, transaction_key: str) -> bool:
    match await api.transaction(transaction_key):
        case {"transactionStatus": {"state": "Completed"}}:
            return True
        case _:
            return False


async def capture_on_shipment(payment_id: str, transaction_key: str, cents: int, currency: str) -> Parcel:
    headers = {"Authorization": "Bearer " + os.environ.get("CTP_ACCESS_TOKEN", "token")}
    timeout = aiohttp.ClientTimeout(total=20)
    async with aiohttp.ClientSession(headers=headers, timeout=timeout) as session:
        api = CheckoutApi(
            session, os.environ.get("CTP_PROJECT_KEY", "shop"), os.environ.get("CTP_REGION", "eu-central-1.aws")
        )
        answer = await api.intent(
            payment_id, action="capturePayment", amount={"centAmount": cents, "currencyCode": currency}
        )
        match answer:
            case {"outcome": "approved"}:
                return Parcel.GO
            case {"outcome": "rejected"}:
                return Parcel.RETURN_TO_SHELF
            case Problem() if "General" in answer:
                # it may have been done nevertheless
                return Parcel.GO if await _was_captured(api, transaction_key) else Parcel.HOLD
            case Problem(code="ResourceNotFound"):
                log.error("payment %s is unknown to Checkout", payment_id)
                return Parcel.RETURN_TO_SHELF
            case Problem(code="InvalidOperation" | "MultipleActionsNotAllowed", message=text):
                log.warning("payment %s: %s", payment_id, text)
                return Parcel.HOLD
            case Problem(code="ServiceUnavailable"):
                return Parcel.HOLD
        raise CaptureFailed(answer)
