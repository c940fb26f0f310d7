"""How fast the walk itself is: lines of kept code a second of processor time, over the written cases and a planted tree.

    python benchmarks/walk.py                    the replay's cases and those of the tests
    python benchmarks/walk.py --tree 1000        the tree of so many files with 2 % relevant lines, too (see benchmarks/peers)
    python benchmarks/walk.py --profile          and where the time goes

Kept are the lines of the project's functions that a walk came through, or that loading its modules did, each once for each
program, and the lines outside of functions of the modules that were loaded. Counted is the processor time between the start of
the first walk and the end of the last one: modules being loaded, entries being prepared, lanes being judged; not searching,
parsing, reading names, or checks.
"""

from __future__ import annotations

import argparse
import ast
import cProfile
import gc
import os
import pstats
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
REPLAY = Path(os.environ.get("SADPATH_REPLAY", ROOT.parent / "shared" / "replay"))

from sadpath.catalogue import load_providers  # noqa: E402
from sadpath.commands import GARBAGE  # noqa: E402
from sadpath.config import Config  # noqa: E402
from sadpath.source.discover import discover  # noqa: E402
from sadpath.walk.explore import Explorer  # noqa: E402
from sadpath.workspace import Workspace  # noqa: E402


@dataclass
class Taken:
    """One program: processor seconds of its walks, the lines that they came through, and the slowest of them."""

    name: str
    seconds: float
    lines: int
    slowest: list[tuple[float, str]]

    @property
    def speed(self) -> float:
        """Lines a second."""
        return self.lines / self.seconds if self.seconds else 0.0


class Watch:
    """Counts what is spent in walks, and notes the syntax that they come through."""

    def __init__(self, profile: cProfile.Profile | None) -> None:
        self.profile = profile
        self.seconds = 0.0
        self.depth = 0
        self.slowest: list[tuple[float, str]] = []
        self.explorers: dict[int, Explorer] = {}
        self.entered: dict[int, set[ast.AST]] = {}

    @contextmanager
    def counting(self, explorer: Explorer, label: str) -> Iterator[None]:
        """Count the time of the body, where it is not part of a body that is counted already."""
        self.explorers[id(explorer)] = explorer
        self.depth += 1
        started = time.thread_time()
        if self.profile and self.depth == 1:
            self.profile.enable()
        try:
            yield
        finally:
            self.depth -= 1
            if self.profile and not self.depth:
                self.profile.disable()
            if not self.depth:
                taken = time.thread_time() - started
                self.seconds += taken
                self.slowest.append((taken, label))
            machine = explorer.machine
            self.entered.setdefault(id(explorer), set()).update(machine.entered, machine.entered_at_load)

    def patched(self, name: str) -> Any:
        """A method of `Explorer` that is counted."""
        original = getattr(Explorer, name)
        watch = self

        def counted(explorer: Explorer, *args: Any, **named: Any) -> Any:
            label = " ".join(getattr(a, "label", "") or getattr(getattr(a, "operation", None), "id", "") for a in args)
            with watch.counting(explorer, f"{name} {label}".strip()):
                return original(explorer, *args, **named)

        return mock.patch.object(Explorer, name, counted)

    def lines(self) -> int:
        """The lines that walks came through; see the module."""
        total = 0
        for key, explorer in self.explorers.items():
            for module in explorer.program.modules.values():
                if module is not None and module.project:
                    total += kept_lines(module.tree, self.entered[key])
        return total


def kept_lines(tree: ast.Module, entered: set[ast.AST]) -> int:
    """The lines of the functions in `entered`, and those outside of functions."""
    all_functions: set[int] = set()
    kept: set[int] = set()
    every: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt):
            every.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            span = range(node.lineno, (node.end_lineno or node.lineno) + 1)
            all_functions.update(span)
            if node in entered:
                kept.update(span)
    return len(every - all_functions) + len(kept)


def walk(folder: Path, paths: list[str], profile: cProfile.Profile | None) -> Taken:
    """Analyse a program in this process, and count its walks."""
    os.chdir(folder)
    watch = Watch(profile)
    workspace = Workspace(discover(paths).files, config=Config(), providers=load_providers())
    with watch.patched("load"), watch.patched("discover"), watch.patched("walk"):
        workspace.walk()
    return Taken(folder.name, watch.seconds, watch.lines(), sorted(watch.slowest, reverse=True)[:10])


def main() -> int:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tree", type=int, nargs="*", default=[])
    parser.add_argument("--profile", action="store_true")
    args = parser.parse_args()
    profile = cProfile.Profile() if args.profile else None
    gc.set_threshold(*GARBAGE)  # as the commands run
    groups: dict[str, list[Taken]] = {}
    for name, folder in (("the replay's cases", REPLAY / "cases"), ("the tests' cases", ROOT / "tests" / "cases")):
        groups[name] = [walk(case.parent, ["."], profile) for case in sorted(folder.glob("*/case.toml"))]
    for files in args.tree:
        from benchmarks.peers.trees import tree

        made = tree(files, 0.02)
        groups[f"the tree of {files:,} files"] = [walk(Path(made.folder), [made.sources], profile)]
    for name, taken in groups.items():
        if taken:
            report(name, taken)
    if profile is not None:
        pstats.Stats(profile).sort_stats("tottime").print_stats(40)
    return 0


def report(name: str, taken: list[Taken]) -> None:
    """The distribution, and the slowest walks."""
    seconds, lines = sum(t.seconds for t in taken), sum(t.lines for t in taken)
    print(f"{name}: {lines:,} lines in {seconds:.2f} s: {lines / seconds:,.0f} lines/s")
    speeds = sorted(t.speed for t in taken)
    if len(speeds) > 1:
        quarters = statistics.quantiles(speeds, n=4)
        print(
            f"  each: min {speeds[0]:,.0f}, quartiles {', '.join(f'{q:,.0f}' for q in quarters)}, max {speeds[-1]:,.0f} lines/s"
        )
    slow = sorted((single, t.name, label) for t in taken for single, label in t.slowest)[-10:]
    for single, program, label in reversed(slow):
        print(f"  {single:8.3f} s  {program}: {label}")


if __name__ == "__main__":
    sys.exit(main())
