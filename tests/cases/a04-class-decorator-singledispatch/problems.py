"""Errors of commercetools Checkout as classes."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, TypeVar

T = TypeVar("T", bound=type)
_REGISTRY: dict[str, type[Problem]] = {}


def code(*codes: str) -> Callable[[T], T]:
    """Class decorator: the class stands for these codes."""

    def register(cls: T) -> T:
        for each in codes:
            if each in _REGISTRY:
                raise TypeError(f"{each} is taken")
            _REGISTRY[each] = cls
        return cls

    return register


@dataclass
class Problem(Exception):
    status: int
    code: str
    message: str = ""

    @staticmethod
    def from_body(body: dict) -> Problem:
        first, *_ = body["errors"]
        cls = _REGISTRY.get(first["code"], Problem)
        return cls(body["statusCode"], first["code"], body["message"])


@code("RequiredField", "InvalidField", "InvalidInput", "InvalidJsonInput")
class Malformed(Problem):
    """Our own mistake."""


@code("ReferencedResourceNotFound", "ResourceNotFound")
class Missing(Problem):
    pass


@code("ConcurrentModification")
class Stale(Problem):
    pass


class PaymentProblem(Problem):
    pass


@code("PaymentFailure")
class Declined(PaymentProblem):
    pass


@code("ConnectorFailure")
class PspDown(PaymentProblem):
    pass
