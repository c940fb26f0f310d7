# dramatiq 2.2.1: actors as a worker runs them; 20 retries of every exception unless told otherwise. Source: the installed package, tried with
# its StubBroker.
from _sadpath import is_coroutine, is_unknown, outermost, run_coroutine, slept, unknown
from dramatiq.errors import Retry

UNKNOWN_LIMIT = 3  # retries, where the code's limit is a value that nobody knows


class Actor:
    def __init__(self, fn, options):
        self.fn = fn
        self.__wrapped__ = fn
        self.options = options
        self.actor_name = options.get("actor_name") or fn.__name__

    def __call__(self, *args, **kwargs):
        if not outermost():
            # a call from the project's own code runs the body once
            return self.fn(*args, **kwargs)
        retries = 0
        while True:
            try:
                result = self.fn(*args, **kwargs)
                return run_coroutine(result) if is_coroutine(result) else result
            except Exception as error:
                if not self._wanted(error, retries):
                    raise
                if isinstance(error, Retry) and error.delay is not None:
                    slept(error.delay / 1000)
                else:
                    slept(self._backoff(retries))
                retries += 1

    def _wanted(self, error, retries):
        options = self.options
        throws = options.get("throws")
        if throws and isinstance(error, tuple(throws) if isinstance(throws, list) else throws):
            return False
        wanted = options.get("retry_when")
        if wanted is not None:
            return wanted(retries, error)
        most = options.get("max_retries", 20)
        if is_unknown(most):
            return retries < UNKNOWN_LIMIT
        return most is None or retries < most

    def _backoff(self, retries):
        # half of it is certain, the other half random
        least = self.options.get("min_backoff", 15000)
        most = self.options.get("max_backoff", 604800000)
        wait = least * 2 ** retries * 3 / 4
        if is_unknown(wait) or is_unknown(most):
            return wait
        return min(wait, most) / 1000

    def send(self, *args, **kwargs):
        return unknown("dramatiq", "message")

    def send_with_options(self, *args, **kwargs):
        return unknown("dramatiq", "message")

    def message(self, *args, **kwargs):
        return unknown("dramatiq", "message")


def actor(fn=None, *, actor_class=Actor, **options):
    if fn is None:
        return lambda function: actor_class(function, options)
    return actor_class(fn, options)
