"""Where the cache of a run is."""

from __future__ import annotations

import argparse
import os
import time
from typing import TYPE_CHECKING

from sadpath.cache import record as recording
from sadpath.cache.store import NAME, OFF, VARIABLE, Store
from sadpath.source.gitignore import repository_root

if TYPE_CHECKING:
    from sadpath.config import Settings

_TICK = 0.025


def directory_of(options: argparse.Namespace, settings: Settings, base: str) -> str:
    """The directory, which may not be there: as told, else in that of the settings file, the repository, or `base`.

    `base`: the absolute directory around all that the run is about.
    """
    told = options.cache_dir or os.environ.get(VARIABLE)
    if told:
        return os.path.abspath(told)
    main = settings.main
    if main.cache_dir is not None:
        return os.path.abspath(main.cache_dir)
    if main.file is not None and not options.config:
        return os.path.join(os.path.abspath(main.root), NAME)
    return os.path.join(repository_root(base) or base, NAME)


def store_of(options: argparse.Namespace, settings: Settings, base: str) -> Store | None:
    """The cache of this run, its directory made; None where none is wanted or possible."""
    if options.command_line is None or options.no_cache or os.environ.get(OFF):
        return None
    if options.store is None:
        store = options.store = Store(directory_of(options, settings, base))
        if recording.active is not None:
            recording.active.leave_out(store.directory)
        if store.make():
            # the directory that it is in has just changed: its state is to be one that can be trusted
            time.sleep(_TICK)
        if store.problem and options.verbose:
            import sys

            print(f"warning: {store.problem}", file=sys.stderr)
    found: Store = options.store
    return None if found.problem else found
