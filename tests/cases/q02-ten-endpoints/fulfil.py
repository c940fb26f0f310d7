import logging
from decimal import Decimal

from kinguin_client import KinguinAPIError, KinguinClient

logger = logging.getLogger(__name__)
client = KinguinClient(api_key="demo")

OUT_OF_STOCK = "ProductUnavailable"
NO_MONEY = {"InsufficientBalance", "BalanceRequired"}


def order_key(line_id: str, product_id: str, price: Decimal) -> dict:
    try:
        order = client.place_order([{"productId": product_id, "qty": 1, "price": float(price)}], external_id=line_id)
    except KinguinAPIError as exc:
        if exc.kind == OUT_OF_STOCK:
            return {"line": line_id, "state": "backorder"}
        if exc.kind in NO_MONEY:
            logger.critical("top up the Kinguin balance", extra={"line": line_id})
            return {"line": line_id, "state": "waiting"}
        if exc.kind == "OrderNotDispatchedYet":
            return {"line": line_id, "state": "pending"}
        raise
    return {"line": line_id, "state": order["status"], "order": order["orderId"]}
