"""From the packing table to the post office: no parcel leaves before its money is there."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from shop.errors import OnHold, PartnerError
from shop.klarna import KlarnaClient

log = logging.getLogger(__name__)

REFUSED = {"CAPTURE_NOT_ALLOWED", "NO_SUCH_ORDER"}
# Bad: the last one is a code of another Klarna API. Order Management says TEMPORARILY_UNAVAILABLE.
TOMORROW = {"TOO_MANY_REQUESTS", "TEMPORARY_UNAVAILABLE"}


@dataclass
class Parcel:
    """What is to be sent, and what it costs (in cents)."""

    id: str
    order_id: str
    amount: int


def ship(parcel: Parcel) -> bool:
    """Capture the money for a parcel. False: try again tomorrow. Raises OnHold where the parcel may not leave."""
    klarna = KlarnaClient()
    try:
        capture = klarna.capture(parcel.order_id, parcel.id, parcel.amount)
    except PartnerError as error:
        if error.code in REFUSED:
            raise OnHold(f"parcel {parcel.id}: {error}") from error
        if error.code == "CONFLICT":
            left = klarna.order(parcel.order_id)["remaining_authorized_amount"]
            raise OnHold(f"parcel {parcel.id}: only {left} left, {parcel.amount} asked for") from error
        if error.code in TOMORROW:
            log.warning("parcel %s has to wait: %s", parcel.id, error)
            return False
        raise
    log.info("parcel %s is paid: %s", parcel.id, capture)
    return True
