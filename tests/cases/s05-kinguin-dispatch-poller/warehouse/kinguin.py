"""Kinguin ESA client."""
import os
from json import JSONDecodeError

import requests


class KinguinError(Exception):
    def __init__(self, kind, detail, status):
        super().__init__("%s: %s" % (kind, detail))
        self.kind = kind
        self.detail = detail
        self.status = status


class NotReady(KinguinError):
    """The keys will come later."""


class Kinguin:
    BASE_URL = "https://gateway.kinguin.net/esa/api"

    def __init__(self, api_key=None):
        self.api_key = api_key or os.getenv("KINGUIN_API_KEY", "test")

    def _headers(self):
        return {"X-Api-Key": self.api_key, "Accept": "application/json"}

    def _get(self, path, **params):
        return self._check(requests.get(self.BASE_URL + path, headers=self._headers(), params=params, timeout=15))

    def _post(self, path, payload=None):
        return self._check(requests.post(self.BASE_URL + path, headers=self._headers(), json=payload, timeout=15))

    @staticmethod
    def _check(response):
        if response.ok:
            return response.json()
        try:
            problem = response.json()
        except JSONDecodeError:
            problem = {}
        kind = problem.get("kind")
        error_class = KinguinError
        if response.status_code == 422 and kind in ("OrderNotDispatchedYet", "OrderPartiallyDispatched", "OrderHold"):
            error_class = NotReady
        raise error_class(kind, problem.get("detail"), response.status_code)

    def balance(self):
        return self._get("/v1/balance")["balance"]

    def search(self, name, page=1):
        return self._get("/v1/products", name=name, page=page)["results"]

    def order(self, order_id):
        return self._get("/v1/order/" + order_id)

    def place_order(self, products):
        return self._post("/v2/order", {"products": products})

    def keys(self, order_id):
        return self._get("/v2/order/" + order_id + "/keys")

    def return_keys(self, order_id):
        return self._post("/v2/order/" + order_id + "/keys/return")
