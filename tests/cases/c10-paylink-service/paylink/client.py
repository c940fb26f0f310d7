import contextlib
import http.client
import json
import os

from paylink.errors import error_of

HOST = os.environ.get("LEMANPAY_HOST", "publicoffice.lemanpay.net")


class Client:
    def __init__(self, client_id, host=HOST, timeout=20):
        self.client_id = client_id
        self.host = host
        self.timeout = timeout

    def _exchange(self, method, path, document):
        with contextlib.closing(http.client.HTTPSConnection(self.host, timeout=self.timeout)) as connection:
            connection.request(
                method,
                "/v2/merchant" + path,
                body=json.dumps(document),
                headers={"Content-Type": "application/json", "X-LP-ClientId": self.client_id},
            )
            response = connection.getresponse()
            return response.status, json.loads(response.read())

    def create_session(self, order_id, amount, currency):
        status, body = self._exchange(
            "POST", "/Owner/payment", {"orderId": order_id, "amount": amount, "currency": currency}
        )
        if status != 200 or body.get("status") == "error":
            raise error_of(status, body)
        return body["data"]
