"""What every capture has in common; the gateways fill in the rest."""
from __future__ import annotations

import abc
import enum
import logging

import requests

log = logging.getLogger("fulfilment.gateways")


class Verdict(enum.Enum):
    CAPTURED = "captured"
    DUPLICATE = "duplicate"
    LATER = "later"
    LOST = "lost"


class CaptureError(Exception):
    def __init__(self, gateway: str, code: str | None) -> None:
        super().__init__(f"{gateway}: {code or 'no code'}")
        self.gateway = gateway
        self.code = code


class CaptureGateway(abc.ABC):
    """Template: `capture` is the same everywhere, the four hooks are not."""

    name: str
    timeout = 20

    def __init__(self, session: requests.Session | None = None) -> None:
        self.session = session or requests.Session()

    def capture(self, shipment: dict) -> Verdict:
        answer = self.session.post(
            self.url(shipment), json=self.payload(shipment), headers=self.headers(shipment), timeout=self.timeout
        )
        if self.accepted(answer):
            return Verdict.CAPTURED
        code = self.code_of(answer)
        verdict = self.judge(code, answer)
        if verdict is None:
            raise CaptureError(self.name, code)
        log.info("%s: %s is %s", self.name, shipment["number"], verdict.value)
        return verdict

    def accepted(self, answer: requests.Response) -> bool:
        return answer.status_code in (200, 201)

    def judge(self, code: str | None, answer: requests.Response) -> Verdict | None:
        return None

    @abc.abstractmethod
    def url(self, shipment: dict) -> str: ...

    @abc.abstractmethod
    def payload(self, shipment: dict) -> dict: ...

    @abc.abstractmethod
    def code_of(self, answer: requests.Response) -> str | None: ...

    def headers(self, shipment: dict) -> dict:
        return {}
