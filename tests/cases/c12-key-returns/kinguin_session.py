import requests


class KinguinSession(requests.Session):
    """Session that knows the address and the key."""

    def __init__(self, api_key, root="https://gateway.kinguin.net/esa/api/"):
        super().__init__()
        self.root = root
        self.headers["X-Api-Key"] = api_key

    def request(self, method, url, **kwargs):
        kwargs.setdefault("timeout", 15)
        return super().request(method, self.root + url.lstrip("/"), **kwargs)
