import os

import requests

session = requests.Session()
session.headers["X-Accept-Version"] = "2.0.0"
BASE = os.environ.get("BITPAY_API", "https://test.bitpay.com")


class BitPayException(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code

    @property
    def retryable(self):
        return self.code.endswith("0000") or self.code.endswith("0100")


class InvoiceNotFound(BitPayException):
    pass


def get_invoice(invoice_id):
    resp = session.get("%s/invoices/%s" % (BASE, invoice_id), params={"token": os.environ.get("BITPAY_TOKEN", "t")}, timeout=10)
    payload = resp.json()
    if "data" in payload and payload["data"] is not None:
        return payload["data"]
    code = payload.get("code", "")
    if code == "020101":
        raise InvoiceNotFound(code, payload.get("error"))
    raise BitPayException(code, payload.get("message"))
