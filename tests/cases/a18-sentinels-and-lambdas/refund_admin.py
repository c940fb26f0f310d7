"""Cancel a BitPay refund that was asked for by mistake."""
from __future__ import annotations

import enum
import os
from typing import Any, Callable, Final, NamedTuple

import httpx


class Answer(enum.Enum):
    DONE = enum.auto()
    GONE = enum.auto()
    ASK = enum.auto()


UNSET: Final = object()
GONE: Final[tuple[str, ...]] = ("040202", "040207")
ON_CODE: dict[str, Callable[[dict[str, Any]], Answer]] = {
    **dict.fromkeys(GONE, lambda body: Answer.GONE),
    "040203": lambda body: Answer.ASK,
    "010208": lambda body: Answer.ASK,
}


class Call(NamedTuple):
    status: int
    body: dict[str, Any]

    @property
    def failed(self) -> bool:
        return "code" in self.body

    def __str__(self) -> str:
        return "{0.status} {0.body[code]}: {0.body[error]}".format(self)


class RefundAdmin:
    def __init__(self, token: str = UNSET, *, host: str = "bitpay.com", test: bool = False) -> None:
        self.token = os.environ["BITPAY_TOKEN"] if token is UNSET else token
        self.root = f"https://{'test.' if test else ''}{host}"

    def _call(self, verb: str, *parts: str, **params: str) -> Call:
        response = httpx.request(verb, "/".join([self.root, *parts]), params={"token": self.token, **params}, timeout=20)
        return Call(response.status_code, response.json())

    def cancel(self, refund_id: str, tries: int = 3) -> Answer:
        while tries > 0:
            call = self._call("DELETE", "refunds", refund_id)
            if not call.failed:
                return Answer.DONE
            tries -= 1
            if call.status in range(500, 600):
                continue
            try:
                return ON_CODE[call.body["code"]](call.body)
            except KeyError:
                break
        if str(call).endswith("not found"):
            return Answer.GONE
        raise RuntimeError(str(call))
