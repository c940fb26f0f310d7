"""BitPay's six digits."""
from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

METHODS = ("??", "POST", "GET", "PUT", "DELETE")


@dataclass(frozen=True, order=True)
class Code:
    method: int
    resource: int
    number: int

    INVOICE: ClassVar[int] = 1

    @classmethod
    def parse(cls, text: str) -> Code:
        pairs = [int(text[i : i + 2]) for i in range(0, len(text), 2)]
        return cls(*pairs)

    NOT_MINE: ClassVar[frozenset[str]] = frozenset({"020108"})

    @property
    def general(self) -> bool:
        return not self.resource

    @property
    def verb(self) -> str:
        return METHODS[self.method] if self.method < len(METHODS) else METHODS[0]

    def __str__(self) -> str:
        return f"{self.method:02}{self.resource:02}{self.number:02}"
