"""Open amounts of transactions, each read once."""
import os
from functools import lru_cache
from operator import attrgetter
from types import SimpleNamespace

import requests

HOSTS = ("https://api-global.klarna.com", "https://api-global.test.klarna.com")


@lru_cache(maxsize=None)
def transaction(number):
    for host in HOSTS:
        reply = requests.get(
            f"{host}/v2/accounts/acc/payment/transactions/{number}",
            headers={"Authorization": "Basic " + os.environ.get("KLARNA_API_KEY", "k")},
        )
        document = SimpleNamespace(**reply.json())
        if reply.ok:
            return document
        if document.error_code == "RESOURCE_NOT_FOUND":
            return SimpleNamespace(amount=0, amount_captured=0)
        if getattr(document, "error_type", None) != "TECHNICAL_ERROR":
            break
    raise RuntimeError(document.error_code, document.error_id)


def amounts(numbers):
    both = attrgetter("amount", "amount_captured")
    total = 0
    for number in numbers:
        amount, captured = both(transaction(number))
        total += amount - captured
    return total
