"""Captures a payment through commercetools Checkout; results are values."""
from __future__ import annotations

from typing import Any, Union

import attr
import attrs
import requests

URL = "https://checkout.europe-west1.gcp.commercetools.com/shop/payment-intents"


@attrs.frozen
class Ok:
    payment: str


@attrs.frozen
class Fault:
    status: int
    codes: tuple[str, ...] = attrs.field(converter=tuple, factory=tuple)

    def has(self, *wanted: str) -> bool:
        return not set(wanted).isdisjoint(self.codes)


@attr.s(auto_attribs=True)
class Summary:
    text: str
    again: bool = False
    tags: list = attr.ib(factory=list)


Result = Union[Ok, Fault]


def intent(payment: str, *actions: dict[str, Any]) -> Result:
    answer = requests.post(f"{URL}/{payment}", json={"actions": list(actions)}, headers={"Authorization": "Bearer t"})
    match answer.status_code:
        case 200 | 202:
            return Ok(payment)
        case int(status):
            return Fault(status, (e["code"] for e in answer.json().get("errors", ())))


def capture(payment: str, cents: int) -> Summary:
    match intent(payment, {"action": "capturePayment", "amount": {"centAmount": cents, "currencyCode": "EUR"}}):
        case Ok(name):
            return Summary(f"captured {name}")
        case Fault(status=404):
            return Summary("unknown payment")
        case Fault(codes=("MultipleActionsNotAllowed", *_)):
            return Summary("one at a time", tags=["bug"])
        case Fault() as fault if fault.has("General", "ServiceUnavailable"):
            return Summary("later", again=True)
        case Fault(status, (code, *_)):
            raise LookupError(f"{status}: {code}")
        case _:
            raise TypeError("no result")
