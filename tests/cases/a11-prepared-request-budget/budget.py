from __future__ import annotations

import time
from collections.abc import Iterator


class Spent(Exception):
    """All tries are used up."""


class RetryBudget(Iterator[int]):
    """An iterator over tries that sleeps between them and raises when there is none left."""

    def __init__(self, tries: int, cost: int) -> None:
        self.left = tries * cost
        self.cost = cost
        self.used = 0

    def __iter__(self) -> RetryBudget:
        return self

    def __next__(self) -> int:
        if self.left < self.cost:
            raise Spent(self.used)
        if self.used:
            time.sleep(2**self.used)
        self.left -= self.cost
        self.used += 1
        return self.used
