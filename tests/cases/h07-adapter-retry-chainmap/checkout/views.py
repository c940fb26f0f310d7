from __future__ import annotations

import json
import logging
import uuid
from dataclasses import dataclass, field

from .http import session
from .problems import Advice, advice_for

log = logging.getLogger(__name__)


@dataclass
class Request:
    data: dict
    headers: dict = field(default_factory=dict)


def start_payment(request: Request) -> tuple[str, int, dict]:
    cart = request.data
    response = session().post(
        "payment/requests",
        json={
            "currency": cart["currency"],
            "amount": cart["total"],
            "customer_interaction_config": {"method": "HANDOVER"},
            "merchant_reference": cart["cart"],
        },
        headers={"Klarna-Idempotency-Key": str(uuid.uuid5(uuid.NAMESPACE_OID, cart["cart"]))},
    )
    body = response.json()
    if response.status_code in (200, 201):
        url = body["state_context"]["customer_interaction"]["payment_request_url"]
        return "", 303, {"Location": url}

    advice = advice_for(body)
    if Advice.ALERT in advice:
        log.critical("Klarna: %s %s", body.get("error_code"), body.get("error_id"))
    if advice & Advice.RETRY_LATER:
        return json.dumps({"retry": True}), 503, {"Retry-After": response.headers.get("Retry-After", "30")}
    if advice is Advice.ASK_CUSTOMER:
        fields = [e["parameter"] for e in body.get("errors", [])]
        return json.dumps({"fields": fields}), 422, {}
    return json.dumps({"error": "payment not possible"}), 502, {}
