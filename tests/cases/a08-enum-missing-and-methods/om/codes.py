from __future__ import annotations

from enum import Enum, IntEnum
from http import HTTPStatus


class Code(str, Enum):
    """Error codes of Order Management that we know how to deal with."""

    NOT_FOUND = "NOT_FOUND"
    REFUND_NOT_ALLOWED = "REFUND_NOT_ALLOWED"
    CONFLICT = "CONFLICT"
    BUSY = "TOO_MANY_REQUESTS"
    DOWN = "TEMPORARILY_UNAVAILABLE"
    NOT_CAPTURED = "CAPTURE_NOT_ALLOWED"
    INTERNAL = "INTERNAL_ERROR"
    OTHER = ""

    @classmethod
    def _missing_(cls, value: object) -> Code:
        return cls.OTHER

    @property
    def temporary(self) -> bool:
        return self in {Code.BUSY, Code.DOWN}

    def advice(self) -> str:
        return {Code.NOT_FOUND: "check the order number", Code.REFUND_NOT_ALLOWED: "refund by bank transfer"}.get(
            self, "try later" if self.temporary else "ask the team"
        )


class Severity(IntEnum):
    INFO = 10
    WARN = 20
    PAGE = 30

    @classmethod
    def of(cls, status: int) -> Severity:
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return cls.PAGE
        return cls.WARN if status in (HTTPStatus.CONFLICT, HTTPStatus.TOO_MANY_REQUESTS) else cls.INFO
