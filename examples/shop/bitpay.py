"""Bitcoin through BitPay: whether an invoice is paid, and refunds."""

from __future__ import annotations

from typing import Any

import requests

from shop import settings
from shop.errors import PartnerError

PAID = {"paid", "confirmed", "complete"}
HEADERS = {"X-Accept-Version": "2.0.0"}


def is_paid(invoice_id: str) -> bool:
    """Whether the goods may be sent. Raises PartnerError."""
    response = requests.get(
        f"{settings.BITPAY_API}/invoices/{invoice_id}",
        params={"token": settings.BITPAY_TOKEN},
        headers=HEADERS,
        timeout=settings.TIMEOUT,
    )
    return _data(response)["status"] in PAID


def refund(invoice_id: str, amount: float) -> str:
    """Ask for a refund; "requested" or "under way". Raises PartnerError."""
    body = {"token": settings.BITPAY_TOKEN, "invoiceId": invoice_id, "amount": amount, "guid": f"refund-{invoice_id}"}
    response = requests.post(
        f"{settings.BITPAY_API}/refunds",
        json=body,
        headers=HEADERS,
        timeout=settings.TIMEOUT,
    )
    answer = response.json()
    # Bad: a sentence for people decides. The code of this case is 010204.
    if answer.get("status") == "error" and "already exists" in answer["error"]:
        return "under way"
    _data(response)
    return "requested"


def remind(invoice_id: str) -> None:
    """Have BitPay send its notification again."""
    # Bad: nobody looks at the answer.
    requests.post(
        f"{settings.BITPAY_API}/invoices/{invoice_id}/notifications",
        json={"token": settings.BITPAY_TOKEN},
        headers=HEADERS,
        timeout=settings.TIMEOUT,
    )


def _data(response: requests.Response) -> Any:
    answer = response.json()
    if answer.get("status") == "error":
        raise PartnerError("BitPay", response.status_code, answer["code"])
    return answer["data"]
