# httpx-retries 0.6.0 `Retry`: which answers and exceptions are sent again, and the loop that does it.
import httpx
from _sadpath import is_coroutine, is_unknown, run_coroutine, slept, statuses, suspended, unsure

UNKNOWN_LIMIT = 2  # resends, where the code's limit is a value that nobody knows


def _methods(given):
    # the members of http.HTTPMethod are their names
    return frozenset(method.upper() if isinstance(method, str) else method.value for method in given)


class Retry:
    RETRYABLE_METHODS = frozenset({"HEAD", "GET", "PUT", "DELETE", "OPTIONS", "TRACE"})
    RETRYABLE_STATUS_CODES = frozenset({429, 502, 503, 504})
    RETRYABLE_EXCEPTIONS = (httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError)

    _configured = ("total", "allowed_methods", "status_forcelist")

    def __init__(self, total=10, allowed_methods=None, status_forcelist=None, retry_on_exceptions=None, backoff_factor=0.0,
                 respect_retry_after_header=True, max_backoff_wait=120.0, backoff_jitter=1.0, attempts_made=0, total_timeout=None,
                 elapsed_sleep=0.0, validate_response=None):
        self.total = total
        # empty lists are the defaults, as with None; an empty `retry_on_exceptions` is empty
        self.allowed_methods = allowed_methods if is_unknown(allowed_methods) else _methods(allowed_methods or self.RETRYABLE_METHODS)
        self.status_forcelist = status_forcelist if is_unknown(status_forcelist) else status_forcelist or self.RETRYABLE_STATUS_CODES
        self.retryable_exceptions = self.RETRYABLE_EXCEPTIONS if retry_on_exceptions is None else tuple(retry_on_exceptions)
        self.backoff_factor = backoff_factor
        self.respect_retry_after_header = respect_retry_after_header
        self.max_backoff_wait = max_backoff_wait
        self.backoff_jitter = backoff_jitter
        self.attempts_made = attempts_made
        self.total_timeout = total_timeout
        self.elapsed_sleep = elapsed_sleep
        self.validate_response = validate_response

    def is_retryable_method(self, method):
        return method.upper() in self.allowed_methods

    def is_retryable_status_code(self, status_code):
        return status_code in self.status_forcelist

    def is_retryable_exception(self, exception):
        return isinstance(exception, self.retryable_exceptions)

    def is_retry(self, method, status_code, has_retry_after):
        return self.total > 0 and self.is_retryable_method(method) and self.is_retryable_status_code(status_code) and not has_retry_after

    def is_exhausted(self):
        total = self.total
        if is_unknown(total):
            total = UNKNOWN_LIMIT
        if self.attempts_made >= total:
            return True
        if is_unknown(self.total_timeout) or self.total_timeout is None or is_unknown(self.elapsed_sleep):
            return False
        return self.elapsed_sleep >= self.total_timeout

    def backoff_strategy(self):
        factor = self.backoff_factor
        if not is_unknown(factor) and factor == 0:
            return 0.0
        wait = factor * 2 ** self.attempts_made
        if is_unknown(self.backoff_jitter) or self.backoff_jitter:
            wait = wait * (1 - self.backoff_jitter / 2)
        if is_unknown(wait) or is_unknown(self.max_backoff_wait):
            return wait
        return min(wait, self.max_backoff_wait)

    def pause(self, headers):
        """The wait before the next send: what the answer asks for, else the backoff (nothing after the first send)."""
        if self.respect_retry_after_header and headers is not None:
            asked = headers.get("Retry-After", "")
            if is_unknown(asked):
                self._sleep(asked)
                return
            if asked and asked.strip().isdigit() and int(asked) > 0:
                self._sleep(int(asked) if is_unknown(self.max_backoff_wait) else min(int(asked), self.max_backoff_wait))
                return
        if self.attempts_made > 0:
            self._sleep(self.backoff_strategy())

    def _sleep(self, seconds):
        slept(seconds)
        self.elapsed_sleep = self.elapsed_sleep + seconds

    def increment(self):
        return self.copy_with(attempts_made=self.attempts_made + 1)

    def copy_with(self, **changes):
        settings = {
            "total": self.total, "allowed_methods": self.allowed_methods, "status_forcelist": self.status_forcelist,
            "retry_on_exceptions": self.retryable_exceptions, "backoff_factor": self.backoff_factor,
            "respect_retry_after_header": self.respect_retry_after_header, "max_backoff_wait": self.max_backoff_wait,
            "backoff_jitter": self.backoff_jitter, "attempts_made": self.attempts_made, "total_timeout": self.total_timeout,
            "elapsed_sleep": self.elapsed_sleep, "validate_response": self.validate_response,
        }
        settings.update(changes)
        return self.__class__(**settings)


class _Call:
    """One request with its resends: `done` is asked after each answer, `failed` after each exception."""

    def __init__(self, retry, request):
        self.retry = retry
        self.request = request

    def done(self, response):
        """Whether this answer is the last one; otherwise the wait is over."""
        retry = self.retry
        exhausted = retry.is_exhausted()
        listed = retry.is_retryable_status_code(response.status_code)
        statuses(self.request.method, response.status_code, retry.status_forcelist, listed)
        if exhausted:
            return True
        if not listed:
            if retry.validate_response is None:
                return True
            response.request = self.request
            try:
                told = retry.validate_response(response)
                if is_coroutine(told):
                    run_coroutine(told)
                return True
            except Exception as error:
                if not retry.is_retryable_exception(error):
                    raise
        self.again(response.headers)
        return False

    def failed(self, error):
        """After an exception of the inner transport: raises it, or the wait is over."""
        if self.retry.is_exhausted() or not self.retry.is_retryable_exception(error):
            raise error
        self.again(None)

    def again(self, headers):
        self.retry = self.retry.increment()
        self.retry.pause(headers)


def run(retry, request, transmit):
    if is_unknown(retry):
        unsure("a retry policy that nobody knows")
        return transmit(request)
    if not retry.is_retryable_method(request.method):
        return transmit(request)
    call = _Call(retry, request)
    while True:
        try:
            response = transmit(request)
        except Exception as error:
            call.failed(error)
            continue
        if call.done(response):
            return response


async def run_async(retry, request, transmit):
    if is_unknown(retry):
        unsure("a retry policy that nobody knows")
        return await transmit(request)
    if not retry.is_retryable_method(request.method):
        return await transmit(request)
    call = _Call(retry, request)
    while True:
        try:
            response = await transmit(request)
        except Exception as error:
            call.failed(error)
            suspended()
            continue
        if call.done(response):
            return response
        suspended()
