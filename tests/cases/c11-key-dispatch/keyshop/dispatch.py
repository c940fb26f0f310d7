"""Turns a paid Kinguin order into keys, as soon as Kinguin lets us."""
from __future__ import annotations

import itertools
import logging
import time
from dataclasses import dataclass
from typing import Iterator, TypeAlias

from . import kinguin
from .problem import ProblemError

log = logging.getLogger(__name__)

NOT_YET = frozenset({"OrderHold", "OrderNotDispatchedYet", "OrderPartiallyDispatched"})


@dataclass(frozen=True)
class Dispatched:
    dispatch_id: int


@dataclass(frozen=True)
class Deferred:
    """Ask again after `not_before`, or tomorrow where there is no date."""

    not_before: str | None


@dataclass(frozen=True)
class Rejected:
    refund: bool


Outcome: TypeAlias = Dispatched | Deferred | Rejected


@dataclass(frozen=True)
class Patience:
    first: float = 5.0
    longest: float = 60.0
    times: int = 5

    def __iter__(self) -> Iterator[float]:
        growing = itertools.accumulate(itertools.repeat(2.0), lambda pause, by: min(pause * by, self.longest), initial=self.first)
        return itertools.islice(growing, self.times)


def dispatch(order_id: str, patience: Patience = Patience()) -> Outcome:
    with kinguin.connect() as http:
        for pause in patience:
            try:
                return Dispatched(kinguin.request_dispatch(http, order_id))
            except ProblemError as error:
                problem = error.problem
                if problem.kind in NOT_YET:
                    log.debug("order %s: %s, next look in %.0f s", order_id, problem.kind, pause)
                    time.sleep(pause)
                elif problem.kind == "ProcessingPreorder":
                    return Deferred(problem.release_date)
                elif problem.kind in ("OrderNotFound", "OrderNotSupported"):
                    log.error("order %s: %s", order_id, error)
                    return Rejected(refund=True)
                elif problem.kind == "OrderNotPaid":
                    return Rejected(refund=False)
                else:
                    raise
    return Deferred(None)
