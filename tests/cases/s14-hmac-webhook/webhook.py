"""IPN handler: the body is only a hint, the invoice is read again from BitPay."""
import base64
import hashlib
import hmac
import json
import logging
import os

from invoices import BitPayException, InvoiceNotFound, get_invoice
from orders import mark

log = logging.getLogger("webhook")
SECRET = os.environ.get("WEBHOOK_SECRET", "s3cret").encode()


class Response:
    def __init__(self, status=200, body=""):
        self.status = status
        self.body = body

    def __repr__(self):
        return "<Response %s %r>" % (self.status, self.body)


def sample_body():
    return json.dumps({"data": {"id": "inv-5"}, "event": {"name": "invoice_confirmed"}}).encode()


def sign(body):
    return base64.b64encode(hmac.new(SECRET, body, hashlib.sha256).digest()).decode()


def handle(body, signature):
    if not hmac.compare_digest(sign(body), signature):
        return Response(403, "bad signature")
    try:
        invoice_id = json.loads(body)["data"]["id"]
    except (ValueError, KeyError):
        return Response(400, "bad body")
    try:
        invoice = get_invoice(invoice_id)
    except InvoiceNotFound:
        return Response(200, "ignored")
    except BitPayException as exc:
        log.error("invoice %s: %s %s", invoice_id, exc.code, exc)
        return Response(500 if exc.retryable else 200, "not processed")
    mark(invoice["orderId"], invoice["status"])
    return Response(200, "ok")
