"""OAuth client credentials for commercetools, as an httpx auth flow."""
from __future__ import annotations

import os

import httpx

AUTH_URL = "https://auth.europe-west1.gcp.commercetools.com/oauth/token"


class ClientCredentials(httpx.Auth):
    requires_response_body = True

    def __init__(self, client_id: str, client_secret: str) -> None:
        self._id = client_id
        self._secret = client_secret
        self._token: str | None = None

    @classmethod
    def from_env(cls) -> ClientCredentials:
        return cls(os.environ.get("CTP_CLIENT_ID", "id"), os.environ.get("CTP_CLIENT_SECRET", "secret"))

    def auth_flow(self, request):
        if self._token is None:
            yield from self._fetch_token()
        request.headers["Authorization"] = f"Bearer {self._token}"
        response = yield request
        if response.status_code == 401:
            yield from self._fetch_token()
            request.headers["Authorization"] = f"Bearer {self._token}"
            yield request

    def _fetch_token(self):
        answer = yield httpx.Request("POST", AUTH_URL, data={"grant_type": "client_credentials"})
        self._token = answer.json()["access_token"]
