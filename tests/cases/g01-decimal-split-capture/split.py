"""Captures an order in parts, the largest first."""
from __future__ import annotations

import logging
from collections import OrderedDict
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum, unique

import requests

log = logging.getLogger("split")
API = "https://api.klarna.com/ordermanagement/v1/orders"
CENT = Decimal("0.01")
LIMIT = Decimal("50.00")


@unique
class Why(Enum):
    REFUSED = "CAPTURE_NOT_ALLOWED"
    GONE = "NO_SUCH_ORDER"
    CONFLICT = "CONFLICT"
    BUSY = "TOO_MANY_REQUESTS"

    @classmethod
    def of(cls, raw: str) -> "Why | None":
        return cls._value2member_map_.get(raw)


@dataclass(frozen=True, order=True)
class Part:
    amount: Decimal = field(compare=True)

    @property
    def minor(self) -> int:
        return int((self.amount.quantize(CENT, rounding=ROUND_HALF_UP) * 100).to_integral_value())


class CaptureStopped(RuntimeError):
    def __init__(self, why: Why, done: Decimal) -> None:
        super().__init__(f"{why.name.lower()} after {done}")
        self.why, self.done = why, done


def parts_of(amounts: list[str]) -> list[Part]:
    return sorted((Part(Decimal(a)) for a in amounts), reverse=True)


def capture_split(order_id: str, amounts: list[str]) -> OrderedDict[str, int]:
    done = Decimal()
    ids: OrderedDict[str, int] = OrderedDict()
    parts = parts_of(amounts)
    if sum((p.amount for p in parts), Decimal(0)) > LIMIT:
        raise ValueError("too much at once")
    for part in parts:
        if part.amount <= 0:
            continue
        answer = requests.post(
            f"{API}/{order_id}/captures", json={"captured_amount": part.minor}, auth=("u", "p"), timeout=10
        )
        if answer.status_code == 201:
            ids[answer.headers["Capture-Id"]] = part.minor
            done += part.amount
            continue
        why = Why.of(answer.json().get("error_code", ""))
        if why is Why.REFUSED and done > 0:
            log.info("the rest of %s can't be captured", order_id)
            break
        if why is not None and why is not Why.BUSY:
            raise CaptureStopped(why, done)
        answer.raise_for_status()
    return ids
