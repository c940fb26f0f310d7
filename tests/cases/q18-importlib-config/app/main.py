import time

from .backends.base import BackendError, NotAllowed
from .loading import backends


def change_total(order_id, amount, using="default"):
    backend = backends[using]
    for wait in (1, 5, None):
        try:
            return backend.change_total(order_id, amount)
        except NotAllowed:
            return False
        except BackendError as e:
            if not e.retryable or wait is None:
                raise
            time.sleep(wait)
