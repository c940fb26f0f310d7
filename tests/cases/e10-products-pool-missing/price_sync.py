"""Reads current prices and stock of the products that we resell."""
import os
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import cached_property, partial

import requests

URL = "https://gateway.kinguin.net/esa/api/v2/products/"


class Verdicts(dict):
    """What becomes of a product when Kinguin answers with a kind."""

    def __missing__(self, kind):
        return "keep"


VERDICTS = Verdicts(
    ConstraintViolation="drop",
    Http="drop",
    Authorization="stop",
    ResourceLock="later",
    HttpClient="later",
    Error="later",
    ProductUnavailible="sold out",
)


class Reply:
    def __init__(self, response):
        self._response = response

    @cached_property
    def _body(self):
        return self._response.json(parse_float=Decimal)

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self._body[name]
        except KeyError as missing:
            raise AttributeError(f"Kinguin sent no {name}") from missing

    def __bool__(self):
        return self._response.ok


class SyncStopped(Exception):
    pass


def read(session, product_id, patience=2):
    """(verdict, price) of one product."""
    for pause in [5 * (n + 1) for n in range(patience)] + [0]:
        reply = Reply(session.get(URL + product_id, timeout=15))
        if reply:
            return ("sell" if reply.qty else "sold out"), reply.price
        verdict = VERDICTS[reply.kind]
        if verdict == "stop":
            raise SyncStopped(reply.detail)
        if verdict != "later":
            break
        time.sleep(pause)
    return verdict, None


def sync(product_ids):
    session = requests.Session()
    session.headers["X-Api-Key"] = os.environ.get("KINGUIN_KEY", "k")
    by_verdict = defaultdict(list)
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="kinguin") as pool:
        rows = zip(product_ids, pool.map(partial(read, session), product_ids))
        for product_id, (verdict, price) in rows:
            by_verdict[verdict].append((product_id, str(price) if price is not None else None))
    return dict(by_verdict)
