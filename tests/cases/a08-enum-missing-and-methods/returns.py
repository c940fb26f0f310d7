"""Refunds that follow from returned parcels."""
import logging
import os
from http import HTTPStatus

import requests

from om.codes import Code, Severity

log = logging.getLogger(__name__)
URL = "https://{region}.klarna.com/ordermanagement/v1/orders/{order}/refunds"


class RefundNote(dict):
    @property
    def done(self):
        return self.get("state") == "done"


def refund_return(rma, order, amount):
    """A note for the return's history."""
    reply = requests.post(
        URL.format(region=os.environ.get("KLARNA_REGION", "api"), order=order),
        json={"refunded_amount": amount, "reference": rma},
        auth=(os.environ.get("KLARNA_USER", ""), os.environ.get("KLARNA_SECRET", "")),
        timeout=30,
    )
    if reply.status_code == HTTPStatus.CREATED:
        return RefundNote(state="done", refund=reply.headers["Refund-Id"])

    code = Code(reply.json()["error_code"])
    severity = Severity.of(reply.status_code)
    if severity >= Severity.PAGE:
        log.critical("Klarna is in trouble: %s", code.value)
    if code.temporary:
        return RefundNote(state="waiting", text=code.advice())
    if code is Code.OTHER:
        reply.raise_for_status()
    if code.name.startswith("NOT_"):
        return RefundNote(state="stuck", text=code.advice(), severity=severity.name)
    return RefundNote(state="failed", text=code.advice())
