"""Noting what took how long."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from sadpath.findings import Timing


@contextmanager
def timed(times: list[Timing], kind: str, label: str) -> Iterator[None]:
    """Adds how long the body took, even where it raises."""
    start = time.perf_counter()
    try:
        yield
    finally:
        times.append(Timing(kind, label, time.perf_counter() - start))
