# retry 0.9.2 `retry.api`. Random parts count with their mean.
import functools as _functools

from _sadpath import is_unknown, slept

UNKNOWN_LIMIT = 3  # tries, where the code's limit is a value that nobody knows


def _run(f, exceptions, tries, delay, max_delay, backoff, jitter):
    left = UNKNOWN_LIMIT if is_unknown(tries) else tries
    if not is_unknown(exceptions) and isinstance(exceptions, list):
        exceptions = tuple(exceptions)
    while left:
        try:
            return f()
        except exceptions as error:
            left -= 1
            if not left:
                raise error
            slept(delay)
            delay = delay * backoff + ((jitter[0] + jitter[1]) / 2 if not is_unknown(jitter) and isinstance(jitter, tuple) else jitter)
            if not is_unknown(delay) and not is_unknown(max_delay) and max_delay is not None:
                delay = min(delay, max_delay)


def retry(exceptions=Exception, tries=-1, delay=0, max_delay=None, backoff=1, jitter=0, logger=None):
    def decorate(f):
        @_functools.wraps(f)
        def wrapped(*args, **kwargs):
            return _run(lambda: f(*args, **kwargs), exceptions, tries, delay, max_delay, backoff, jitter)

        wrapped.__wrapped__ = f
        return wrapped

    return decorate


def retry_call(f, fargs=None, fkwargs=None, exceptions=Exception, tries=-1, delay=0, max_delay=None, backoff=1, jitter=0, logger=None):
    args = fargs if fargs else []
    kwargs = fkwargs if fkwargs else {}
    return _run(lambda: f(*args, **kwargs), exceptions, tries, delay, max_delay, backoff, jitter)
