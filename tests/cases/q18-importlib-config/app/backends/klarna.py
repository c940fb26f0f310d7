import requests

from .base import BackendError, NotAllowed, Temporary

HOSTS = {("eu", False): "api.klarna.com", ("eu", True): "api.playground.klarna.com",
         ("na", False): "api-na.klarna.com", ("na", True): "api-na.playground.klarna.com"}


class KlarnaBackend:
    def __init__(self, region="eu", playground=False):
        self.host = HOSTS[region, playground]

    def change_total(self, order_id, amount):
        r = requests.patch(f"https://{self.host}/ordermanagement/v1/orders/{order_id}/authorization",
                           json={"order_amount": amount}, auth=("u", "p"), timeout=10)
        if r.status_code == 204:
            return True
        code = r.json()["error_code"]
        klass = {403: NotAllowed, 429: Temporary, 502: Temporary, 503: Temporary, 504: Temporary}.get(r.status_code, BackendError)
        raise klass(code, r.json()["correlation_id"])
