# rq 3.0.0 `rq.decorators.job`: the function stays a function; only a worker retries it.
import functools as _functools

from _sadpath import is_unknown, outermost, slept, unknown
from rq.job import Retry

UNKNOWN_LIMIT = 3  # retries, where the code's limit is a value that nobody knows


def _pause(retry, number):
    slept(retry.intervals[min(number, len(retry.intervals) - 1)])


def _most(retry):
    return UNKNOWN_LIMIT if is_unknown(retry.max) else retry.max


class job:
    def __init__(self, queue, connection=None, timeout=None, result_ttl=None, ttl=None, queue_class=None, depends_on=None, at_front=False,
                 meta=None, description=None, failure_ttl=None, retry=None, on_failure=None, on_success=None, **kwargs):
        self.retry = retry

    def __call__(self, f):
        given = self.retry

        @_functools.wraps(f)
        def wrapped(*args, **kwargs):
            if not outermost():
                return f(*args, **kwargs)
            number = 0
            while True:
                try:
                    result = f(*args, **kwargs)
                except Exception:
                    if given is None or number >= _most(given):
                        raise
                    _pause(given, number)
                else:
                    # a job that returns a Retry asks for one
                    if not isinstance(result, Retry) or number >= _most(result):
                        return result
                    _pause(result, number)
                number += 1

        wrapped.__wrapped__ = f
        wrapped.delay = lambda *args, **kwargs: unknown("rq", "job")
        wrapped.enqueue = wrapped.delay
        return wrapped
