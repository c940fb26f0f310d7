"""Base of all our partner clients: fill in the hooks."""
from __future__ import annotations

import logging
from typing import Any, ClassVar

import requests


class PartnerError(Exception):
    def __init__(self, status: int, code: str | None) -> None:
        super().__init__(f"HTTP {status}, {code or 'no code'}")
        self.status = status
        self.code = code


class PartnerClient:
    base_url: ClassVar[str]
    code_field: ClassVar[str]
    error_class: ClassVar[type[PartnerError]] = PartnerError
    # refusals that are logged and otherwise forgotten
    soft_codes: ClassVar[frozenset[str]] = frozenset()

    def __init__(self) -> None:
        self.session = requests.Session()
        self.log = logging.getLogger(type(self).__module__)

    # hooks

    def headers(self) -> dict[str, str]:
        return {}

    def on_refusal(self, error: PartnerError) -> None:
        raise error

    # the call

    def call(self, verb: str, path: str, payload: Any = None) -> Any:
        response = self.session.request(
            verb, self.base_url + path, json=payload, headers=self.headers(), timeout=12
        )
        if response.ok:
            return response.json() if response.content else None
        error = self.error_class(response.status_code, self.code_of(response))
        if error.code in self.soft_codes:
            self.log.warning("%s %s: %s", verb, path, error)
            return None
        return self.on_refusal(error)

    def code_of(self, response: requests.Response) -> str | None:
        try:
            return response.json().get(self.code_field)
        except (ValueError, AttributeError):
            return None
