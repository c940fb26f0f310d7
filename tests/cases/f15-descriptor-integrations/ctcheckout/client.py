from __future__ import annotations

import os

import httpx

from .endpoint import CheckoutError, Get


def _bearer(request: httpx.Request) -> None:
    request.headers["Authorization"] = "Bearer " + os.environ.get("CTP_TOKEN", "token")


def _check(response: httpx.Response) -> None:
    if response.is_error:
        response.read()
        body = response.json()
        raise CheckoutError(response.status_code, body.get("errors") or [])


class Integrations:
    get = Get("/payment-integrations/key={key}", missing_ok=True)
    listing = Get("/payment-integrations")

    def __init__(self, project: str, region: str = "eu-central-1.aws"):
        self._http = httpx.Client(
            base_url=f"https://checkout.{region}.commercetools.com/{project}",
            event_hooks={"request": [_bearer], "response": [_check]},
        )

    def send(self, method: str, path: str) -> dict:
        return self._http.request(method, path).json()
