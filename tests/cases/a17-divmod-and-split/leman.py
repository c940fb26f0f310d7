"""LemanPay: one class of answers, whatever the error looks like."""
from __future__ import annotations

import os
import re
from collections import namedtuple
from functools import total_ordering

import requests

Failure = namedtuple("Failure", "family code text retry", defaults=(False,))
DIGITS = re.compile(r"(\d\d)(\d\d)(\d\d)")
FAMILIES = {"00": "general", "01": "payment", "02": "refund"}


@total_ordering
class Level:
    """How bad it is: `Level(4) < Level(5)`."""

    def __init__(self, status: int) -> None:
        self.hundred, self.rest = divmod(status, 100)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Level) and self.hundred == other.hundred

    def __lt__(self, other: Level) -> bool:
        return self.hundred < other.hundred

    def __hash__(self) -> int:
        return hash(self.hundred)


CLIENT, SERVER = Level(400), Level(500)


class Session(requests.Session):
    base = os.environ.get("LEMANPAY_URL", "https://publicoffice.lemanpay.net")

    def request(self, method, path, **kwargs):
        return super().request(method, self.base + path, **kwargs)


def read_failure(response: requests.Response) -> Failure | None:
    level = Level(response.status_code)
    if level < CLIENT:
        return None
    body = response.json()
    if found := DIGITS.fullmatch(str(body.get("code", ""))):
        _, family, number = found.groups()
        return Failure(FAMILIES.get(family, "unknown"), int(number), body["error"])
    text = body["message"]
    if body["reason"].startswith("Bad") or level >= SERVER:
        return Failure("gateway", None, text)
    first, *rest = re.findall("[A-Z][a-z]+", body["reason"])
    return Failure("gateway", first.lower(), text, retry="Limit" in rest)
