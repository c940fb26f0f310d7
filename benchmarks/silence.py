"""Runs `sadpath check` over large packages that talk to none of the catalogued APIs: it has to say nothing, and quickly.

Usage: python benchmarks/silence.py
Exit code: 0 where there is no finding, no internal error, and it took less than a minute of two cores; 1 otherwise.
Files that can't be read as Python (SP902) are counted apart: packages ship such files as test data.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from corpus import CorpusError, Package, packages, unpacked

SECONDS = 60
FILES = 20_000
CORES = 2


def size(folder: Path) -> tuple[int, int]:
    """The Python files below `folder`, and their lines."""
    files = lines = 0
    for file in folder.rglob("*.py"):
        if file.is_file():
            files += 1
            lines += file.read_bytes().count(b"\n")
    return files, lines


def on_few_cores() -> None:
    """Keep this process and what it starts on two cores, where the system can do that."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])


def check(folder: Path) -> tuple[int, str, str, float, float]:
    """(exit code, standard output, standard error, seconds by the clock, seconds of processor time) of one run."""
    command = [
        sys.executable,
        "-m",
        "sadpath",
        "check",
        "--no-config",
        "--no-progress",
        "--verbose",
        "--output-format",
        "json",
        str(folder),
    ]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder)
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.returncode, done.stdout, done.stderr, seconds, used


def main() -> int:
    """Do it, and print what came of it."""
    on_few_cores()
    wanted = packages("silence")
    try:
        folder = unpacked("silence", wanted)
    except CorpusError as error:
        print(error, file=sys.stderr)
        return 1
    table(folder, wanted)
    files, lines = size(folder)
    code, out, err, seconds, used = check(folder)
    try:
        told = json.loads(out)
    except ValueError:
        print(f"sadpath ended with {code} and printed no findings:\n{err}")
        return 1
    findings = [finding for finding in told if finding["rule"] != "SP902"]
    internal = err.count("internal error:")
    print(f"{files:,} files, {lines:,} lines, {len(wanted)} packages")
    print(f"{seconds:.1f} s by the clock, {used:.1f} s of processor time, on {CORES} cores")
    print(f"{len(findings)} findings, {internal} internal errors, {len(told) - len(findings)} unreadable files")
    for finding in findings:
        print(f"  {finding['path']}:{finding['line']}: {finding['rule']} {finding['message']}")
    if internal:
        print(err)
    unreadable = Counter(f["message"].partition(": ")[2].partition(":")[0] for f in told if f["rule"] == "SP902")
    for reason, count in unreadable.most_common():
        print(f"  unreadable: {count} x {reason}")
    wrong = []
    wrong += ["there are findings"] if findings else []
    wrong += ["there are internal errors"] if internal else []
    wrong += [f"it took longer than {SECONDS} s"] if seconds >= SECONDS else []
    wrong += [f"the corpus is smaller than {FILES:,} files"] if files < FILES else []
    wrong += [f"sadpath ended with {code}"] if code not in (0, 1) else []
    print(f"FAILED: {'; '.join(wrong)}" if wrong else "passed")
    return 1 if wrong else 0


def table(folder: Path, wanted: list[Package]) -> None:
    """A line for each package: its size."""
    for package in wanted:
        files, lines = size(folder / package.folder)
        print(f"  {package.name:<24}{package.version:<20}{files:>8,} files{lines:>12,} lines")


if __name__ == "__main__":
    sys.exit(main())
