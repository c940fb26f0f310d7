"""commercetools' error document as a value."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Iterator

import aiohttp


@dataclass(frozen=True)
class Fault:
    code: str
    message: str = ""
    field: str | None = None


@dataclass(frozen=True)
class Problem:
    status: int
    message: str
    faults: tuple[Fault, ...]
    correlation_id: str | None = None

    @classmethod
    async def of(cls, response: aiohttp.ClientResponse) -> Problem:
        try:
            document = await response.json(content_type=None)
        except ValueError:
            document = None
        return cls.parse(response.status, document or {}, response.headers.get("X-Correlation-ID"))

    @classmethod
    def parse(cls, status: int, document: dict[str, Any], correlation_id: str | None = None) -> Problem:
        faults = tuple(
            Fault(code=item["code"], message=item.get("message", ""), field=item.get("field"))
            for item in document.get("errors", ())
        )
        return cls(status, document.get("message", ""), faults, correlation_id)

    @property
    def code(self) -> str:
        """The first code; all codes of one answer share its status."""
        return next((fault.code for fault in self.faults), "")

    def __iter__(self) -> Iterator[Fault]:
        return iter(self.faults)

    def __contains__(self, code: object) -> bool:
        return any(fault.code == code for fault in self)
