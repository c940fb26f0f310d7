"""Runs `sadpath check` over packages that do talk to a catalogued API, and prints each finding with its source lines to read.

Usage: python benchmarks/providers.py [PACKAGE...]
Nothing here says whether a finding is right: a person has to read it. Exit code: 1 where sadpath itself failed, else 0.
"""

from __future__ import annotations

import subprocess
import sys

from corpus import CorpusError, packages, unpacked


def main(names: list[str]) -> int:
    """Check the packages one by one."""
    wanted = packages("providers")
    try:
        folder = unpacked("providers", wanted)
    except CorpusError as error:
        print(error, file=sys.stderr)
        return 1
    failed = False
    for package in wanted:
        if names and package.name not in names:
            continue
        print(f"==== {package.name} {package.version}", flush=True)
        command = [sys.executable, "-m", "sadpath", "check", "--no-config", "--no-progress", "--verbose", "."]
        done = subprocess.run(command, cwd=folder / package.folder)
        failed = failed or done.returncode not in (0, 1)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
