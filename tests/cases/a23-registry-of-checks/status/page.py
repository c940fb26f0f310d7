from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import requests

from .codes import Code

log = logging.getLogger(__name__)
CHECKS: list[tuple[int, Callable[[Code], str | None]]] = []


def check(priority: int):
    def add(function):
        CHECKS.append((priority, function))
        CHECKS.sort(key=lambda pair: -pair[0])
        return function

    return add


@check(1)
def unknown(code):
    return "Your payment is being looked at."


@check(10)
def not_ours(code):
    if str(code) in Code.NOT_MINE:
        return "There is no such payment."


@check(5)
def internal(code):
    return "Please come back later." if code.general and code.number == 0 else None


class StatusPage:
    def __init__(self, config: Mapping[str, Mapping[str, Any]]) -> None:
        self.config = config

    @cached_property
    def base(self) -> str:
        host = self.config.get("bitpay", {}).get("host", "test.bitpay.com")
        return f"https://{host}"

    def show(self, guid: str) -> str:
        body = self._get("invoices", "guid", guid).json()
        if {"code", "error"} <= body.keys():
            code = Code.parse(body["code"])
            log.info("%s %s: %s", code.verb, guid, code)
            return next(text for _, function in CHECKS if (text := function(code)))
        return "Your payment is " + body["data"]["status"]

    def _get(self, *path: str) -> requests.Response:
        return requests.get(self.base + "".join(f"/{part}" for part in path), headers={"X-Accept-Version": "2.0.0"}, timeout=5)
