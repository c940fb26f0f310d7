"""A requests session for commercetools: gets its token itself, turns errors into exceptions."""
from __future__ import annotations

import os

import requests
from requests.auth import AuthBase

AUTH_URL = "https://auth.europe-west1.gcp.commercetools.com/oauth/token"


class CheckoutError(Exception):
    def __init__(self, response: requests.Response) -> None:
        errors = response.json().get("errors", [{}])
        self.response = response
        self.code = errors[0].get("code")
        super().__init__(f"HTTP {response.status_code} {self.code}")


class Token(AuthBase):
    """Bearer token; a 401 gets one more try under a new one."""

    def __init__(self) -> None:
        self.value: str | None = None

    def renew(self) -> None:
        credentials = os.environ.get("CTP_CLIENT_ID", "id"), os.environ.get("CTP_CLIENT_SECRET", "secret")
        answer = requests.post(AUTH_URL, data={"grant_type": "client_credentials"}, auth=credentials, timeout=10)
        answer.raise_for_status()
        self.value = answer.json()["access_token"]

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self.value is None:
            self.renew()
        request.headers["Authorization"] = f"Bearer {self.value}"
        request.register_hook("response", self.again)
        return request

    def again(self, response: requests.Response, **kwargs) -> requests.Response:
        if response.status_code != 401 or response.request.headers.get("X-Second"):
            return response
        self.renew()
        request = response.request.copy()
        request.headers["Authorization"] = f"Bearer {self.value}"
        request.headers["X-Second"] = "1"
        return response.connection.send(request, **kwargs)


def refuse(response: requests.Response, *args, **kwargs) -> None:
    if response.status_code >= 400 and response.status_code != 404:
        raise CheckoutError(response)


def session() -> requests.Session:
    made = requests.Session()
    made.auth = Token()
    made.hooks["response"].append(refuse)
    return made
