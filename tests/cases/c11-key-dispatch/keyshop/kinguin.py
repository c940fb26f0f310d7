from __future__ import annotations

import os

import httpx
from httpx_retries import Retry, RetryTransport

from .problem import ProblemDetails, ProblemError


def connect() -> httpx.Client:
    # somebody else holds the order for a moment
    retry = Retry(total=3, backoff_factor=0.5, status_forcelist=[409])
    return httpx.Client(
        base_url=os.environ.get("KINGUIN_URL", "https://gateway.kinguin.net/esa/api"),
        headers={"X-Api-Key": os.environ.get("KINGUIN_API_KEY", "key")},
        transport=RetryTransport(retry=retry),
        timeout=30,
    )


def request_dispatch(http: httpx.Client, order_id: str) -> int:
    response = http.post("/v1/order/dispatch", json={"orderId": order_id})
    if response.is_error:
        raise ProblemError(ProblemDetails.from_response(response))
    return response.json()["dispatchId"]
