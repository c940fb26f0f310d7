from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class Outcome(Enum):
    CHANGED = "changed"
    INVALID_ADDRESS = "ask the customer"
    NOT_ALLOWED = "too late"
    CONFLICT = "later"


@dataclass
class Rejected(Exception):
    error_code: str
    error_messages: list[str] = field(default_factory=list)
    correlation_id: str = ""
