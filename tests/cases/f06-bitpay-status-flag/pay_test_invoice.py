"""Marks a BitPay test invoice as paid (end-to-end tests of the shop)."""
import os

import requests

API = "https://test.bitpay.com"
HEADERS = {"X-Accept-Version": "2.0.0", "Content-Type": "application/json"}


class InvoiceNotPayable(Exception):
    """The invoice is not in the state that the test needs."""


def mark_paid(invoice_id: str, complete: bool = True) -> str:
    resp = requests.put(
        f"{API}/invoices/pay/{invoice_id}",
        json={"token": os.environ.get("BITPAY_TOKEN", "tok"), "status": "complete" if complete else "confirmed"},
        headers=HEADERS,
        timeout=30,
    )
    body = resp.json()
    failed = body.get("status") == "error"
    if not failed:
        return body["data"]["status"]

    code = body["code"]
    if code == "030101":
        raise LookupError(invoice_id)
    if code in ("30103", "030112"):
        raise InvoiceNotPayable(invoice_id)
    if code == "030201":
        raise LookupError("refund " + invoice_id)
    raise RuntimeError("BitPay %s: %s" % (code, body.get("message", "no details")))
