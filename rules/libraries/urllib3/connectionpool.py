# urllib3 2.8.0: requests through a pool (urllib3/connectionpool.py). `retries=False` sends once and hands everything back.
from _sadpath import certain_prefix, folded_headers, send
from .response import HTTPResponse
from .util.retry import Retry, run_policy


class RequestMethods:
    headers = None

    def request(self, method, url, body=None, fields=None, headers=None, json=None, **urlopen_kw):
        return self.urlopen(method.upper(), url, body=body, headers=headers, **urlopen_kw)

    def request_encode_url(self, method, url, fields=None, headers=None, **urlopen_kw):
        return self.urlopen(method, url, headers=headers, **urlopen_kw)

    def request_encode_body(self, method, url, fields=None, headers=None, **urlopen_kw):
        return self.urlopen(method, url, headers=headers, **urlopen_kw)


def transmit(method, url, headers, retries):
    policy = Retry.from_int(retries)
    outcome = run_policy(policy, method, lambda: send(method, url, headers))
    if outcome.exhausted:
        raise outcome.error
    return HTTPResponse(outcome.answer, outcome.policy)


class HTTPConnectionPool(RequestMethods):
    scheme = "http"

    def __init__(self, host, port=None, timeout=None, maxsize=1, block=False, headers=None, retries=None, **kwargs):
        self.host = host
        self.port = port
        self.headers = headers
        self.retries = retries

    def urlopen(self, method, url, body=None, headers=None, retries=None, **kwargs):
        if not certain_prefix(url).startswith(("http://", "https://")):
            url = self.scheme + "://" + self.host + url
        return transmit(method, url, folded_headers(self.headers, headers), self.retries if retries is None else retries)

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


class HTTPSConnectionPool(HTTPConnectionPool):
    scheme = "https"


class _UrlPool(HTTPSConnectionPool):
    """A pool that was made from a URL: its base is as it was written."""

    def __init__(self, url, **kwargs):
        super().__init__(url, **kwargs)

    def urlopen(self, method, url, body=None, headers=None, retries=None, **kwargs):
        origin = self.host.rstrip("/")
        return transmit(method, origin + url, folded_headers(self.headers, headers), self.retries if retries is None else retries)


def connection_from_url(url, **kwargs):
    return _UrlPool(url, **kwargs)
