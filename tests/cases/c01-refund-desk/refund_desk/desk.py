"""Customer service asks for a refund; the desk decides what happens to the ticket."""
from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass, field
from typing import Callable, NamedTuple, Optional

from .gateway import KlarnaRefunds, Refusal, RefundGateway, Settings
from .outcome import Err, Ok

log = logging.getLogger(__name__)

NAMESPACE = uuid.UUID("6f1c7d1e-58f0-4f9e-9f0a-0d5b3c1f7a11")


@dataclass
class Ticket:
    id: str
    order_id: str
    amount: int
    notes: list[str] = field(default_factory=list)


class Decision(NamedTuple):
    state: str
    refund_id: Optional[str] = None


Handler = Callable[[Ticket, Refusal], Decision]
HANDLERS: dict[str, Handler] = {}


def on(*codes: str) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        for code in codes:
            HANDLERS[code] = handler
        return handler

    return register


@on("REFUND_NOT_ALLOWED")
def pay_out_by_hand(ticket: Ticket, refusal: Refusal) -> Decision:
    ticket.notes.extend(refusal.messages)
    return Decision("manual_payout")


@on("NO_SUCH_ORDER")
def wrong_order_number(ticket: Ticket, refusal: Refusal) -> Decision:
    ticket.notes.append(f"Klarna does not know {ticket.order_id}")
    return Decision("ask_customer")


@on("TOO_MANY_REQUESTS", "TEMPORARILY_UNAVAILABLE", "INTERNAL_SERVER_ERROR", "CONFLICT")
def try_tomorrow(ticket: Ticket, refusal: Refusal) -> Decision:
    return Decision("tomorrow")


def escalate(ticket: Ticket, refusal: Refusal) -> Decision:
    log.error("ticket %s: %s %s (%s)", ticket.id, refusal.status, refusal.code, refusal.correlation_id)
    return Decision("escalated")


class RefundDesk:
    def __init__(self, gateway: RefundGateway) -> None:
        self._gateway = gateway

    def process(self, ticket: Ticket) -> Decision:
        # the same ticket always has the same key, also tomorrow
        key = str(uuid.uuid5(NAMESPACE, ticket.id))
        match self._gateway.refund(ticket.order_id, ticket.amount, key=key):
            case Ok(refund_id):
                return Decision("refunded", refund_id)
            case Err(refusal):
                return HANDLERS.get(refusal.code, escalate)(ticket, refusal)


def build_desk(username: str, password: str) -> RefundDesk:
    return RefundDesk(KlarnaRefunds(Settings(username, password)))
