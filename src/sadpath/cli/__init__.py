"""The command line: what may be said. The modules in `commands` do it.

`parser.py` has the commands and their options, `groups.py` the options that several commands share, `help.py` how help looks.

Exit codes: 0 clean, 1 findings at or above the fail level, 2 wrong usage or configuration, or a mistake of the tool.
Results go to standard output, everything else to standard error. Nothing heavy is imported before it is needed.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from sadpath.cli.parser import COMMANDS, build_parser
from sadpath.exits import WRONG

__all__ = ["COMMANDS", "build_parser", "run"]


def run(argv: Sequence[str], *, cached: bool = False) -> int:
    """Does what `argv` says and gives the exit code. argparse ends the process itself for --help and usage errors.

    `cached`: whether a cache may be used and written.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # no terminal is too poor to be told something
    parser = build_parser(argv[0] if argv and argv[0] in COMMANDS else None)
    if not argv:
        parser.print_help(sys.stderr)
        return WRONG
    if argv[0] not in COMMANDS and not argv[0].startswith("-") and os.path.exists(argv[0]):
        parser.error(f"{argv[0]!r} is no command; did you mean: sadpath check {' '.join(argv)}")
    options = _parse(parser, argv)
    options.command_line = list(argv) if cached else None
    options.store = None
    from sadpath import commands
    from sadpath.config import UsageError
    from sadpath.rulepages import RulePageError

    try:
        return commands.run(options)
    except (UsageError, RulePageError) as error:
        print(f"error: {error}", file=sys.stderr)
    except BrokenPipeError:
        raise
    except Exception as error:
        if is_interrupt(error):
            raise KeyboardInterrupt from error
        if options.verbose:
            import traceback

            traceback.print_exc()
        print(f"internal error: {type(error).__name__}: {error}", file=sys.stderr)
        more = "" if options.verbose else " (--verbose shows more)"
        print(f"This is a mistake in sadpath, not in your code; please report it{more}.", file=sys.stderr)
    return WRONG


def is_interrupt(error: BaseException) -> bool:
    """Whether Ctrl-C was pressed in the middle of something that raises an error of its own then: up to Python 3.11 that is the
    making of a class, while a module is imported.
    """
    causes = [error]
    while (cause := causes[-1].__cause__) is not None and cause not in causes:
        causes.append(cause)
    return any(isinstance(cause, KeyboardInterrupt) for cause in causes[1:])


def _parse(parser: argparse.ArgumentParser, argv: Sequence[str]) -> argparse.Namespace:
    """`parse_args`, but paths may stand before and after options; argparse takes only the first row of them."""
    # a reason stands behind `=`, so that the path behind the option is not taken for one
    argv = ["--add-ignore=" if word == "--add-ignore" else word for word in argv]
    options, more = parser.parse_known_args(argv)
    wrong = [word for word in more if not hasattr(options, "paths") or (word.startswith("-") and word != "-")]
    if wrong:
        parser.error(f"unrecognized arguments: {' '.join(wrong)}")
    if more:
        options.paths = [*options.paths, *more]
    return options
