"""`--shard K/N`: one share of a run's walks, written to a file; and the run that is put together of all shares."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from glob import escape, glob
from typing import TYPE_CHECKING

from sadpath.config import UsageError
from sadpath.far.shardfile import SUFFIX, Scope, Shard, read_shard, share, write_shard
from sadpath.far.stamp import difference, listed, stamp_of, version
from sadpath.program.frozen import relative
from sadpath.program.frozen.names import VERSIONS
from sadpath.program.spread import Outcome, Spread, Task, forked
from sadpath.source.discover import display_path

if TYPE_CHECKING:
    from sadpath.analyse import Progress
    from sadpath.workspace import Workspace


def default_name(number: int, count: int) -> str:
    """The file that a shard goes to."""
    return f"sadpath-{number}-of-{count}{SUFFIX}"


def make(
    workspace: Workspace, number: int, count: int, scope: Scope, file: str, jobs: int, progress: Progress | None = None
) -> Shard:
    """Walk one share of a workspace's walks, and write the file. Raises UsageError where it can't be written."""
    from sadpath.analyse import on_large_stack

    spread = workspace.planned(progress)
    plan = spread.planned()
    tasks = share(plan, number, count)
    outcomes: list[Outcome] = []

    def walk() -> None:
        if jobs > 1 and len(tasks) > 1:
            outcomes.extend(forked(jobs)(spread, tasks))
            return
        for done, task in enumerate(tasks):
            if progress is not None:
                progress(done, len(tasks), task.entry.label)
            outcomes.append(Outcome(task, spread.walk_next(task)))

    on_large_stack(walk)
    shard = Shard(file, number, count, scope, stamp_of(spread), plan, outcomes)
    write_shard(shard)
    return shard


def scope_of(options: argparse.Namespace) -> Scope:
    """What `check`'s options say about the files; their paths relative to the current directory."""
    here = os.getcwd()
    paths = [relative(os.path.abspath(path), here) for path in options.paths or [os.curdir]]
    within = None if options.within is None else relative(os.path.abspath(options.within), here)
    return Scope(paths, list(options.exclude), bool(options.force_exclude), within)


def read_all(names: Sequence[str]) -> list[Shard]:
    """All shards of one run, by number, from files and directories of files.

    Raises UsageError where one is missing, or there twice, or of another run, or of another version of sadpath or Python.
    """
    files: list[str] = []
    for name in names:
        found = sorted(glob(os.path.join(escape(name), f"*{SUFFIX}"))) if os.path.isdir(name) else [name]
        if not found:
            raise UsageError(f"there is no *{SUFFIX} in {name}")
        files += found
    shards = [read_shard(file) for file in dict.fromkeys(files)]
    first = shards[0]
    for shard in shards:
        if shard.stamp.versions != VERSIONS:
            raise UsageError(
                f"{shard.file} was made by {version(shard.stamp.versions)}, and this is {version(VERSIONS)}: "
                "merge with the same versions"
            )
        if shard.count != first.count:
            raise UsageError(
                f"{first.file} is shard {first.number} of {first.count}, {shard.file} shard {shard.number} of "
                f"{shard.count}: they belong to different runs"
            )
        if shard.scope != first.scope:
            raise UsageError(f"{first.file} and {shard.file} were made with different paths or excludes")
    by_number: dict[int, Shard] = {}
    for shard in shards:
        if (twin := by_number.setdefault(shard.number, shard)) is not shard:
            raise UsageError(f"shard {shard.number} of {shard.count} is there twice: {twin.file} and {shard.file}")
    missing = [str(number) for number in range(1, first.count + 1) if number not in by_number]
    if missing:
        which = f"shard {missing[0]}" if len(missing) == 1 else f"shards {listed(missing)}"
        raise UsageError(f"{which} of {first.count} {'is' if len(missing) == 1 else 'are'} missing")
    return [by_number[number] for number in sorted(by_number)]


class Merged:
    """A `Carry` that hands out what shards hold, once it has seen that they were made of the very same."""

    def __init__(self, shards: Sequence[Shard]) -> None:
        self.shards = shards

    def __call__(self, spread: Spread, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """The outcomes of the tasks. Raises UsageError where the files, catalogues or settings are others."""
        here, plan = stamp_of(spread), spread.planned()
        for shard in self.shards:
            problem = difference(shard.stamp, here)
            if problem is None and list(shard.plan) != plan:
                problem = "it was made of other walks"
            if problem is not None:
                name = display_path(os.path.abspath(shard.file), os.getcwd())
                raise UsageError(f"{name} does not fit: {problem}; make all shards anew of what is here")
        if tasks:  # all of them, as what a shard told of a program with one task it did not tell with the next
            outcomes = {outcome.task: outcome for shard in self.shards for outcome in shard.outcomes}
            yield from (outcomes[task] for task in plan)
