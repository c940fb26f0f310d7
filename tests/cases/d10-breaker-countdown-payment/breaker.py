import functools
import threading
import time


class CircuitOpen(Exception):
    def __init__(self, name, seconds_left):
        super().__init__("%s is switched off for another %.0f s" % (name, seconds_left))
        self.seconds_left = seconds_left


class Breaker:
    """Lets nothing through for `rest` seconds after `limit` failures in a row."""

    def __init__(self, name, limit=3, rest=60.0, counts=(OSError,)):
        self.name = name
        self.limit = limit
        self.rest = rest
        self.counts = counts
        self._failures = 0
        self._opened_at = None
        self._lock = threading.Lock()

    def __call__(self, func):
        @functools.wraps(func)
        def guarded(*args, **kwargs):
            self._check()
            try:
                result = func(*args, **kwargs)
            except self.counts:
                self._failed()
                raise
            self._failures = 0
            return result

        return guarded

    def _check(self):
        if self._opened_at is None:
            return
        left = self._opened_at + self.rest - time.monotonic()
        if left > 0:
            raise CircuitOpen(self.name, left)
        self._opened_at = None

    def _failed(self):
        with self._lock:
            self._failures += 1
            if self._failures >= self.limit:
                self._opened_at = time.monotonic()
                self._failures = 0
