# redo 3.0.1: 5 attempts, a minute apart at first. Source: the installed package (read, not tried).
import contextlib as _contextlib
import functools as _functools

from _sadpath import is_unknown, slept

UNKNOWN_LIMIT = 3  # attempts, where the code's limit is a value that nobody knows


def _least(value, most):
    return value if is_unknown(value) or is_unknown(most) else min(value, most)


def retrier(attempts=5, sleeptime=10, max_sleeptime=300, sleepscale=1.5, jitter=1):
    # the jitter is symmetric: its mean is nothing
    if is_unknown(attempts):
        attempts = UNKNOWN_LIMIT
    pause = sleeptime
    for number in range(attempts):
        yield pause
        pause = _least(sleeptime, max_sleeptime)
        sleeptime = sleeptime * sleepscale
        if number < attempts - 1:
            slept(pause)


def retry(action, attempts=5, sleeptime=60, max_sleeptime=300, sleepscale=1.5, jitter=1, retry_exceptions=(Exception,), cleanup=None, args=(),
          kwargs={}, log_args=True):
    number = 0
    if is_unknown(attempts):
        attempts = UNKNOWN_LIMIT
    for _ in retrier(attempts, sleeptime, max_sleeptime, sleepscale, jitter):
        number += 1
        try:
            return action(*args, **kwargs)
        except retry_exceptions as error:
            if cleanup is not None:
                cleanup()
            if number == attempts:
                raise error


def retriable(*retry_args, **retry_kwargs):
    def decorate(func):
        @_functools.wraps(func)
        def wrapped(*args, **kwargs):
            return retry(func, *retry_args, args=args, kwargs=kwargs, **retry_kwargs)

        wrapped.__wrapped__ = func
        return wrapped

    return decorate


@_contextlib.contextmanager
def retrying(func, *retry_args, **retry_kwargs):
    yield retriable(*retry_args, **retry_kwargs)(func)


def calculate_sleep_time(attempt, delay_factor=5.0, randomization_factor=0.5, max_delay=120):
    if attempt <= 0:
        return 0
    return _least(2 ** (attempt - 1) * delay_factor * (1 + randomization_factor / 2), max_delay)


async def retry_async(func, attempts=5, sleeptime_callback=calculate_sleep_time, retry_exceptions=Exception, args=(), kwargs=None,
                      sleeptime_kwargs=None):
    if is_unknown(attempts):
        attempts = UNKNOWN_LIMIT
    number = 1
    while True:
        try:
            return await func(*args, **(kwargs or {}))
        except retry_exceptions as error:
            number += 1
            if number > attempts:
                raise error
            slept(sleeptime_callback(number, **(sleeptime_kwargs or {})))


def retriable_async(retry_exceptions=Exception, sleeptime_kwargs=None):
    def decorate(func):
        @_functools.wraps(func)
        async def wrapped(*args, **kwargs):
            return await retry_async(func, retry_exceptions=retry_exceptions, args=args, kwargs=kwargs, sleeptime_kwargs=sleeptime_kwargs)

        wrapped.__wrapped__ = func
        return wrapped

    return decorate
