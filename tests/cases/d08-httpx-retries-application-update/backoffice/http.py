import functools
import os
from http import HTTPMethod, HTTPStatus

import httpx
from httpx_retries import Retry, RetryTransport

REGION = "eu-central-1.aws"

# commercetools is behind a load balancer, hiccups are normal
POLICY = Retry(
    total=4,
    allowed_methods=[HTTPMethod.GET, HTTPMethod.POST],
    status_forcelist=[
        HTTPStatus.CONFLICT,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.SERVICE_UNAVAILABLE,
    ],
    backoff_factor=0.4,
    max_backoff_wait=10,
)


@functools.cache
def client() -> httpx.Client:
    return httpx.Client(
        base_url=f"https://checkout.{REGION}.commercetools.com/{os.environ.get('CTP_PROJECT_KEY', 'garden')}/",
        headers={"Authorization": "Bearer " + os.environ.get("CTP_ACCESS_TOKEN", "t")},
        transport=RetryTransport(retry=POLICY),
        timeout=30,
    )
