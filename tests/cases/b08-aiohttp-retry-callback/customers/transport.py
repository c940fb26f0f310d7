"""The one HTTP client of this service."""
import os

import aiohttp
from aiohttp_retry import ListRetry, RetryClient

RETRY_CODES = {"TOO_MANY_REQUESTS", "CONFLICT", "TEMPORARY_UNAVAILABLE"}


async def is_final(response: aiohttp.ClientResponse) -> bool:
    """False asks aiohttp-retry for another attempt."""
    if response.status < 400:
        return True
    problem = await response.json(content_type=None)
    return problem.get("error_code") not in RETRY_CODES


def client() -> RetryClient:
    session = aiohttp.ClientSession(
        os.environ.get("KLARNA_HOST", "https://api.klarna.com"),
        headers={"Authorization": "Basic " + os.environ.get("KLARNA_TOKEN", "dTpw")},
    )
    options = ListRetry([0.5, 2, 5], methods={"GET", "PATCH"}, retry_all_server_errors=False, evaluate_response_callback=is_final)
    return RetryClient(client_session=session, retry_options=options)
