"""Used by the checkout view."""
import http.client
import json
import logging
import os
import time

from paylink import errors
from paylink.client import Client

logger = logging.getLogger("paylink")


def _event(name, **fields):
    """One line of JSON per event, for the log shipper."""
    logger.info(json.dumps({"event": name, **fields}, sort_keys=True, default=str))


def _try(client, order_id, amount, currency, attempts=3):
    for attempt in range(attempts):
        try:
            return client.create_session(order_id, amount, currency)
        except errors.Busy as busy:
            _event("paylink.busy", order=order_id, attempt=attempt)
            last = busy
            time.sleep(1 + attempt)
    raise last


def create_paylink(order_id, amount, currency):
    client = Client(os.environ.get("LEMANPAY_CLIENT_ID", "shop-1"))
    try:
        session = _try(client, order_id, amount, currency)
    except errors.Misconfigured as problem:
        _event("paylink.misconfigured", order=order_id, code=problem.code, status=problem.status)
        raise
    except errors.Unclear as problem:
        _event("paylink.unclear", order=order_id, code=problem.code, status=problem.status)
        return {"state": "reconcile", "url": None}
    except errors.LemanPayError as problem:
        _event("paylink.refused", order=order_id, code=problem.code, kind=type(problem).__name__)
        return {"state": "refused", "url": None, "text": problem.text}
    except (OSError, http.client.HTTPException):
        return {"state": "reconcile", "url": None}
    return {"state": "open", "url": session["paymentUrl"]}
