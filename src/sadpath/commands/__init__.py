"""What each command does, one a module: its `run` takes the parsed options and gives the exit code."""

from __future__ import annotations

import argparse
import importlib


def run(options: argparse.Namespace) -> int:
    """Does what `options.command` names; only that command's module is imported. Raises UsageError."""
    code: int = importlib.import_module(f"{__name__}.{options.command}").run(options)
    return code
