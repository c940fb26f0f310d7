"""Transformations that keep what a program does must not change what the walk says of it.

A part of what `benchmarks/metamorphic.py` does: each written case and each drawn program meets some of the transformations in turn.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import Counter

import pytest
from compare import REPLAY, walk_facts
from generate import Program, generate
from metamorphic import CASES, Changed, cases, hold
from transform import TRANSFORMATIONS

SEEDS = range(1, 31)
FEWEST = dict.fromkeys(TRANSFORMATIONS, 8)
"""How many programs each transformation has to change, lest it be one that never does anything."""
RARE = "inline"
"""What applies to few programs is tried on each."""


def some_of(turn: int, each: int, name: str, program: Program) -> list[Changed]:
    """The program after `each` transformations, those whose turn it is; those that do not apply are passed over."""
    names = [n for n in TRANSFORMATIONS if n != RARE]
    before = walk_facts(program)
    made: list[Changed] = []
    for transformation in [RARE, *names[turn % len(names) :], *names[: turn % len(names)]]:
        made.append(hold(name, program, transformation, before))
        if sum(changed.applied for changed in made) == each:
            break
    return made


@pytest.fixture(scope="module")
def held() -> list[Changed]:
    """Programs before and after: our own cases and drawn programs twice, those of the replay once."""
    own = cases(CASES) | {str(seed): generate(seed) for seed in SEEDS}
    others = cases(REPLAY / "cases")
    todo = [(turn * 2, 2, *item) for turn, item in enumerate(own.items())]
    todo += [(turn, 1, *item) for turn, item in enumerate(others.items())]
    with multiprocessing.get_context("fork").Pool(min(4, os.cpu_count() or 1)) as pool:
        return [changed for made in pool.starmap(some_of, todo, chunksize=4) for changed in made]


def test_each_transformation_applies(held: list[Changed]) -> None:
    applied = Counter(changed.transformation for changed in held if changed.applied)
    assert {name: applied[name] for name in TRANSFORMATIONS if applied[name] < FEWEST[name]} == {}
    assert all(changed.lanes for changed in held if changed.applied)


@pytest.mark.parametrize("transformation", TRANSFORMATIONS)
def test_facts_stay(held: list[Changed], transformation: str) -> None:
    """Fate, `resent` and `specific` of each lane are what they were."""
    mine = [changed for changed in held if changed.transformation == transformation]
    assert [(changed.name, changed.differs[:3]) for changed in mine if changed.differs] == []
