# urllib3 2.8 `Retry`: which answers are sent again, how often, and how it ends. Measured: facts of urllib3.util.retry.
from _sadpath import slept, statuses, is_unknown


class Retry:
    DEFAULT_ALLOWED_METHODS = frozenset({"HEAD", "GET", "PUT", "DELETE", "OPTIONS", "TRACE"})
    RETRY_AFTER_STATUS_CODES = frozenset({413, 429, 503})
    DEFAULT_BACKOFF_MAX = 120

    def __init__(self, total=10, connect=None, read=None, redirect=None, status=None, other=None, allowed_methods=DEFAULT_ALLOWED_METHODS,
                 status_forcelist=None, backoff_factor=0, backoff_max=120, raise_on_redirect=True, raise_on_status=True, history=None,
                 respect_retry_after_header=True, remove_headers_on_redirect=None, backoff_jitter=0.0, retry_after_max=21600):
        self.total = total
        self.connect = connect
        self.read = read
        self.status = status
        self.other = other
        self.allowed_methods = allowed_methods
        self.status_forcelist = status_forcelist or set()
        self.backoff_factor = backoff_factor
        self.backoff_max = backoff_max
        self.raise_on_status = raise_on_status
        self.respect_retry_after_header = respect_retry_after_header

    @classmethod
    def from_int(cls, retries, redirect=True, default=None):
        if retries is None:
            retries = default if default is not None else 3
        if isinstance(retries, Retry):
            return retries
        return cls(retries)

    def new(self, **kw):
        return self


class Outcome:
    def __init__(self, answer, exhausted):
        self.answer = answer
        self.exhausted = exhausted


def run_policy(policy, method, transmit):
    """Send, and send again as the policy says; `exhausted` where the last answer's listed status ends as an error."""
    answer = transmit()
    if policy.total is False:
        return Outcome(answer, False)
    resends = 0
    limit = policy.total
    if policy.status is not None and (limit is None or policy.status < limit):
        limit = policy.status
    while True:
        if policy.allowed_methods and method.upper() not in policy.allowed_methods:
            return Outcome(answer, False)
        listed = answer.status in policy.status_forcelist
        statuses(method, answer.status, policy.status_forcelist, listed)
        by_header = False
        if not listed:
            by_header = bool(policy.total) and policy.respect_retry_after_header and answer.status in Retry.RETRY_AFTER_STATUS_CODES and "Retry-After" in answer.headers
            if not by_header:
                return Outcome(answer, False)
        if limit is not None and resends >= limit:
            return Outcome(answer, listed and policy.raise_on_status)
        if policy.respect_retry_after_header and "Retry-After" in answer.headers:
            slept(int(answer.headers["Retry-After"]))
        elif resends > 0:
            slept(policy.backoff_factor * (2 ** resends))
        resends += 1
        answer = transmit()
