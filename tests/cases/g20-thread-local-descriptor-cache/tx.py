"""State of transactions, remembered for a short time."""
from __future__ import annotations

import threading
import time
import weakref
from collections import ChainMap
from datetime import timedelta
from typing import Any, Callable, Generic, Optional, TypeVar

import requests

V = TypeVar("V")
DEFAULTS = {"region": "us-central1.gcp", "project": "shop"}
LIFE = timedelta(minutes=1)


class ttl(Generic[V]):
    """A method whose answers are kept for a while, one dict for each object."""

    def __init__(self, function: Callable[..., V]) -> None:
        self.function = function
        self.kept: "weakref.WeakKeyDictionary[Any, dict]" = weakref.WeakKeyDictionary()

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: Optional[type] = None):
        if instance is None:
            return self
        kept = self.kept.setdefault(instance, {})

        def bound(*args: Any) -> V:
            when, value = kept.get(args, (float("-inf"), None))
            if time.monotonic() - when > LIFE.total_seconds():
                value = self.function(instance, *args)
                kept[args] = time.monotonic(), value
            return value

        return bound


class CheckoutError(LookupError):
    pass


class Checkout(threading.local):
    def __init__(self, **settings: str) -> None:
        self.settings = ChainMap(settings, DEFAULTS)
        self.http = requests.Session()

    @ttl
    def transaction(self, key: str) -> dict:
        url = "https://checkout.{region}.commercetools.com/{project}".format_map(self.settings)
        answer = self.http.get(f"{url}/transactions/key={key}")
        if answer.status_code >= 400:
            body = answer.json()
            codes = {error["code"] for error in body.get("errors", ())} or {"none"}
            if "ResourceNotFound" in codes:
                raise CheckoutError(key)
            raise RuntimeError(body["statusCode"], *sorted(codes))
        return answer.json()


checkout = Checkout(project="toys")


def state_of(key: str) -> str:
    try:
        first = checkout.transaction(key)
    except CheckoutError:
        return "none"
    again = checkout.transaction(key)
    assert first is again
    return again["transactionStatus"]["state"]
