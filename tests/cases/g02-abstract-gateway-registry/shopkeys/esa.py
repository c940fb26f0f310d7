from __future__ import annotations

import time

import requests

from .base import ERRORS, Supplier, SupplierError


@Supplier.register("esa")
class Esa(Supplier):
    host = "https://gateway.kinguin.net/esa/api"
    currency = "EUR"

    def __init__(self, *, key: str = "k", tries: int = 2) -> None:
        self.tries = tries
        self.http = requests.Session()
        self.http.headers["X-Api-Key"] = key

    def order(self, product: str, qty: int) -> str:
        for left in reversed(range(self.tries)):
            try:
                return self._post("/v2/order", {"products": [{"productId": product, "qty": qty}]})["orderId"]
            except SupplierError as error:
                if not (error.retry and left):
                    raise
                time.sleep(0.5)
        raise AssertionError("unreachable")

    def _post(self, path: str, body: dict) -> dict:
        answer = self.http.post(self.host + path, json=body)
        if answer.ok:
            return answer.json()
        problem = answer.json()
        raise ERRORS.get(problem["kind"], SupplierError)(problem["kind"], problem.get("detail"))
