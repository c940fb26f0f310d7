"""`sadpath check --shard K/N`."""

from __future__ import annotations

import argparse

from sadpath.commands.shared import discovered, jobs_of, known_providers, say, settings_of
from sadpath.config import UsageError
from sadpath.exits import CLEAN, WRONG
from sadpath.gate import shown

OF_MERGE = (
    "select",
    "ignore",
    "output",
    "output_format",
    "output_file",
    "statistics",
    "no_ignore",
    "baseline",
    "no_baseline",
    "locked",
    "diff_base",
    "exit_zero",
    "fail_level",
    "fail_under",
    "badge",
)
"""What options of `check` are about findings, which only the merging gives."""
OF_NOBODY = ("fix", "unsafe_fixes", "diff", "add_ignore", "watch", "stdin_filename", "dask", "shared_root")
"""What does not go with shards at all."""


def run(options: argparse.Namespace) -> int:
    """Walks a share of the walks and writes it to a file. Nothing is printed but what was done."""
    from sadpath.far import shards
    from sadpath.far.shardfile import SUFFIX
    from sadpath.progress import progress
    from sadpath.workspace import Workspace

    refuse(options)
    number, count = options.shard
    settings = settings_of(options)
    discovery = discovered(options, settings)
    if discovery.missing:
        return WRONG
    if options.within is not None:
        from sadpath.within import surrounded

        discovery = surrounded(discovery, options.within, settings, options.exclude)
    if shown(options, settings, discovery):
        return CLEAN
    known = known_providers(settings)
    settings.check_bindings(provider.id for provider in known)
    file = options.shard_file or shards.default_name(number, count)
    jobs = jobs_of(options, settings)
    workspace = Workspace(discovery.files, config=settings, providers=known, scan=discovery.scan, jobs=jobs)
    with progress(not (options.no_progress or options.quiet)) as tick:
        shard = shards.make(workspace, number, count, shards.scope_of(options), file, jobs, tick)
    problems = [f"{o.task.entry.label} was not walked: {o.problem}" for o in shard.outcomes if o.problem]
    say(*(f"error: {problem}" for problem in problems))
    if not options.quiet:
        entries = "entry" if len(shard.plan) == 1 else "entries"
        say(
            f"Shard {number} of {count}: walked from {len(shard.outcomes):,} of {len(shard.plan):,} {entries}, "
            f"written to {file}."
        )
        if not file.endswith(SUFFIX):
            say(f"`sadpath merge DIRECTORY` looks for *{SUFFIX}; name this file itself.")
    return WRONG if problems else CLEAN


def refuse(options: argparse.Namespace) -> None:
    """Raises UsageError where an option has no meaning for a shard."""
    if "-" in options.paths:
        raise UsageError("--shard goes with files, not with - (standard input)")
    for name in (*OF_NOBODY, *OF_MERGE):
        if getattr(options, name) not in (None, False):
            what = f"--{name.replace('_', '-')}"
            if name in OF_MERGE:
                raise UsageError(f"a shard only walks, and `sadpath merge` reports: give {what} to that")
            raise UsageError(f"--shard does not go with {what}")
