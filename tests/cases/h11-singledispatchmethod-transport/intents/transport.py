from __future__ import annotations

import itertools
import random
import time

import httpx


def delays(first: float = 0.2, factor: float = 2.0, top: float = 5.0):
    current = first
    while True:
        yield min(top, current) * random.uniform(0.5, 1.0)
        current *= factor


class RetryTransport(httpx.BaseTransport):
    """Sends again while the server says that it is not available."""

    def __init__(self, inner: httpx.BaseTransport | None = None, *, tries: int = 3, statuses=(502, 503, 504)) -> None:
        self.inner = inner or httpx.HTTPTransport()
        self.tries = tries
        self.statuses = frozenset(statuses)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        for delay in itertools.islice(delays(), self.tries - 1):
            response = self.inner.handle_request(request)
            if response.status_code not in self.statuses:
                return response
            response.read()
            response.close()
            time.sleep(delay)
        return self.inner.handle_request(request)

    def close(self) -> None:
        self.inner.close()
