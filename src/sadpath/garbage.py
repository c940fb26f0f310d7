"""When nobody looks for objects that only hold each other."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No collections in here, for work that makes much and throws little of it away: going through all of it again and again would
    take half of the time that parsing takes. Later ones leave out what there is at the end, until somebody calls `gc.unfreeze`.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()
