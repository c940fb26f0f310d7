"""`sadpath merge`."""

from __future__ import annotations

import argparse

from sadpath.commands import check
from sadpath.commands.shared import say
from sadpath.far.shards import Merged, read_all


def run(options: argparse.Namespace) -> int:
    """As `check`, but the walks are those that shards hold. The files under analysis are those of the shards."""
    shards = read_all(options.shards)
    vars(options).update(vars(shards[0].scope))
    if options.verbose:
        say(f"shards: {', '.join(shard.file for shard in shards)}")
    return check.once(options, Merged(shards))
