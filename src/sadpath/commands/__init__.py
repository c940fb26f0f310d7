"""What each command does, one a module: its `run` takes the parsed options and gives the exit code."""

from __future__ import annotations

import argparse
import gc
import importlib

GARBAGE = (100_000, 100, 50)
"""When the garbage collector looks for cycles: seldom, as what a run makes it mostly keeps."""


def run(options: argparse.Namespace) -> int:
    """Does what `options.command` names; only that command's module is imported. Raises UsageError."""
    gc.set_threshold(*GARBAGE)
    code: int = importlib.import_module(f"{__name__}.{options.command}").run(options)
    return code
