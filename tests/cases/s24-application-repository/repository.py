from __future__ import annotations

import http.client
import json
import os
from typing import Any, Protocol


class HttpError(Exception):
    def __init__(self, status: int, payload: Any) -> None:
        super().__init__(status)
        self.status = status
        self.payload = payload

    def first_code(self) -> str | None:
        try:
            return self.payload["errors"][0]["code"]
        except (KeyError, IndexError, TypeError):
            return None


class ApplicationRepository(Protocol):
    def find(self, key: str) -> dict | None: ...

    def delete(self, key: str, version: int) -> None: ...


class CommercetoolsApplications:
    host = "checkout.europe-west1.gcp.commercetools.com"

    def __init__(self, project: str, token: str) -> None:
        self.project = project
        self.token = token

    def _exchange(self, method: str, path: str) -> Any:
        connection = http.client.HTTPSConnection(self.host, timeout=20)
        try:
            connection.request(method, f"/{self.project}/applications{path}", headers={"Authorization": "Bearer " + self.token})
            response = connection.getresponse()
            raw = response.read()
        finally:
            connection.close()
        payload = json.loads(raw) if raw else None
        if response.status >= 300:
            raise HttpError(response.status, payload)
        return payload

    def find(self, key: str) -> dict | None:
        try:
            return self._exchange("GET", "/key=" + key)
        except HttpError as exc:
            if exc.status == 404:
                return None
            raise

    def delete(self, key: str, version: int) -> None:
        self._exchange("DELETE", f"/key={key}?version={version}")


def default_repository() -> ApplicationRepository:
    return CommercetoolsApplications(os.environ.get("CTP_PROJECT", "demo"), os.environ.get("CTP_TOKEN", "t"))
