from __future__ import annotations

import os

import requests

from .problems import KlarnaProblem, Problem

ROOT = os.environ.get("KLARNA_ROOT") or "https://api.klarna.com"


class Klarna:
    def __init__(self) -> None:
        self.http = requests.Session()
        self.http.auth = os.environ.get("KLARNA_USER", ""), os.environ.get("KLARNA_PASSWORD", "")

    def order(self, order_id: str, *what: str) -> requests.Response:
        response = self.http.post("/".join((ROOT, "ordermanagement/v1/orders", order_id) + what), timeout=10)
        if not response:
            problem = Problem(response.json())
            raise KlarnaProblem[problem.code](problem)
        return response
