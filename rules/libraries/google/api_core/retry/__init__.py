# google-api-core 2.44.0 `retry`: bounded by time alone (120 s unless told otherwise). Full jitter counts with its mean.
# Source: the installed package, tried against a stub server.
import functools as _functools

from _sadpath import clock, is_unknown, slept
from google.api_core import exceptions

UNKNOWN_LIMIT = 3  # attempts, where the time limit is a value that nobody knows
LONGEST = 12  # attempts within a time limit


def if_exception_type(*exception_types):
    return lambda exception: isinstance(exception, exception_types)


def if_transient_error(exception):
    if isinstance(exception, (exceptions.InternalServerError, exceptions.TooManyRequests, exceptions.ServiceUnavailable)):
        return True
    # of requests: only what happens to the connection, none of its HTTPErrors
    from requests.exceptions import ChunkedEncodingError, ConnectionError

    return isinstance(exception, (ConnectionError, ChunkedEncodingError))


def exponential_sleep_generator(initial, maximum, multiplier=2.0):
    delay = initial
    while True:
        if not is_unknown(delay) and not is_unknown(maximum):
            delay = min(delay, maximum)
        yield delay / 2
        delay = delay * multiplier


class _Deadline:
    def __init__(self, predicate, delays, timeout, on_error):
        self.predicate = predicate
        self.delays = iter(delays)
        self.timeout = timeout
        self.on_error = on_error
        self.start = clock()
        self.attempts = 0

    def after(self, error):
        """After an exception: returns when the wait is over; raises it, or RetryError where the time is."""
        self.attempts += 1
        if not self.predicate(error):
            raise error
        if is_unknown(self.on_error) or self.on_error is not None:
            self.on_error(error)
        pause = next(self.delays)
        if (is_unknown(self.timeout) or self.timeout is not None) and self.late(pause):
            raise exceptions.RetryError(f"Timeout of {self.timeout}s exceeded", error) from error
        slept(pause)

    def late(self, pause):
        elapsed = clock() - self.start + pause
        if is_unknown(self.timeout) or is_unknown(elapsed):
            return self.attempts >= UNKNOWN_LIMIT
        return elapsed > self.timeout or self.attempts >= LONGEST


def retry_target(target, predicate, sleep_generator, timeout=None, on_error=None, exception_factory=None, **kwargs):
    deadline = _Deadline(predicate, sleep_generator, kwargs.get("deadline", timeout), on_error)
    while True:
        try:
            return target()
        except Exception as error:
            deadline.after(error)


async def retry_target_async(target, predicate, sleep_generator, timeout=None, on_error=None, exception_factory=None, **kwargs):
    deadline = _Deadline(predicate, sleep_generator, kwargs.get("deadline", timeout), on_error)
    while True:
        try:
            return await target()
        except Exception as error:
            deadline.after(error)


class Retry:
    def __init__(self, predicate=if_transient_error, initial=1.0, maximum=60.0, multiplier=2.0, timeout=120.0, on_error=None, **kwargs):
        self._predicate = predicate
        self._initial = initial
        self._maximum = maximum
        self._multiplier = multiplier
        self._timeout = kwargs.get("deadline", timeout)
        self._on_error = on_error

    @property
    def timeout(self):
        return self._timeout

    @property
    def deadline(self):
        return self._timeout

    def _changed(self, predicate=None, initial=None, maximum=None, multiplier=None):
        return self.__class__(
            predicate=predicate if predicate is not None else self._predicate,
            initial=initial if initial is not None else self._initial,
            maximum=maximum if maximum is not None else self._maximum,
            multiplier=multiplier if multiplier is not None else self._multiplier,
            timeout=self._timeout, on_error=self._on_error,
        )

    def with_timeout(self, timeout):
        made = self._changed()
        made._timeout = timeout
        return made

    def with_deadline(self, deadline):
        return self.with_timeout(deadline)

    def with_predicate(self, predicate):
        return self._changed(predicate=predicate)

    def with_delay(self, initial=None, maximum=None, multiplier=None):
        return self._changed(initial=initial, maximum=maximum, multiplier=multiplier)

    def _delays(self):
        return exponential_sleep_generator(self._initial, self._maximum, self._multiplier)

    def __call__(self, func, on_error=None):
        if is_unknown(self._on_error) or self._on_error is not None:
            on_error = self._on_error

        @_functools.wraps(func)
        def wrapped(*args, **kwargs):
            return retry_target(lambda: func(*args, **kwargs), self._predicate, self._delays(), self._timeout, on_error)

        wrapped.__wrapped__ = func
        return wrapped


class AsyncRetry(Retry):
    def __call__(self, func, on_error=None):
        if is_unknown(self._on_error) or self._on_error is not None:
            on_error = self._on_error

        @_functools.wraps(func)
        async def wrapped(*args, **kwargs):
            return await retry_target_async(lambda: func(*args, **kwargs), self._predicate, self._delays(), self._timeout, on_error)

        wrapped.__wrapped__ = func
        return wrapped
