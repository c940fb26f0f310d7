# support tool: give unused keys back to Kinguin
import logging
import os

import httpx

log = logging.getLogger("giveback")

GATEWAY = "https://gateway.kinguin.net/esa/api"


def return_keys(order_id):
    r = httpx.post(
        GATEWAY + "/v2/order/" + order_id + "/keys/return",
        headers={"X-Api-Key": os.getenv("KINGUIN_KEY", "k")},
        timeout=30,
    )
    if r.status_code < 300:
        return len(r.json())

    if (kind := r.json().get("kind")) == "NoKeyToReturn":
        log.info("nothing left to return for %s", order_id)
        return 0
    if kind in ("OrderNotFound", "DispatchNotFound"):
        log.warning("%s is not an order of ours", order_id)
        return 0
    if kind == "ResourceLock":
        raise TimeoutError("order %s is being worked on, press the button again in a minute" % order_id)
    if (where := r.json().get("propertyPath")) is not None:
        raise ValueError("bad request: " + where)
    raise RuntimeError("return of %s failed: %s" % (order_id, kind))
