"""Whether the sift loses anything in packages that talk to a catalogued API: each is analysed with it and without.

Usage: python benchmarks/sift.py [PACKAGE...]
Exit code: 1 where a finding or a row of the matrix differs. The written cases are held against the same in `make test`.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from corpus import CorpusError, packages, unpacked

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "source"))

from unsifted import differences


def main(names: list[str]) -> int:
    """Compare, package by package."""
    wanted = packages("providers")
    try:
        folder = unpacked("providers", wanted)
    except CorpusError as error:
        print(error, file=sys.stderr)
        return 1
    lost = 0
    for package in wanted:
        if names and package.name not in names:
            continue
        os.chdir(folder / package.folder)
        started = time.perf_counter()
        told = differences()
        lost += len(told)
        print(f"{package.name}: {len(told)} differences, {time.perf_counter() - started:.0f} s", flush=True)
        for row in told:
            print(f"  {row[:300]}")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
