from __future__ import annotations

from . import Supplier
from .base import NoMoney, OutOfStock


def buy(supplier: str, product: str, qty: int) -> dict[str, str]:
    try:
        shop = Supplier()
    except TypeError:
        shop = Supplier.create(supplier, tries=3)
    try:
        return {"order": shop.order(product, qty), "currency": shop.currency}
    except OutOfStock:
        return {"state": "wait"}
    except NoMoney as error:
        raise SystemExit(f"top up: {error.kind}")
