"""Recording a run, so that the next one like it can be replayed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from sadpath.cache import record as recording
from sadpath.cache.record import Tee
from sadpath.cache.replay import NEVER, key_of, save

_DONE = (0, 1)


def repeatable(options: argparse.Namespace) -> bool:
    """Whether a run does nothing but to read and to print."""
    if options.command_line is None or options.no_cache or not NEVER.isdisjoint(options.command_line):
        return False
    files = [options.output_file, options.badge, *(o.partition(":")[2] for o in options.output or ())]
    writes = [*files, options.fix, options.diff, options.add_ignore is not None]
    reads = ["-" in options.paths, options.watch, options.diff_base, options.within]  # what no file's state tells
    return not any([*writes, *reads, options.show_files, options.show_settings, options.verbose])


def recorded(options: argparse.Namespace, run: Callable[[], int]) -> int:
    """The exit code of `run`, which is kept with all that it reads and prints, where that can be kept."""
    if not repeatable(options):
        return run()
    record = recording.start()
    streams = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = Tee(sys.stdout, record, 0), Tee(sys.stderr, record, 1)
    try:
        code = run()
    finally:
        sys.stdout, sys.stderr = streams
        recording.stop()
    if options.store is not None and not options.store.problem and code in _DONE and not record.spoilt:
        save(options.store, key_of(options.command_line), record, code)
    return code
