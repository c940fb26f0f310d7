# retrying 1.4.2: times are milliseconds, the default is forever, nothing is awaited. Source: the installed package, tried against a stub server.
import functools as _functools

from _sadpath import clock, is_unknown, slept

UNKNOWN_LIMIT = 3  # attempts, where the code's limit is a value that nobody knows
LONGEST = 12  # attempts within a time limit
MAX_WAIT = 1073741823


class Attempt:
    def __init__(self, value, attempt_number, has_exception):
        # of an exception: (class, exception, traceback)
        self.value = value
        self.attempt_number = attempt_number
        self.has_exception = has_exception

    def get(self, wrap_exception=False):
        if not self.has_exception:
            return self.value
        if wrap_exception:
            raise RetryError(self)
        raise self.value[1]


class RetryError(Exception):
    def __init__(self, last_attempt):
        self.last_attempt = last_attempt
        super().__init__(last_attempt)


class Retrying:
    def __init__(self, stop=None, wait=None, stop_max_attempt_number=None, stop_max_delay=None, wait_fixed=None, wait_random_min=None,
                 wait_random_max=None, wait_incrementing_start=None, wait_incrementing_increment=None, wait_incrementing_max=None,
                 wait_exponential_multiplier=None, wait_exponential_max=None, retry_on_exception=None, retry_on_result=None,
                 wrap_exception=False, stop_func=None, wait_func=None, wait_jitter_max=None, before_attempts=None, after_attempts=None,
                 logger=None):
        self._stop = stop
        self._wait = wait
        self._attempts = stop_max_attempt_number
        self._delay = stop_max_delay
        self._fixed = wait_fixed
        self._random = None
        if _given(wait_random_min) or _given(wait_random_max):
            self._random = ((wait_random_min if _given(wait_random_min) else 0) + (wait_random_max if _given(wait_random_max) else 1000)) / 2
        self._start = wait_incrementing_start
        self._increment = wait_incrementing_increment
        self._increment_max = wait_incrementing_max if _given(wait_incrementing_max) else MAX_WAIT
        self._multiplier = wait_exponential_multiplier
        self._exponential_max = wait_exponential_max
        self._jitter = wait_jitter_max
        self._retry_on_exception = retry_on_exception
        self._retry_on_result = retry_on_result
        self._wrap_exception = wrap_exception
        self._stop_func = stop_func
        self._wait_func = wait_func
        self._before = before_attempts
        self._after = after_attempts

    def should_reject(self, attempt):
        if not attempt.has_exception:
            return self._retry_on_result(attempt.value) if _given(self._retry_on_result) else False
        wanted = self._retry_on_exception
        error = attempt.value[1]
        if is_unknown(wanted):
            return wanted(error)
        if wanted is None:
            return True
        if isinstance(wanted, tuple):
            return isinstance(error, wanted)
        if isinstance(wanted, type):
            # a bare class is called as if it were a predicate: `bool |= exception` is a TypeError
            raise TypeError("unsupported operand type(s) for |=: 'bool' and an exception")
        return wanted(error)

    def stop(self, number, delay):
        if _given(self._stop_func):
            return self._stop_func(number, delay)
        if self._stop is not None:
            return number >= (5 if self._attempts is None else self._attempts) if self._stop == "stop_after_attempt" else number >= LONGEST
        most = UNKNOWN_LIMIT if is_unknown(self._attempts) else self._attempts
        if most is not None and number >= most:
            return True
        if is_unknown(self._delay) or is_unknown(delay):
            return most is None and number >= UNKNOWN_LIMIT
        if self._delay is None:
            return False
        return delay >= self._delay or number >= LONGEST

    def wait(self, number, delay):
        if _given(self._wait_func):
            return self._wait_func(number, delay)
        for wait in (self._fixed, self._random, self._start, self._increment, self._multiplier, self._exponential_max):
            if is_unknown(wait):
                return wait
        waits = [0]
        if self._fixed is not None or self._wait == "fixed_sleep":
            waits.append(1000 if self._fixed is None else self._fixed)
        if self._random is not None or self._wait == "random_sleep":
            waits.append(500 if self._random is None else self._random)
        if self._start is not None or self._increment is not None or self._wait == "incrementing_sleep":
            step = 100 if self._increment is None else self._increment
            waits.append(_least((0 if self._start is None else self._start) + step * (number - 1), self._increment_max))
        if self._multiplier is not None or self._exponential_max is not None or self._wait == "exponential_sleep":
            factor = 1 if self._multiplier is None else self._multiplier
            waits.append(_least(factor * 2 ** number, MAX_WAIT if self._exponential_max is None else self._exponential_max))
        longest = 0
        for wait in waits:
            if is_unknown(wait):
                return wait
            longest = max(longest, wait)
        return longest

    def call(self, fn, *args, **kwargs):
        start = clock()
        number = 1
        while True:
            if _given(self._before):
                self._before(number)
            try:
                attempt = Attempt(fn(*args, **kwargs), number, False)
            except Exception as error:
                attempt = Attempt((error.__class__, error, None), number, True)
            if not self.should_reject(attempt):
                return attempt.get(self._wrap_exception)
            if _given(self._after):
                self._after(number)
            delay = (clock() - start) * 1000
            if self.stop(number, delay):
                if not self._wrap_exception and attempt.has_exception:
                    return attempt.get()
                raise RetryError(attempt)
            pause = self.wait(number, delay)
            if _given(self._jitter):
                pause = pause + self._jitter / 2
            slept(pause / 1000)
            number += 1


def _given(option):
    return is_unknown(option) or option is not None


def _least(value, most):
    return value if is_unknown(value) or is_unknown(most) else max(0, min(value, most))


def retry(*dargs, **dkw):
    if len(dargs) == 1 and callable(dargs[0]):
        return _wrap(dargs[0], (), {})
    return lambda fn: _wrap(fn, dargs, dkw)


def _wrap(fn, dargs, dkw):
    @_functools.wraps(fn)
    def wrapped(*args, **kwargs):
        return Retrying(*dargs, **dkw).call(fn, *args, **kwargs)

    wrapped.__wrapped__ = fn
    return wrapped
