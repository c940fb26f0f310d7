"""Making iterators."""

from __future__ import annotations

from collections.abc import Callable

from sadpath.walk.machine import Machine
from sadpath.walk.values import IteratorV, Value

Step = Callable[[], Value]
"""Gives the next value of an iterator, or raises `StopWalkIteration`."""


def iterator(m: Machine, begin: Callable[[], Step], open: bool = False, does: bool = False) -> IteratorV:
    """An iterator over the values that `begin()` begins with; `open` and `does` as in `IteratorV`.

    One that a module makes when it is loaded begins anew in each run: what a run takes of it is no other run's.
    """
    return IteratorV(begin_in_each_run(m, begin) if m.loading else begin(), m.now, open, does)


def begin_in_each_run(m: Machine, begin: Callable[[], Step]) -> Step:
    """As `begin()`, for use in several runs. What the loading of modules took already can't be taken again, so that nobody knows then
    what comes next.
    """
    current, run, begun = begin(), m.run.number, False

    def step() -> Value:
        nonlocal current, run, begun
        if m.loading:
            begun = True
        else:
            m.moved()
            if run != m.run.number:
                current, run = begin(), m.run.number
            if begun:
                m.unsure()
        return current()

    return step
