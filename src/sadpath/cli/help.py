"""How `--help` looks, and the examples that it ends with."""

from __future__ import annotations

import argparse
import functools
import os
import sys

EXAMPLES = """\
examples:
  sadpath check                         check the Python files below the current directory
  sadpath check shop --select SP1,SP201 only some rules, or groups of them
  sadpath check - --stdin-filename shop/pay.py < shop/pay.py
  sadpath check --shard 2/8             the second of eight shares of the walks; sadpath merge has all findings
  sadpath matrix shop                   what becomes of each documented error
  sadpath matrix . --entry shop.capture:Client.capture --output-format json
  sadpath report -o report.html         the matrix as a page, each cell with the way through the source
  sadpath explain shop/pay.py:31        each outcome's way through the request or branch at that line
  sadpath rule SP201                    why, with a bad and a good example
  sadpath providers                     the APIs whose errors are known
  sadpath config fail-level             what a key of the settings means, and its value here

exit codes: 0 clean, 1 findings at or above the fail level, 2 wrong usage or configuration
"""


class Help(argparse.HelpFormatter):
    """As argparse's, which imports several modules to learn how wide the terminal is, each time that an option is made."""

    def __init__(
        self, prog: str, indent_increment: int = 2, max_help_position: int = 24, width: int | None = None
    ) -> None:
        super().__init__(prog, indent_increment, max_help_position, width or _columns() - 2)


class Plain(Help, argparse.RawDescriptionHelpFormatter):
    """The same, with the description as it is."""


@functools.cache
def _columns() -> int:
    """How wide the terminal is, as `shutil.get_terminal_size` finds out."""
    try:
        columns = int(os.environ.get("COLUMNS", 0))
    except ValueError:
        columns = 0
    if columns <= 0:
        try:
            columns = os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1).columns
        except (AttributeError, ValueError, OSError):
            columns = 80
    return columns or 80
