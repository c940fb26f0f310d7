"""Running commands in turn, and what they cost by the clock, in processor time and in memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers.tools import Tool
from benchmarks.peers.trees import Tree

SAMPLE = 0.01
"""Seconds between two looks at the memory of the processes."""


@dataclass(frozen=True)
class Run:
    """One run: seconds by the clock, seconds of processor time of all its processes, and the largest process's MiB."""

    wall: float
    cpu: float
    peak: float


class RunFailed(Exception):
    """A tool ended in a way that measures nothing."""


def run(command: Sequence[str], cwd: Path, good: Sequence[int] = (0, 1), limit: float = 3600) -> Run:
    """Run a command without its output; raises RunFailed where it ends otherwise than it should."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("RUFF_", "SEMGREP_", "PYTHONDONTWRITE"))}
    started = time.perf_counter()
    with subprocess.Popen(
        command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment
    ) as process:
        alarm = threading.Timer(limit, process.kill)
        alarm.start()
        assert process.stderr is not None
        told = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        alarm.cancel()
    if process.returncode not in good:
        raise RunFailed(
            f"{' '.join(command)} ended with {process.returncode}:\n{told.decode(errors='replace')[-2000:]}"
        )
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def in_turn(made: Tree, tools: Sequence[Tool], rounds: int, log: bool = True) -> dict[str, list[Run]]:
    """All tools over the tree, one after another, so many times; the first turn, which fills caches, is not counted."""
    folder = Path(made.folder)
    tools = [tool for tool in tools if made.hosts or not tool.edits]
    runs: dict[str, list[Run]] = {tool.name: [] for tool in tools}
    with Edits(made) as edits:
        for number in range(-1, rounds):
            for tool in tools:
                if number >= tool.rounds or (number < 0 and tool.rounds < rounds):
                    continue
                if tool.edits:
                    edits.edit()
                done = run(tool.command, folder, tool.good)
                if number >= 0:
                    runs[tool.name].append(done)
                if log:
                    print(
                        f"  {made.name:>12} {number:>3} {tool.name:<22} {done.wall:8.2f} s {done.cpu:8.2f} s cpu {done.peak:7.0f} MiB",
                        flush=True,
                    )
    return runs


class Edits:
    """Changes of one relevant file, which are taken back at the end."""

    def __init__(self, made: Tree) -> None:
        self.file = Path(made.folder, made.sources, made.hosts[0]) if made.hosts else None
        self.text = self.file.read_bytes() if self.file else b""
        self.number = 0

    def __enter__(self) -> Edits:
        return self

    def __exit__(self, *_: object) -> None:
        if self.file:
            self.file.write_bytes(self.text)

    def edit(self) -> None:
        """Change the file: a new assignment at its end."""
        if self.file:
            self.number += 1
            self.file.write_bytes(self.text + f"\nCHANGED = {self.number}\n".encode())


def median(runs: Sequence[Run], what: str = "wall") -> float:
    """The median of one figure."""
    return statistics.median(getattr(each, what) for each in runs)


def memory(command: Sequence[str], cwd: Path) -> dict[str, float]:
    """Peak MiB of a command's own process ("main") and of the largest process below it: with what it shares with the one that it was
    forked from ("worker"), and what it has for itself alone ("own"). Needs Linux.
    """
    peaks: dict[int, float] = {}
    own: dict[int, float] = {}
    with subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            for pid in family(process.pid):
                peaks[pid] = max(peaks.get(pid, 0.0), told(pid, "status", "VmHWM:"))
                if pid != process.pid:
                    own[pid] = max(own.get(pid, 0.0), told(pid, "smaps_rollup", "Private_"))
            time.sleep(SAMPLE)
    below = [peak for pid, peak in peaks.items() if pid != process.pid]
    return {
        "main": peaks.get(process.pid, 0.0),
        "worker": max(below, default=0.0),
        "own": max(own.values(), default=0.0),
        "workers": len(below),
    }


def family(pid: int) -> list[int]:
    """A process and all below it that are there now, whichever of its threads has made them."""
    found = [pid]
    for each in found:
        for children in Path(f"/proc/{each}/task").glob("*/children"):
            try:
                found += map(int, children.read_text().split())
            except OSError:
                continue
    return found


def told(pid: int, table: str, names: str) -> float:
    """The sum of the rows of a process's table whose names begin so, in MiB; 0 where it is gone."""
    try:
        lines = Path(f"/proc/{pid}/{table}").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith(names)) / 1024
