from __future__ import annotations

import json
from contextlib import ContextDecorator
from dataclasses import KW_ONLY, dataclass


@dataclass
class KlarnaError(Exception):
    code: str
    _: KW_ONLY
    status: int
    correlation_id: str | None = None

    @property
    def temporary(self) -> bool:
        return self.status >= 500 or self.code == "TOO_MANY_REQUESTS"


class OrderMissing(KlarnaError):
    pass


class as_klarna_error(ContextDecorator):
    """Turns HTTP errors of the transport into our own."""

    def __enter__(self) -> as_klarna_error:
        return self

    def __exit__(self, kind, exc, traceback) -> bool:
        response = getattr(exc, "response", None)
        if response is None:
            return False
        document = json.loads(response.content)
        made = OrderMissing if document["error_code"] == "NO_SUCH_ORDER" else KlarnaError
        raise made(
            document["error_code"], status=response.status_code, correlation_id=document.get("correlation_id")
        ) from exc
