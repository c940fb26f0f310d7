"""Programs drawn at random, walked and really run: what the walk says must be what happens.

A short run; `benchmarks/differential.py` is the long one. Skipped where the replay, which stands beside the repository, is not there.
"""

from __future__ import annotations

import multiprocessing
import os
import sys

import pytest
from compare import Compared, compare, missing, summary
from generate import generate

FIRST, PROGRAMS = 1, 40

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=missing() or "all is there"),
    pytest.mark.skipif(sys.version_info < (3, 11), reason="the replay needs positions of instructions"),
]


@pytest.fixture(scope="module")
def compared() -> list[Compared]:
    with multiprocessing.get_context("fork").Pool(min(4, os.cpu_count() or 1)) as pool:
        return pool.map(compare, range(FIRST, FIRST + PROGRAMS), chunksize=4)


def test_programs_run(compared: list[Compared]) -> None:
    """The programs work where everything succeeds, and they are as different as they should be."""
    assert not [(c.seed, c.broken) for c in compared if c.broken]
    assert sum(c.lanes for c in compared) > 10 * PROGRAMS
    drawn = [generate(seed) for seed in range(FIRST, FIRST + PROGRAMS)]
    assert len({(d.provider, d.operation) for d in drawn}) > 10
    assert len({str(d) for d in drawn}) == PROGRAMS


def test_lanes_are_right(compared: list[Compared]) -> None:
    """No lane is wrong, few are unknown, and nothing is said falsely."""
    assert not [(c.seed, c.crash) for c in compared if c.crash]
    assert not [(c.seed, c.wrong) for c in compared if c.wrong], summary(compared)
    assert sum(len(c.unknown) for c in compared) <= 0.03 * sum(c.lanes for c in compared), summary(compared)
    false = [(c.seed, row) for c in compared for row in c.facts if row[3][1] > row[2][1] or row[3][2] > row[2][2]]
    assert not false, "resent or specific where it is not"
