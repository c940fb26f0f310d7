from __future__ import annotations

import json
import os
from http.client import HTTPSConnection

from retrying_api import ApiError, Attempts, Retried


class Refunds:
    attempts = Attempts(default=3)
    transient = frozenset(("RATE_LIMITED", "TEMPORARY_UNAVAILABLE", "TIMEOUT", "INTERNAL_ERROR"))

    def __init__(self, account: str, attempts: int | None = None) -> None:
        self.account = account
        if attempts:
            self.attempts = attempts

    @Retried
    def _send(self, path: str, payload: dict, key: str) -> dict:
        connection = HTTPSConnection("api-global.klarna.com", timeout=60)
        try:
            connection.request(
                "POST",
                path,
                body=json.dumps(payload),
                headers={"Authorization": os.environ.get("KLARNA_AUTH", ""), "Klarna-Idempotency-Key": key},
            )
            answer = connection.getresponse()
            document = json.loads(answer.read())
        finally:
            connection.close()
        if answer.status // 100 != 2:
            raise ApiError(answer.status, document["error_code"])
        return document

    def refund(self, transaction: str, amount: int, reference: str) -> str | None:
        path = f"/v2/accounts/{self.account}/payment/transactions/{transaction}/refunds"
        try:
            return self._send(path, {"refund_amount": amount, "refund_reference": reference}, key=reference)["refund_id"]
        except ApiError as error:
            if error.code == "RESOURCE_CONFLICT":
                return None
            raise
