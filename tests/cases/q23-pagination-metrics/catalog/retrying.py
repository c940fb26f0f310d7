import functools
import random
import time


def retry(times=3, wait=1.0, on=(Exception,), until=None):
    """Sleep and try again."""

    def decorate(f):
        @functools.wraps(f)
        def inner(*a, **kw):
            last = None
            for i in range(times):
                try:
                    result = f(*a, **kw)
                except on as e:
                    last = e
                    if until is not None and until(e):
                        break
                    time.sleep(wait * 2 ** i + random.random())
                else:
                    return result
            raise last

        return inner

    return decorate
