from __future__ import annotations

import os
import time
from typing import Any, Protocol

import requests

from .problem import ApiProblem


class Transport(Protocol):
    def call(self, method: str, path: str, *, params: dict[str, Any] | None = None) -> dict[str, Any]: ...


class Token:
    """Fetches an access token when there is none, or when the old one has run out."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._value = ""
        self._until = 0.0

    def __str__(self) -> str:
        if time.time() >= self._until:
            self.renew()
        return self._value

    def renew(self) -> None:
        answer = requests.post(self._url, data={"grant_type": "client_credentials"}, auth=("id", "secret"), timeout=10)
        answer.raise_for_status()
        grant = answer.json()
        self._value = grant["access_token"]
        self._until = time.time() + grant["expires_in"] - 60


class Api:
    def __init__(self, project: str) -> None:
        region = os.environ.get("CTP_REGION", "eu-central-1.aws")
        self._base = f"https://checkout.{region}.commercetools.com/{project}"
        self._token = Token(f"https://auth.{region}.commercetools.com/oauth/token")

    def call(self, method: str, path: str, *, params: dict[str, Any] | None = None) -> dict[str, Any]:
        for again in (True, False):
            answer = requests.request(
                method, self._base + path, params=params, headers={"Authorization": f"Bearer {self._token}"}, timeout=10
            )
            if answer.status_code != 401 or not again:
                break
            self._token.renew()
        if not answer:
            raise ApiProblem(answer.json())
        return answer.json()
