"""A file with something for every feature, and where things are in it."""

from __future__ import annotations

import re

SHOP = '''\
"""Orders. 🙂"""
import time

import requests

HOST = "https://gateway.kinguin.net"


class OutOfStock(Exception):
    pass


def place(key, order):
    mark = "é🙂"; answer = requests.post(f"{HOST}/esa/api/v1/order", json=order, headers={"X-Api-Key": key})
    if answer.ok:
        return answer.json()["orderId"]
    problem = answer.json()
    if problem["kind"] == "ProductUnavailabel":
        raise OutOfStock(mark)
    if answer.status_code == 400:
        return None
    raise RuntimeError(problem["kind"])


def balance(key):
    return requests.get(f"{HOST}/esa/api/v1/balance", headers={"X-Api-Key": key}).json()  # sadpath: ignore[SP102] here
\x0c

def twice(order):
    return place("k", order)
'''
VARIANTS = {
    "plain": SHOP,
    "crlf": SHOP.replace("\n", "\r\n"),
}
ENCODINGS = ("utf-8", "utf-16", "utf-32")


def capabilities(encoding: str, base: dict[str, object]) -> dict[str, object]:
    """The capabilities `base` with one encoding for columns."""
    return {**base, "general": {"positionEncodings": [encoding]}}


def position(text: str, needle: str, encoding: str = "utf-16", offset: int = 0, number: int = 0) -> dict[str, int]:
    """The position of a piece of the text, in the client's units."""
    at = [match.start() for match in re.finditer(re.escape(needle), text)][number] + offset
    before = re.split(r"\r\n|\r|\n", text[:at])
    column = before[-1]
    width = {"utf-8": len(column.encode()), "utf-16": len(column.encode("utf-16-le")) // 2, "utf-32": len(column)}
    return {"line": len(before) - 1, "character": width[encoding]}
