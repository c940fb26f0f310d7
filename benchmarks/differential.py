"""The long differential run: many drawn programs, walked and really run.

    python benchmarks/differential.py --programs 2000 --seed 1 --jobs 2

Prints lanes right, wrong and unknown, precision and recall of `resent` and `specific`, and the seeds of the programs that differ.
`python tests/differential/compare.py SEED -v` shows one of them. Needs `../shared/replay` and the libraries of the dev group.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "differential"))

from compare import Compared, compare, missing, summary


def main() -> int:
    """Exit 1 where more lanes are wrong or unknown than is allowed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1, help="the first seed; the others follow it")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--misses", action="store_true", help="print each lane that is not right")
    args = parser.parse_args()
    if why := missing():
        print(why, file=sys.stderr)
        return 2
    seeds = range(args.seed, args.seed + args.programs)
    started, done = time.monotonic(), []
    with multiprocessing.Pool(args.jobs, maxtasksperchild=50) as pool:
        for made in pool.imap_unordered(compare, seeds, chunksize=5):
            done.append(made)
            if args.misses:
                report(made)
            if sys.stderr.isatty():
                print(f"\r{len(done)} of {args.programs}", end="", file=sys.stderr)
    done.sort(key=lambda c: c.seed)
    print(summary(done))
    print(f"{time.monotonic() - started:.0f} s")
    lanes = sum(c.lanes for c in done)
    return int(sum(len(c.wrong) for c in done) > 0.005 * lanes or sum(len(c.unknown) for c in done) > 0.03 * lanes)


def report(made: Compared) -> None:
    """The lanes of one program that are not right."""
    if made.broken or made.crash:
        print(f"seed {made.seed}: {made.broken[-300:]} {made.crash}")
    for kind, rows in (("wrong", made.wrong), ("unknown", made.unknown), ("facts", made.facts)):
        for row in rows[:3]:
            print(f"seed {made.seed} {kind} {' '.join(map(str, row))}")


if __name__ == "__main__":
    sys.exit(main())
