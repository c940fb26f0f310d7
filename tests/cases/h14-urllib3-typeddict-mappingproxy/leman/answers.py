from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Mapping, TypedDict


class SessionData(TypedDict):
    sessionId: str
    paymentUrl: str


@dataclass(slots=True)
class LemanError(Exception):
    code: str
    text: str
    http_status: int

    def __post_init__(self) -> None:
        Exception.__init__(self, self.code, self.text)


class PriceError(LemanError):
    pass


class CurrencyError(LemanError):
    pass


class CredentialError(LemanError):
    pass


class Overloaded(LemanError):
    pass


BY_SUFFIX: Final[Mapping[str, type[LemanError]]] = MappingProxyType(
    {
        "0110": PriceError,
        "0111": PriceError,
        "0112": CurrencyError,
        "0115": CurrencyError,
        "0004": LemanError,
    }
)
BY_REASON: Final = MappingProxyType({"BadCredentials": CredentialError, "RateLimitException": Overloaded})


@dataclass(frozen=True)
class Session:
    id: str
    url: str

    @classmethod
    def from_dict(cls, data: SessionData) -> Session:
        return cls(id=data["sessionId"], url=data["paymentUrl"])


def error_of(status: int, body: Mapping[str, Any]) -> LemanError:
    if "reason" in body:
        kind = BY_REASON.get(body["reason"], LemanError)
        return kind(body["reason"], body.get("message", ""), status)
    code = body["code"]
    kind = BY_SUFFIX.get(code[-4:], LemanError)
    return kind(code, body.get("error", ""), status)
