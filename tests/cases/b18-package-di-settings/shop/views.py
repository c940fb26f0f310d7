from __future__ import annotations

import logging
from functools import lru_cache

from shop.klarna import KlarnaClient, KlarnaError, OrderMissing
from shop.settings import KlarnaSettings

logger = logging.getLogger(__name__)


@lru_cache(maxsize=None)
def client() -> KlarnaClient:
    return KlarnaClient(KlarnaSettings())


def captures_view(order_id: str) -> tuple[int, dict]:
    """Status and body for the browser."""
    try:
        rows = list(client().captures(order_id))
    except OrderMissing:
        return 404, {"error": "no such order"}
    except KlarnaError as error:
        if error.temporary:
            return 503, {"error": "please try again"}
        logger.exception("klarna: %s", error.code)
        return 500, {"error": error.code, "id": error.correlation_id}
    return 200, {"captures": rows, "total": sum(row["captured_amount"] for row in rows)}
