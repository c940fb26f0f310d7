from __future__ import annotations

import operator
import os
import sys
from collections import Counter
from typing import Any

import httpx

RETRYABLE = {"ServiceUnavailable", "BadGateway"}
OURS = frozenset({"InvalidInput", "InvalidField", "RequiredField", "InvalidOperation"})
MONEY = {"PaymentFailure"}
get_code = operator.itemgetter("code")


def codes_of(document: dict[str, Any]) -> set[str]:
    return set(map(get_code, document.get("errors") or ()))


class SyncError(Exception):
    @property
    def codes(self) -> frozenset[str]:
        return self.args[0]


class SortOrder:
    """Keeps the order of the payment methods in Checkout as the shop's settings want it."""

    def __init__(self, versions: dict[str, int]) -> None:
        self.versions = versions
        self.seen: Counter[str] = Counter()
        self.client = httpx.Client(
            base_url="https://checkout.{0}.commercetools.com/{1}/".format("us-central1.gcp", os.environ.get("CTP_PROJECT", "shop")),
            headers=[("Authorization", "Bearer " + os.environ.get("CTP_TOKEN", ""))],
        )

    def apply(self, key: str, position: int) -> int | None:
        """The new version; None where somebody else was faster."""
        tries = 2
        while tries:
            tries -= 1
            response = self.client.post(
                "payment-integrations/key=" + key,
                json={"version": self.versions[key], "actions": [{"action": "setSortOrder", "sortOrder": position}]},
            )
            if response.is_success:
                self.versions[key] = response.json()["version"]
                return self.versions[key]
            codes = codes_of(response.json())
            self.seen.update(codes)
            if codes & RETRYABLE:
                continue
            if not codes.isdisjoint(MONEY):
                sys.exit("a payment?")
            if codes <= OURS:
                raise SyncError(frozenset(codes))
            if codes.issubset(("ConcurrentModification",)):
                return None
            if codes - OURS:
                break
        else:
            print("gave up on", key, file=sys.stderr)
        raise SyncError(codes)
