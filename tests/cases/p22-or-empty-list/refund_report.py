from collections import Counter, defaultdict
from os import environ

from requests import Session
from requests.adapters import HTTPAdapter, Retry

_session = Session()
_session.mount("https://", HTTPAdapter(max_retries=Retry(3, status_forcelist={500}, raise_on_status=False)))
_session.params = {"token": environ.get("BITPAY_TOKEN", "t")}


def by_status(invoice_id):
    """How many refunds of an invoice are in which state, and their amounts."""
    body = _session.get("https://bitpay.com/refunds", params={"invoiceId": invoice_id}).json()
    if body.get("errors"):
        raise RuntimeError(body["errors"])
    if body.get("kind") == "020201":
        return Counter(), {}
    refunds = body.get("data") or []
    amounts = defaultdict(float)
    for refund in refunds:
        amounts[refund["status"]] += refund["amount"]
    return Counter(refund["status"] for refund in refunds), dict(amounts)
