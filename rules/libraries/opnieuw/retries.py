# opnieuw 4.0.0 `opnieuw.retries`. Full jitter counts with its mean.
import functools as _functools

from _sadpath import is_async, is_unknown, slept

UNKNOWN_LIMIT = 3  # calls, where the code's limit is a value that nobody knows


class BackoffCalculator:
    def __init__(self, max_calls_total, window):
        self.most = UNKNOWN_LIMIT if is_unknown(max_calls_total) else max_calls_total
        self.base = window / max(2.0 ** (self.most - 1) - 1, 1)
        self.calls = 0

    def get_backoff(self, exception=None):
        pause = self.base * 2 ** self.calls / 2
        self.calls += 1
        return pause


def retry(*, retry_on_exceptions, max_calls_total=3, retry_window_after_first_call_in_seconds=60, namespace=None):
    def pause_or_raise(calculator, error):
        if not isinstance(error, retry_on_exceptions):
            raise error
        pause = calculator.get_backoff(error)
        if calculator.calls >= calculator.most:
            raise error
        slept(pause)

    def decorate(f):
        if is_async(f):
            @_functools.wraps(f)
            async def wrapped(*args, **kwargs):
                calculator = BackoffCalculator(max_calls_total, retry_window_after_first_call_in_seconds)
                while True:
                    try:
                        return await f(*args, **kwargs)
                    except Exception as error:
                        pause_or_raise(calculator, error)
        else:
            @_functools.wraps(f)
            def wrapped(*args, **kwargs):
                calculator = BackoffCalculator(max_calls_total, retry_window_after_first_call_in_seconds)
                while True:
                    try:
                        return f(*args, **kwargs)
                    except Exception as error:
                        pause_or_raise(calculator, error)

        wrapped.__wrapped__ = f
        return wrapped

    return decorate


retry_async = retry
