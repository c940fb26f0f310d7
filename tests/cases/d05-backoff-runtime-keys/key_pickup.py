"""Picks up the game keys of an order at Kinguin.

Kinguin fills orders step by step; how long we wait depends on what it says the order is doing.
"""
import logging
import os
from typing import NamedTuple, Optional

import backoff
import requests

logger = logging.getLogger("keys.pickup")

ESA = "https://gateway.kinguin.net/esa/api"

# kind -> seconds until it is worth asking again
PACE = {
    "OrderNotDispatchedYet": 20,
    "OrderPartiallyDispatched": 10,
    "OrderHold": 90,
    "ResourceLock": 3,
}
FINAL = ("OrderNotPaid", "OrderNotSupported", "OrderFailed")


class Pickup(NamedTuple):
    keys: list
    complete: bool
    note: Optional[str] = None


class PickupFailed(Exception):
    pass


_http = requests.Session()
_http.headers.update({"X-Api-Key": os.environ.get("KINGUIN_KEY", "k"), "Accept": "application/json"})


def kind_of(response):
    if response.ok:
        return None
    try:
        return response.json()["kind"]
    except (ValueError, KeyError):
        return "?"


def _still_cooking(response):
    return kind_of(response) in PACE


def _pace(response):
    return PACE[kind_of(response)]


def _tired(details):
    logger.warning("gave up on %s after %d polls", details["args"][0], details["tries"])


@backoff.on_predicate(
    backoff.runtime, predicate=_still_cooking, value=_pace, jitter=None, max_tries=6, on_giveup=_tired
)
@backoff.on_exception(backoff.expo, (requests.ConnectionError, requests.Timeout), max_tries=3, factor=2)
def ask_for_keys(order_id):
    return _http.get(f"{ESA}/v2/order/{order_id}/keys", timeout=20)


def pick_up(order_id):
    response = ask_for_keys(order_id)
    kind = kind_of(response)
    if kind is None:
        return Pickup(keys=[row["serial"] for row in response.json()], complete=True)
    if kind in PACE:
        return Pickup(keys=[], complete=False, note="ask again in an hour")
    if kind == "ProcessingPreorder":
        return Pickup(keys=[], complete=False, note=response.json().get("releaseDate", "unknown date"))
    if kind in FINAL or kind == "OrderNotFound":
        raise PickupFailed(f"{order_id}: {kind}")
    response.raise_for_status()
