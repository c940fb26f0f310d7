"""Keeps a struggling provider from being hammered: a circuit breaker and a rate limiter."""
from __future__ import annotations

import threading
import time
from collections import deque
from contextlib import contextmanager
from enum import Enum, auto


class State(Enum):
    CLOSED = auto()
    OPEN = auto()


class CircuitOpen(RuntimeError):
    pass


class Breaker:
    def __init__(self, limit: int = 2, cool_down: float = 60.0) -> None:
        self.limit = limit
        self.cool_down = cool_down
        self.failures = 0
        self.opened: float | None = None
        self._lock = threading.Lock()

    @property
    def state(self) -> State:
        if self.opened is None:
            return State.CLOSED
        return State.OPEN if time.monotonic() - self.opened < self.cool_down else State.CLOSED

    @contextmanager
    def __call__(self, *counted: type[Exception]):
        if self.state is State.OPEN:
            raise CircuitOpen("too many failures")
        try:
            yield
        except counted:
            with self._lock:
                self.failures += 1
                if self.failures >= self.limit:
                    self.opened = time.monotonic()
            raise
        else:
            self.failures = 0


class Limiter:
    """At most `count` calls in `seconds`."""

    def __init__(self, count: int, seconds: float) -> None:
        self.count, self.seconds = count, seconds
        self.calls: deque[float] = deque(maxlen=count)

    def wait(self) -> None:
        if len(self.calls) == self.count:
            left = self.seconds - (time.monotonic() - self.calls[0])
            if left > 0:
                time.sleep(left)
        self.calls.append(time.monotonic())
