from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import singledispatchmethod
from types import SimpleNamespace

import httpx

from .transport import RetryTransport

log = logging.getLogger(__name__)
config = SimpleNamespace(region="us-central1.gcp", project="shop", token="t")


@dataclass
class Command:
    payment_id: str


@dataclass
class Capture(Command):
    cents: int


@dataclass
class Refund(Command):
    cents: int


@dataclass
class Cancel(Command):
    pass


class IntentRejected(Exception):
    def __init__(self, payment_id: str, errors: list[dict]) -> None:
        self.codes = {e["code"] for e in errors}
        super().__init__(payment_id)

    def __contains__(self, code: str) -> bool:
        return code in self.codes


class Handler:
    def __init__(self, client: httpx.Client) -> None:
        self.client = client

    def _intent(self, payment_id: str, action: str, **fields) -> str:
        response = self.client.post(f"/payment-intents/{payment_id}", json={"actions": [{"action": action, **fields}]})
        if response.status_code == httpx.codes.NOT_FOUND:
            return "missing"
        body = response.json()
        if response.is_client_error:
            raise IntentRejected(payment_id, body["errors"])
        response.raise_for_status()
        return body["outcome"]

    @singledispatchmethod
    def execute(self, command) -> str:
        raise NotImplementedError(type(command))

    @execute.register
    def _(self, command: Capture) -> str:
        return self._intent(command.payment_id, "capturePayment", amount={"centAmount": command.cents})

    @execute.register
    def _(self, command: Refund) -> str:
        return self._intent(command.payment_id, "refundPayment", amount={"centAmount": command.cents})

    @execute.register
    def _(self, command: Cancel) -> str:
        return self._intent(command.payment_id, "cancelPayment")


def handle(command: Command) -> dict:
    with httpx.Client(
        base_url=f"https://checkout.{config.region}.commercetools.com/{config.project}",
        headers={"Authorization": f"Bearer {config.token}"},
        transport=RetryTransport(),
    ) as client:
        try:
            outcome = Handler(client).execute(command)
        except IntentRejected as rejected:
            if "MultipleActionsNotAllowed" in rejected or "RequiredField" in rejected:
                log.error("bug in our request: %s", ", ".join(sorted(rejected.codes)))
            return {"ok": False, "codes": sorted(rejected.codes)}
    return {"ok": outcome != "rejected", "outcome": outcome}
