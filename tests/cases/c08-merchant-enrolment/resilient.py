"""@Resilient(...) for coroutines that call partner APIs."""
import asyncio
import functools
import logging

import httpx

log = logging.getLogger(__name__)


class Resilient:
    def __init__(self, statuses=(429, 500, 502, 503, 504), attempts=3, base=0.5):
        self.statuses = frozenset(statuses)
        self.attempts = attempts
        self.base = base

    def __call__(self, coro):
        @functools.wraps(coro)
        async def wrapper(*args, **kwargs):
            for attempt in range(1, self.attempts + 1):
                try:
                    return await coro(*args, **kwargs)
                except httpx.TransportError:
                    if attempt == self.attempts:
                        raise
                except httpx.HTTPStatusError as exc:
                    if exc.response.status_code not in self.statuses or attempt == self.attempts:
                        raise
                    log.info("%s: HTTP %s, attempt %s", coro.__name__, exc.response.status_code, attempt)
                await asyncio.sleep(self.base * 2 ** attempt)

        return wrapper
