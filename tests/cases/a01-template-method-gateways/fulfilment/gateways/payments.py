from __future__ import annotations

import os

from .base import CaptureGateway, Verdict


class KlarnaPayments(CaptureGateway):
    """Everything that was sold since the move to Klarna's Payment API."""

    name = "klarna-payments"
    timeout = 60

    def url(self, shipment):
        root = os.environ.get("KLARNA_HOST", "https://api-global.klarna.com")
        return f"{root}/v2/accounts/{shipment['account']}/payment/transactions/{shipment['order']}/captures"

    def payload(self, shipment):
        return {"capture_amount": shipment["total"], "capture_reference": shipment["number"]}

    def accepted(self, answer):
        return answer.status_code == 201

    def code_of(self, answer):
        return answer.json()["error_code"]

    def judge(self, code, answer):
        return {"RESOURCE_NOT_FOUND": Verdict.LOST, "RATE_LIMITED": Verdict.LATER}.get(code)
