"""The long metamorphic run: every transformation of every written case and of many drawn programs.

    python benchmarks/metamorphic.py --programs 300 --seed 1 --jobs 2

A transformation keeps what a program does (renaming, extracting, inlining, sync into async, ...; see `tests/differential/transform`),
so that it must not change what the walk says. Where that differs, `--real` runs both programs and tells whether the transformation is at
fault. `python tests/differential/metamorphic.py FOLDER-OR-SEED TRANSFORMATION -v` shows one. Exit code: 1 where a fate differs.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "differential"))

from generate import Program, generate  # noqa: E402
from metamorphic import Changed, cases, summary, sweep  # noqa: E402


def all_of(program: tuple[str, Program | int], real: bool) -> list[Changed]:
    """Every transformation of one program, given itself or as a seed."""
    name, what = program
    return list(sweep({name: generate(what) if isinstance(what, int) else what}, real))


def main() -> int:
    """Do it, and print what differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", type=int, default=300, help="drawn programs, beside the written cases")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--no-cases", action="store_true", help="drawn programs alone")
    parser.add_argument("--real", action="store_true", help="run what differs; needs ../shared/replay")
    args = parser.parse_args()
    todo: list[tuple[str, Program | int]] = [] if args.no_cases else list(cases().items())
    todo += [(str(seed), seed) for seed in range(args.seed, args.seed + args.programs)]
    started, held = time.monotonic(), []
    with multiprocessing.Pool(args.jobs, maxtasksperchild=50) as pool:
        for made in pool.imap(partial(all_of, real=args.real), todo):
            held += made
            for changed in made:
                for key, before, after in changed.differs[:3]:
                    print(changed.name, changed.transformation, *key, before, after, changed.broken[-300:], flush=True)
    print(summary(held))
    print(f"{time.monotonic() - started:.0f} s")
    return int(any(changed.fates and not changed.broken for changed in held))


if __name__ == "__main__":
    sys.exit(main())
