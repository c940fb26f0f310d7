"""Is there enough money left to buy?"""
from collections import namedtuple
from decimal import Decimal, InvalidOperation, localcontext

import requests

Row = namedtuple("Row", "kind status text", defaults=("",))
_rows = [Row("Authorization", 401, "bad key"), Row("Http", 400), Row("ConstraintViolation", 400, "bad question")]
TEXTS = {}
for _row in _rows:
    TEXTS[_row.kind] = _row._replace(text=_row.text or "no text")
del _rows, _row


def known(kind):
    try:
        return TEXTS.get(kind) or _row
    except NameError:
        return None


def enough(price):
    answer = requests.get("https://gateway.kinguin.net/esa/api/v1/balance", headers={"X-Api-Key": "k"})
    if answer.status_code != 200:
        row = known(answer.json()["kind"])
        if row is None:
            answer.raise_for_status()
        raise LookupError(f"{row.text} ({row.status})")
    try:
        return Decimal(str(answer.json()["balance"])) - Decimal(price) > Decimal("1.00")
    except InvalidOperation:
        return False
