"""Declarative endpoints: `by_key = Get("/payment-integrations/key={key}")` becomes a method of the client."""
from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any


class Endpoint:
    method = "GET"

    def __init__(self, template: str, *, missing_ok: bool = False):
        self.template = template
        self.missing_ok = missing_ok

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, client: Any, owner: type | None = None) -> Any:
        if client is None:
            return self
        return partial(self._call, client)

    def _call(self, client: Any, **fields: str) -> Any:
        try:
            return client.send(self.method, self.template.format(**fields))
        except CheckoutError as error:
            if self.missing_ok and error.has("ResourceNotFound"):
                return None
            error.add_note(f"in {type(client).__name__}.{self.name}({fields})")
            raise


class Get(Endpoint):
    pass


class Delete(Endpoint):
    method = "DELETE"


class CheckoutError(Exception):
    def __init__(self, status: int, errors: list[dict]):
        self.status = status
        self.codes = tuple(e["code"] for e in errors)
        super().__init__(f"HTTP {status}: {', '.join(self.codes) or 'no code'}")

    def has(self, code: str) -> bool:
        return code in self.codes


Sender = Callable[[str, str], Any]
