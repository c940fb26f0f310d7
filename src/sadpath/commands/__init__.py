"""What each command does, one a module: its `run` takes the parsed options and gives the exit code."""

from __future__ import annotations

import argparse
import gc
import importlib


def run(options: argparse.Namespace) -> int:
    """Does what `options.command` names; only that command's module is imported. Raises UsageError."""
    gc.set_threshold(100_000, 20, 50)  # what a run makes, it mostly keeps
    code: int = importlib.import_module(f"{__name__}.{options.command}").run(options)
    return code
