from __future__ import annotations

import os

from .base import CaptureGateway, Verdict


class KlarnaOrders(CaptureGateway):
    """Orders of the old checkout, in Klarna's Order Management."""

    name = "klarna-orders"
    host = os.environ.get("KLARNA_OM_HOST", "https://api.klarna.com")

    def url(self, shipment):
        return f"{self.host}/ordermanagement/v1/orders/{shipment['order']}/captures"

    def payload(self, shipment):
        return {"captured_amount": shipment["total"], "reference": shipment["number"]}

    def headers(self, shipment):
        return {**super().headers(shipment), "Klarna-Idempotency-Key": f"capture-{shipment['number']}"}

    def code_of(self, answer):
        return answer.json().get("error_code")

    def judge(self, code, answer):
        if answer.status_code == 429 or code == "TEMPORARILY_UNAVAILABLE":
            return Verdict.LATER
        if code == "CAPTURE_NOT_ALLOWED":
            return Verdict.DUPLICATE
        if code in {"NO_SUCH_ORDER", "NO_SUCH_CAPTURE"}:
            return Verdict.LOST
        return super().judge(code, answer)
