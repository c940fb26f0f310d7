import os
from urllib.parse import urljoin

import requests


class BitPaySession(requests.Session):
    """Knows the host and the headers, and asks twice when BitPay itself has trouble."""

    root = os.environ.get("BITPAY_ROOT", "https://bitpay.com/")

    def __init__(self, token=""):
        super().__init__()
        self.token = token
        self.headers.update({"X-Accept-Version": "2.0.0", "Accept": "application/json"})

    def request(self, method, url, *args, **kwargs):
        kwargs.setdefault("timeout", 25)
        response = super().request(method, urljoin(self.root, url), *args, **kwargs)
        if response.status_code == 400:
            return response
        if response.status_code == 500:
            response = super().request(method, urljoin(self.root, url), *args, **kwargs)
        response.raise_for_status()
        return response
