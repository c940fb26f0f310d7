# aiohttp-retry 2.9.1 `retry_options`: which answers are sent again (`attempts` counts all sends), and how long it waits. Random parts count
# with their mean.
from _sadpath import is_unknown

EVERY_METHOD = frozenset({"HEAD", "GET", "PUT", "DELETE", "OPTIONS", "TRACE", "POST", "CONNECT", "PATCH"})


def _least(value, most):
    return value if is_unknown(value) or is_unknown(most) else min(value, most)


class RetryOptionsBase:
    _configured = ("attempts", "statuses", "exceptions", "methods", "retry_all_server_errors", "evaluate_response_callback")

    def __init__(self, attempts=3, statuses=None, exceptions=None, methods=None, retry_all_server_errors=True, evaluate_response_callback=None):
        self.attempts = attempts
        self.statuses = statuses if is_unknown(statuses) or statuses is not None else frozenset()
        # nothing given: no exception at all is sent again
        self.exceptions = exceptions if is_unknown(exceptions) or exceptions is not None else frozenset()
        if is_unknown(methods):
            self.methods = methods
        else:
            self.methods = EVERY_METHOD if methods is None else frozenset(method.upper() for method in methods)
        self.retry_all_server_errors = retry_all_server_errors
        self.evaluate_response_callback = evaluate_response_callback

    def get_timeout(self, attempt, response=None):
        raise NotImplementedError


class ExponentialRetry(RetryOptionsBase):
    def __init__(self, attempts=3, start_timeout=0.1, max_timeout=30.0, factor=2.0, statuses=None, exceptions=None, methods=None,
                 retry_all_server_errors=True, evaluate_response_callback=None):
        super().__init__(attempts, statuses, exceptions, methods, retry_all_server_errors, evaluate_response_callback)
        self._start_timeout = start_timeout
        self._max_timeout = max_timeout
        self._factor = factor

    def get_timeout(self, attempt, response=None):
        return _least(self._start_timeout * self._factor ** attempt, self._max_timeout)


RetryOptions = ExponentialRetry


class RandomRetry(RetryOptionsBase):
    def __init__(self, attempts=3, statuses=None, exceptions=None, methods=None, min_timeout=0.1, max_timeout=3.0, random_func=None,
                 retry_all_server_errors=True, evaluate_response_callback=None):
        super().__init__(attempts, statuses, exceptions, methods, retry_all_server_errors, evaluate_response_callback)
        self.min_timeout = min_timeout
        self.max_timeout = max_timeout

    def get_timeout(self, attempt, response=None):
        return (self.min_timeout + self.max_timeout) / 2


class ListRetry(RetryOptionsBase):
    def __init__(self, timeouts, statuses=None, exceptions=None, methods=None, retry_all_server_errors=True, evaluate_response_callback=None):
        super().__init__(len(timeouts), statuses, exceptions, methods, retry_all_server_errors, evaluate_response_callback)
        self.timeouts = timeouts

    def get_timeout(self, attempt, response=None):
        return self.timeouts[attempt]


class FibonacciRetry(RetryOptionsBase):
    def __init__(self, attempts=3, multiplier=1.0, statuses=None, exceptions=None, methods=None, max_timeout=3.0, retry_all_server_errors=True,
                 evaluate_response_callback=None):
        super().__init__(attempts, statuses, exceptions, methods, retry_all_server_errors, evaluate_response_callback)
        self.max_timeout = max_timeout
        self.multiplier = multiplier
        self.prev_step = 1.0
        self.current_step = 1.0

    def get_timeout(self, attempt, response=None):
        # the steps go on over all requests of the client
        step = self.prev_step + self.current_step
        self.prev_step = self.current_step
        self.current_step = step
        return _least(self.multiplier * step, self.max_timeout)


class JitterRetry(ExponentialRetry):
    def __init__(self, attempts=3, start_timeout=0.1, max_timeout=30.0, factor=2.0, statuses=None, exceptions=None, methods=None,
                 random_interval_size=2.0, retry_all_server_errors=True, evaluate_response_callback=None):
        super().__init__(attempts, start_timeout, max_timeout, factor, statuses, exceptions, methods, retry_all_server_errors,
                         evaluate_response_callback)
        self._random_interval_size = random_interval_size

    def get_timeout(self, attempt, response=None):
        return super().get_timeout(attempt) + (self._random_interval_size / 2) ** self._factor
