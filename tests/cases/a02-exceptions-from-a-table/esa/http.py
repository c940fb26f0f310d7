import json
import os
from urllib.parse import quote

import httpx

from .errors import raise_for

BASE = "https://gateway.kinguin.net"


def dispatch(order_id):
    with httpx.Client(base_url=BASE, headers={"X-Api-Key": os.environ.get("KINGUIN_KEY", "k")}) as client:
        r = client.post("/esa/api/v2/order/{}/dispatch".format(quote(order_id, safe="")))
    try:
        r.raise_for_status()
    except httpx.HTTPStatusError as exc:
        raise_for(json.loads(exc.response.content))
    return r.json()["dispatchId"]
