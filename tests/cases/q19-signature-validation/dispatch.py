import requests

from validation import validated

NOT_READY, NOT_PAID, MISSING = "OrderNotDispatchedYet", "OrderNotPaid", "OrderNotFound"


class DispatchError(Exception):
    def __init__(self, kind, detail):
        self.kind, self.detail = kind, detail

    def __str__(self):
        return f"{self.kind}: {self.detail}"


class Dispatcher:
    api = "https://gateway.kinguin.net/esa/api"

    def __init__(self, key):
        self.http = requests.Session()
        self.http.headers["X-Api-Key"] = key
        self.http.hooks["response"].append(self._check)

    @staticmethod
    def _check(response, *args, **kwargs):
        if response.status_code >= 400:
            body = response.json()
            raise DispatchError(body["kind"], body["detail"])

    @validated(order_id=lambda v: isinstance(v, str) and v.isalnum(), tries=lambda n: 0 < n < 10)
    def dispatch(self, order_id, tries=2):
        try:
            return self.http.post(f"{self.api}/v2/order/{order_id}/dispatch", timeout=20).json()["dispatchId"]
        except DispatchError as e:
            if e.kind == NOT_READY and tries > 1:
                return self.dispatch(order_id, tries=tries - 1)
            elif e.kind in (NOT_PAID, MISSING):
                return None
            raise
