import json
import os
import urllib.request
from urllib.error import HTTPError

ACCOUNT = os.environ.get("KLARNA_ACCOUNT", "krn:account:1")
BASE = "https://api-global.klarna.com/v2/accounts/" + ACCOUNT + "/payment/transactions/"


class KlarnaRefusal(RuntimeError):
    def __init__(self, code, parameters=()):
        super().__init__(code)
        self.code = code
        self.parameters = list(parameters)


class TryAgain(KlarnaRefusal):
    pass


def refund(tx, amount, key):
    req = urllib.request.Request(
        BASE + tx + "/refunds",
        method="POST",
        data=json.dumps({"refund_amount": amount}).encode(),
        headers={
            "Content-Type": "application/json",
            "Authorization": "Basic " + os.environ.get("KLARNA_API_KEY", "k"),
            "Klarna-Idempotency-Key": key,
        },
    )
    try:
        with urllib.request.urlopen(req) as resp:
            return json.load(resp)
    except HTTPError as e:
        problem = json.load(e)
        if e.code in (429, 503):
            raise TryAgain(problem["error_code"]) from e
        raise KlarnaRefusal(problem["error_code"], [x["parameter"] for x in problem["errors"]]) from e
