"""A very small task queue: tasks run here and now, and may ask to be run again."""
from __future__ import annotations

import logging
import time
from typing import Any, Callable, NoReturn

log = logging.getLogger("jobs")


class Again(Exception):
    def __init__(self, delay: float) -> None:
        self.delay = delay


class GaveUp(Exception):
    pass


class Task:
    registry: dict[str, Task] = {}

    def __init__(self, run: Callable[..., Any], max_retries: int) -> None:
        self.run = run
        self.name = run.__qualname__
        self.max_retries = max_retries
        self.retries = 0
        Task.registry[self.name] = self

    def retry(self, exc: Exception | None = None, countdown: float = 10) -> NoReturn:
        if self.retries >= self.max_retries:
            raise (exc or GaveUp(self.name))
        raise Again(countdown) from exc

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        while True:
            try:
                return self.run(self, *args, **kwargs)
            except Again as again:
                self.retries += 1
                log.info("%s: run %d in %.0f s", self.name, self.retries + 1, again.delay)
                time.sleep(again.delay)


def task(*, max_retries: int = 3) -> Callable[[Callable[..., Any]], Task]:
    return lambda run: Task(run, max_retries)
