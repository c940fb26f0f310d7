import os
from functools import cache

import httpx
from httpx_retries import Retry, RetryTransport

# GET only; Klarna asks for patience with 429
RETRY = Retry(total=4, backoff_factor=0.5, status_forcelist=[429, 500, 503], allowed_methods=["GET"])


@cache
def settings() -> dict:
    return {
        "base_url": os.environ.get("KLARNA_API", "https://api.klarna.com"),
        "auth": (os.environ.get("KLARNA_USER", "user"), os.environ.get("KLARNA_PASSWORD", "pass")),
    }


def client() -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=RetryTransport(retry=RETRY), timeout=30, **settings())
