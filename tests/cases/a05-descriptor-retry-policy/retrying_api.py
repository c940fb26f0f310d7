"""Retries as a decorator class: `@Retried` on a method, the policy on the class."""
from __future__ import annotations

import functools
import random
import time
from typing import Any


class ApiError(Exception):
    def __init__(self, status: int, code: str) -> None:
        super().__init__(status, code)
        self.status = status
        self.code = code


class Attempts:
    """Data descriptor: a number between 1 and 10, with a default."""

    def __init__(self, default: int) -> None:
        self.default = default

    def __set_name__(self, owner: type, name: str) -> None:
        self.slot = "_" + name

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        return getattr(instance, self.slot, self.default)

    def __set__(self, instance: Any, value: int) -> None:
        if not 1 <= value <= 10:
            raise ValueError(f"{value} attempts?")
        setattr(instance, self.slot, value)


class Retried:
    """Wraps a method; the instance says how often (`attempts`) and for which codes (`transient`)."""

    def __init__(self, function: Any) -> None:
        functools.update_wrapper(self, function)
        self.function = function

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        return self if instance is None else functools.partial(self, instance)

    def __call__(self, instance: Any, *args: Any, **kwargs: Any) -> Any:
        left = instance.attempts
        pause = 1.0
        while True:
            try:
                return self.function(instance, *args, **kwargs)
            except ApiError as error:
                left -= 1
                if not left or error.code not in instance.transient:
                    raise
                time.sleep(pause + random.random())
                pause *= 2
