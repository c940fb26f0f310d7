"""Open disputes of the last days, for the finance team's spreadsheet."""
from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice, repeat

import httpx

log = logging.getLogger("disputes")
URL = httpx.URL("https://api-global.klarna.com/v4/payment/disputes")
MISSING = object()


class Code(StrEnum):
    LIMIT = "RATE_LIMITED"
    DOWN = "TEMPORARY_UNAVAILABLE"
    CONFIG = "SERVER_CONFIGURATION_ERROR"
    NOBODY = "UNAUTHENTICATED"


class Broken(RuntimeError):
    pass


def _fetch(client: httpx.Client, params: dict[str, str]) -> dict | object:
    for pause in (*repeat(1.0, 2), 5.0):
        reply = client.get(URL, params=params)
        match reply.status_code, reply.json():
            case 200, page:
                return page
            case 404, _:
                return MISSING
            case 429, {"error_code": Code.LIMIT}:
                log.info("limited, waiting %.0f s", pause)
            case 502, {"error_code": Code.DOWN}:
                log.warning("down")
            case _, {"error_code": (Code.DOWN | Code.CONFIG) as code}:
                log.warning("%s", code.lower())
            case status, {"error_code": code} if status >= 500:
                raise Broken(code)
            case _, {"error_code": "UNAUTHORIZED" | Code.NOBODY}:
                raise PermissionError("klarna key")
            case _:
                reply.raise_for_status()
        time.sleep(pause)
    raise Broken("gave up")


def pages(days: int) -> Iterator[list[dict]]:
    since = date.today() - timedelta(days=days)
    params = {"from": since.isoformat(), "page_size": "100"}
    with httpx.Client(headers={"Authorization": "Basic " + os.environ.get("KLARNA_KEY", "")}) as client:
        while (page := _fetch(client, params)) is not MISSING:
            yield page["disputes"]
            if not (token := page.get("pagination", {}).get("next")):
                break
            params["page_token"] = token


def open_disputes(days: int, most: int = 50) -> list[str]:
    rows = (row for page in pages(days) for row in page)
    return [row["payment_dispute_id"] for row in islice(rows, most) if row["state"] == "OPEN"]
