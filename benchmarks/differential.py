"""The long differential run: many drawn programs, walked and really run.

    python benchmarks/differential.py --programs 2000 --seed 1 --jobs 2
    python benchmarks/differential.py --mutants 10 --cases tests/cases --jobs 2

The second form takes mutants of written cases (see `tests/differential/mutate.py`), so many of each.
Prints lanes right, wrong and unknown, precision and recall of `resent` and `specific`, and the names of the programs that differ.
`python tests/differential/compare.py SEED -v` shows one of them. Needs `../shared/replay` and the libraries of the dev group.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "differential"))

from compare import PROGRAM_SECONDS, Compared, compare, compare_mutant, missing, summary  # noqa: E402

MOST_WRONG = 0.005
MOST_UNKNOWN = 0.03
"""Of the lanes of drawn programs; mutants hold code that nobody would write, and have no such bound."""


def main() -> int:
    """Exit 1 where more lanes are wrong or unknown than is allowed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1, help="the first seed; the others follow it")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--mutants", type=int, default=0, help="mutants of each case, in place of drawn programs")
    parser.add_argument("--cases", type=Path, default=ROOT / "tests" / "cases", help="the folder of the cases")
    parser.add_argument("--misses", action="store_true", help="print each lane that is not right")
    args = parser.parse_args()
    if why := missing():
        print(why, file=sys.stderr)
        return 2
    seeds = range(args.seed, args.seed + (args.mutants or args.programs))
    work: Callable[[Any], Compared] = compare
    todo: list[Any] = list(seeds)
    if args.mutants:
        work = compare_mutant
        todo = [(str(f.parent.resolve()), seed) for f in sorted(args.cases.glob("*/case.toml")) for seed in seeds]
    started, done = time.monotonic(), []
    with multiprocessing.Pool(args.jobs, maxtasksperchild=50) as pool:
        results = pool.imap_unordered(work, todo)
        for _ in todo:
            # a worker that the system kills would leave the pool waiting for ever
            made = results.next(timeout=3 * PROGRAM_SECONDS)
            done.append(made)
            if args.misses:
                report(made)
            if sys.stderr.isatty():
                print(f"\r{len(done)} of {len(todo)}", end="", file=sys.stderr)
    done.sort(key=lambda c: c.name)
    print(summary(done))
    print(f"{time.monotonic() - started:.0f} s")
    lanes = sum(c.lanes for c in done)
    wrong, unknown = sum(len(c.wrong) for c in done), sum(len(c.unknown) for c in done)
    return int(not args.mutants and (wrong > MOST_WRONG * lanes or unknown > MOST_UNKNOWN * lanes))


def report(made: Compared) -> None:
    """The lanes of one program that are not right."""
    if made.broken or made.crash:
        print(f"{made.name}: {made.broken[-300:]} {made.crash}")
    for kind, rows in (("wrong", made.wrong), ("unknown", made.unknown), ("facts", made.facts)):
        for row in rows[:3]:
            print(f"{made.name} {kind} {' '.join(map(str, row))}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
