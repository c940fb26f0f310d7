"""What came back by post, and orders that customers have second thoughts about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shop.errors import PartnerError
from shop.klarna import KlarnaClient


@dataclass
class Return:
    """A parcel that came back. `amount` is in cents."""

    number: str
    order_id: str
    amount: int


def refund_all(returns: Iterable[Return]) -> int:
    """The nightly job: how many returns were paid back."""
    klarna = KlarnaClient()
    done = 0
    for item in returns:
        try:
            klarna.refund(item.order_id, item.amount, f"return {item.number}")
        except PartnerError:
            continue  # Bad: whoever is not paid back here is never heard of again.
        done += 1
    return done


def cancel(order_id: str) -> bool:
    """Whether the order was cancelled."""
    try:
        KlarnaClient().cancel(order_id)
    except PartnerError:
        return False  # Bad: "already captured, refund it" and "Klarna is down" look alike to the caller.
    return True


def cancel_or_refund(order_id: str, amount: int) -> str:
    """Cancel where it is still possible, else pay back. Raises PartnerError for everything else."""
    klarna = KlarnaClient()
    try:
        klarna.cancel(order_id)
    except PartnerError as error:
        if error.code != "CANCEL_NOT_ALLOWED":
            raise
        klarna.refund(order_id, amount, "cancelled after shipping")
        return "refunded"
    return "cancelled"
