"""Customer service presses "cancel this refund" before BitPay has paid it out."""
import os
from typing import NamedTuple, Optional

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry


class Result(NamedTuple):
    cancelled: bool
    hint: Optional[str] = None


HINTS = {
    "040201": "BitPay does not know this refund.",
    "040202": "The invoice of this refund is missing.",
    "040203": "Too late, the refund is being paid out.",
    "040204": "There is another refund for the invoice.",
}


def make_session() -> requests.Session:
    session = requests.Session()
    retry = Retry(total=3, backoff_factor=1, status_forcelist=[500, 502, 503, 504], allowed_methods=["GET", "DELETE"])
    session.mount("https://", HTTPAdapter(max_retries=retry))
    session.headers.update({"X-Accept-Version": "2.0.0", "X-Identity": os.environ.get("BITPAY_IDENTITY", "02ab")})
    return session


def cancel(guid: str) -> Result:
    with make_session() as session:
        try:
            resp = session.delete(
                "https://bitpay.com/refunds/guid/" + guid, params={"token": os.environ.get("BITPAY_TOKEN", "")}, timeout=20
            )
        except requests.exceptions.RetryError:
            return Result(False, "BitPay is down, try again later.")
    if resp.status_code == 200:
        return Result(True)
    code = resp.json()["code"]
    if code == "040200" or code == "040000":
        return Result(False, "Unclear, look into the BitPay dashboard.")
    return Result(False, HINTS.get(code, f"Error {code}"))
