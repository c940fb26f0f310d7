"""Downloads bought keys."""
from __future__ import annotations

import http.client
import json
import os
import re
import ssl

HOST = "gateway.kinguin.net"
NOT_YET = re.compile(r"OrderNotDispatchedYet|OrderPartiallyDispatched|ResourceLock")


class KinguinError(Exception):
    """`str()` gives the whole document: it is what support asks for."""

    def __init__(self, status: int, raw: bytes) -> None:
        self.status = status
        self.raw = raw

    def __str__(self) -> str:
        return self.raw.decode("utf-8", "replace")

    @property
    def title(self) -> str:
        try:
            return json.loads(self.raw)["title"]
        except (ValueError, KeyError):
            return "no title"

    @property
    def pending(self) -> bool:
        return bool(NOT_YET.search(str(self)))


def keys_of(order_id: str) -> list[dict]:
    connection = http.client.HTTPSConnection(HOST, context=ssl.create_default_context())
    connection.request("GET", f"/esa/api/v2/order/{order_id}/keys", headers={"X-Api-Key": os.environ.get("KINGUIN_KEY", "")})
    with connection.getresponse() as response:
        raw = response.read()
        if response.status != http.client.OK:
            raise KinguinError(response.status, raw)
    return json.loads(raw)
