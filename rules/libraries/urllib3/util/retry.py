# urllib3 2.8.0 `Retry`: which answers are sent again, how often, and how it ends. Source: the installed package, tried against a stub server.
from typing import NamedTuple

from _sadpath import is_unknown, slept, statuses

UNKNOWN_LIMIT = 2  # resends, where the code's limit is a value that nobody knows


def _known(count):
    return UNKNOWN_LIMIT if is_unknown(count) else count


class RequestHistory(NamedTuple):
    method: str
    url: str
    error: Exception
    status: int
    redirect_location: str


class Retry:
    DEFAULT_ALLOWED_METHODS = frozenset({"HEAD", "GET", "PUT", "DELETE", "OPTIONS", "TRACE"})
    DEFAULT_METHOD_WHITELIST = DEFAULT_ALLOWED_METHODS
    RETRY_AFTER_STATUS_CODES = frozenset({413, 429, 503})
    DEFAULT_REMOVE_HEADERS_ON_REDIRECT = frozenset({"cookie", "authorization", "proxy-authorization"})
    DEFAULT_BACKOFF_MAX = 120
    BACKOFF_MAX = 120
    DEFAULT_RETRY_AFTER_MAX = 21600

    _configured = ("total", "allowed_methods", "status_forcelist", "raise_on_status")

    def __init__(self, total=10, connect=None, read=None, redirect=None, status=None, other=None, allowed_methods=DEFAULT_ALLOWED_METHODS,
                 status_forcelist=None, backoff_factor=0, backoff_max=120, raise_on_redirect=True, raise_on_status=True, history=None,
                 respect_retry_after_header=True, remove_headers_on_redirect=None, backoff_jitter=0.0, retry_after_max=21600,
                 method_whitelist=None):
        self.total = _known(total)
        self.connect = connect
        self.read = read
        self.redirect = redirect
        self.status = _known(status)
        self.other = other
        # the name before urllib3 2, for code that still runs on 1.26
        self.allowed_methods = allowed_methods if method_whitelist is None else method_whitelist
        self.status_forcelist = status_forcelist if is_unknown(status_forcelist) else status_forcelist or set()
        self.backoff_factor = backoff_factor
        self.backoff_max = backoff_max
        self.raise_on_redirect = raise_on_redirect
        self.raise_on_status = raise_on_status
        self.history = history or ()
        self.respect_retry_after_header = respect_retry_after_header
        self.backoff_jitter = backoff_jitter
        self.retry_after_max = retry_after_max

    @classmethod
    def from_int(cls, retries, redirect=True, default=None):
        if is_unknown(retries):  # most are a number of a configuration
            return cls(retries)
        if retries is None:
            retries = default if default is not None else 3
        if isinstance(retries, Retry):
            return retries
        return cls(retries)

    def new(self, **kw):
        params = {
            "total": self.total, "connect": self.connect, "read": self.read, "redirect": self.redirect, "status": self.status,
            "other": self.other, "allowed_methods": self.allowed_methods, "status_forcelist": self.status_forcelist,
            "backoff_factor": self.backoff_factor, "backoff_max": self.backoff_max, "raise_on_redirect": self.raise_on_redirect,
            "raise_on_status": self.raise_on_status, "history": self.history,
            "respect_retry_after_header": self.respect_retry_after_header, "backoff_jitter": self.backoff_jitter,
            "retry_after_max": self.retry_after_max,
        }
        params.update(kw)
        return self.__class__(**params)

    def get_backoff_time(self):
        errors = len(self.history)
        if errors <= 1:
            return 0
        value = self.backoff_factor * 2 ** (errors - 1) + self.backoff_jitter / 2
        if is_unknown(value) or is_unknown(self.backoff_max):
            return value
        return max(0, min(self.backoff_max, value))

    def get_retry_after(self, response):
        asked = response.headers.get("Retry-After")
        if asked is None or is_unknown(asked) or not asked.strip().isdigit():
            return asked
        return min(int(asked), self.retry_after_max)

    def sleep(self, response=None):
        if self.respect_retry_after_header and response is not None:
            seconds = self.get_retry_after(response)
            if seconds:
                slept(seconds)
                return
        slept(self.get_backoff_time())

    def is_retry(self, method, status_code, has_retry_after=False):
        # compared in upper case: an entry in lower case never fits
        if self.allowed_methods and method.upper() not in self.allowed_methods:
            return False
        if status_code in self.status_forcelist:
            return True
        # by the header alone, and only while `total` is left: such an answer is handed back in the end, never raised
        if not self.total or not self.respect_retry_after_header or status_code not in self.RETRY_AFTER_STATUS_CODES:
            return False
        return bool(has_retry_after)

    def is_exhausted(self):
        for count in (self.total, self.status):
            if count and count < 0:
                return True
        return False

    def increment(self, method=None, url=None, response=None, error=None, _pool=None, _stacktrace=None):
        total = self.total
        if total is not None:
            total = total - 1
        status = self.status
        if status is not None:
            status = status - 1
        made = self.new(total=total, status=status, history=self.history + (RequestHistory(method, url, error, response.status if response else None, None),))
        if made.is_exhausted():
            from urllib3.exceptions import MaxRetryError, ResponseError

            raise MaxRetryError(_pool, url, ResponseError("too many error responses"))
        return made


Retry.DEFAULT = Retry(3)


class Outcome:
    def __init__(self, answer, policy, error=None):
        self.answer = answer
        self.policy = policy
        self.error = error

    @property
    def exhausted(self):
        return self.error is not None


def run_policy(policy, method, transmit):
    """Send, and send again as the policy says: the last answer, with the MaxRetryError where it ends as an error."""
    answer = transmit()
    if policy.total is False:
        return Outcome(answer, policy)
    while True:
        listed = policy.status_forcelist
        if is_unknown(listed) or listed:
            statuses(method, answer.status, listed, answer.status in listed)
        if not policy.is_retry(method, answer.status, answer.headers.get("Retry-After")):
            return Outcome(answer, policy)
        from urllib3.exceptions import MaxRetryError

        try:
            policy = policy.increment(method, answer.url, response=answer)
        except MaxRetryError as error:
            return Outcome(answer, policy, error if policy.raise_on_status else None)
        policy.sleep(answer)
        answer = transmit()
