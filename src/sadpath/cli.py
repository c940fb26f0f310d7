"""The command line: what may be said. the modules in `commands` do it.

Exit codes: 0 clean, 1 findings at or above the fail level, 2 wrong usage or configuration, or a mistake of the tool.
Results go to standard output, everything else to standard error. Nothing heavy is imported before it is needed.
"""

from __future__ import annotations

import argparse
import functools
import os
import sys
from collections.abc import Sequence
from typing import Any

import sadpath
from sadpath.output import FINDING_FORMATS, MATRIX_FORMATS

COMMANDS = (
    "check",
    "merge",
    "baseline",
    "matrix",
    "report",
    "explain",
    "rule",
    "providers",
    "config",
    "clean",
    "server",
)
WRONG = 2

_EXAMPLES = """\
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
        if options.verbose:
            import traceback

            traceback.print_exc()
        print(f"internal error: {type(error).__name__}: {error}", file=sys.stderr)
        more = "" if options.verbose else " (--verbose shows more)"
        print(f"This is a mistake in sadpath, not in your code; please report it{more}.", file=sys.stderr)
    return WRONG


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


class _Help(argparse.HelpFormatter):
    """As argparse's, which imports several modules to learn how wide the terminal is, each time that an option is made."""

    def __init__(
        self, prog: str, indent_increment: int = 2, max_help_position: int = 24, width: int | None = None
    ) -> None:
        super().__init__(prog, indent_increment, max_help_position, width or _columns() - 2)


class _Plain(_Help, argparse.RawDescriptionHelpFormatter):
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


class _Unasked:
    """A command that this run is not about: nobody needs to know its options."""

    def __getattr__(self, name: str) -> Any:
        return lambda *arguments, **more: self


def build_parser(only: str | None = None) -> argparse.ArgumentParser:
    """The parser of the whole command line; with the options of one command only, where that is all that is asked."""
    parser = argparse.ArgumentParser(
        prog="sadpath",
        description="Walks every error that a payment API documents through your Python code, without running it.",
        epilog=_EXAMPLES,
        formatter_class=_Plain,
        allow_abbrev=False,
    )
    parser.add_argument("-V", "--version", action="version", version=f"sadpath {sadpath.__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, prog="sadpath")
    commands.only = only  # type: ignore[attr-defined]

    check = _command(commands, "check", "report what is wrong with the handling of documented errors")
    _paths(check, "files and directories (default: the current directory); - reads standard input")
    check.add_argument("--stdin-filename", metavar="NAME", help="what standard input is called, and where it belongs")
    _findings(check)
    _adoption(check)
    check.add_argument(
        "--within",
        metavar="DIR",
        help="judge the paths as parts of the project in DIR; only what concerns them is reported",
    )
    fixing = check.add_argument_group("fixes")
    fixing.add_argument("--fix", action="store_true", help="apply the safe fixes")
    fixing.add_argument("--unsafe-fixes", action="store_true", help="with --fix or --diff: the unsafe ones too")
    fixing.add_argument(
        "--diff", action="store_true", help="write nothing, print what --fix would change; exit 1 if any"
    )

    _gate(check)
    _elsewhere(check)
    _settings(check)

    merge = _command(commands, "merge", "report what the shards of a check found together")
    merge.add_argument("shards", nargs="+", metavar="FILE", help="all shards of a run, or a directory with them")
    _findings(merge)
    _known(merge)
    _gate(merge)
    _settings(merge)
    _work(merge)
    merge.set_defaults(
        **dict.fromkeys(("fix", "unsafe_fixes", "diff", "watch"), False), add_ignore=None, stdin_filename=None
    )

    matrix = _command(commands, "matrix", "show what becomes of each documented error, from each entry")
    _paths(matrix, "files and directories (default: the current directory)")
    matrix.add_argument("--entry", metavar="MODULE:NAME", help="walk from this function or method only")
    _outputs(matrix, MATRIX_FORMATS, "text")
    _gate(matrix)
    _settings(matrix)

    report = _command(commands, "report", "write one HTML page with the matrix and the way of each error")
    _paths(report, "files and directories (default: the current directory)")
    report.set_defaults(no_ignore=False, no_baseline=True, locked=False, diff_base=None)
    report.add_argument("-o", "--output-file", metavar="FILE", help="write to this file (default: standard output)")
    _gate(report)
    _settings(report)

    baseline = _command(commands, "baseline", "write a file with all findings, which are not reported from then on")
    _paths(baseline, "files and directories (default: the current directory)")
    baseline.add_argument(
        "--baseline",
        metavar="FILE",
        help="the file to write (default: that of the settings, or sadpath-baseline.jsonl)",
    )
    baseline.add_argument(
        "--select", action="append", metavar="RULES", help="only these rules; others stay as they are"
    )
    baseline.add_argument("--ignore", action="append", metavar="RULES", help="not these")
    _settings(baseline)

    explain = _command(
        commands, "explain", "show each outcome's way through the code, for the request or branch at a line"
    )
    explain.add_argument("place", metavar="FILE:LINE", help="a line that sends, or a condition that parts outcomes")
    _paths(explain, "files and directories whose callers count (default: the current directory)")

    _settings(explain)

    rule = _command(commands, "rule", "list the checks, or explain one")
    rule.add_argument("code", nargs="?", metavar="CODE", help="as SP201, or the check's name")
    rule.add_argument("--output-format", choices=("text", "json"), default="text")

    _settings(rule)

    providers = _command(commands, "providers", "list the APIs whose errors are known, or show one")
    providers.add_argument("id", nargs="?", metavar="ID")
    providers.add_argument("--output-format", choices=("text", "json"), default="text")
    _settings(providers)

    config = _command(commands, "config", "list the settings' keys, or explain one")
    config.add_argument("key", nargs="?", metavar="KEY", help="as fail-level, or severity.SP201")
    config.add_argument("--at", metavar="PATH", help="for this file or directory (default: the current directory)")
    config.add_argument("--output-format", choices=("text", "json"), default="text")
    config.add_argument("--schema", action="store_true", help="print the JSON schema of the settings, for editors")

    _settings(config)

    clean = _command(commands, "clean", "remove the cache of this project, and those below the current directory")
    clean.add_argument("--cache-dir", metavar="DIR", help="the cache's directory, where it is not the usual one")
    _settings(clean)

    server = _command(commands, "server", "serve an editor: a language server over standard input and output")
    server.add_argument("--tcp", metavar="HOST:PORT", help="over a socket instead")
    server.add_argument("--stdio", action="store_true", help="over standard input and output (the default)")
    server.add_argument("--log-level", choices=("debug", "info", "warning", "error"), default="warning")
    _settings(server)
    return parser


def _findings(check: argparse.ArgumentParser) -> None:
    """Which findings, where to, and what they do to the exit code."""
    check.add_argument("--select", action="append", metavar="RULES", help="only these: SP201, a group as SP2, or ALL")
    check.add_argument("--ignore", action="append", metavar="RULES", help="not these")
    _outputs(check, FINDING_FORMATS, "full")
    check.add_argument("--statistics", action="store_true", help="show only how often each rule was found")
    check.add_argument("--exit-zero", action="store_true", help="exit with 0 even where there are findings")
    check.add_argument(
        "--fail-level",
        choices=("error", "warning", "info"),
        help="exit with 1 from this severity on (default: warning)",
    )


def _elsewhere(check: argparse.ArgumentParser) -> None:
    """What spreads the walks beyond this machine."""
    elsewhere = check.add_argument_group("several machines")
    elsewhere.add_argument(
        "--shard", type=_share, metavar="K/N", help="walk one of N shares and write it to a file, for `sadpath merge`"
    )
    elsewhere.add_argument("--shard-file", metavar="FILE", help="that file (default: sadpath-K-of-N.shard)")
    elsewhere.add_argument(
        "--dask", metavar="ADDRESS", help="have the workers of a Dask cluster walk; its scheduler's, as tcp://host:8786"
    )
    elsewhere.add_argument(
        "--shared-root",
        metavar="DIR",
        help="with --dask: where the workers see what is the current directory here (default: at the same path)",
    )


def _adoption(check: argparse.ArgumentParser) -> None:
    """What helps on old code."""
    old = _known(check)
    old.add_argument(
        "--add-ignore",
        metavar="[=REASON]",
        help="write such a comment for each finding, with the reason if one is given",
    )
    old.add_argument("--watch", action="store_true", help="check again when a file changes")


def _known(check: argparse.ArgumentParser) -> Any:
    """What of the findings is known already. Gives the group, for more of the kind."""
    old = check.add_argument_group("old code")
    old.add_argument("--no-ignore", action="store_true", help="report what comments `# sadpath: ignore[...]` hide, too")
    known = old.add_mutually_exclusive_group()
    known.add_argument("--baseline", metavar="FILE", help="don't report the findings in this file")
    known.add_argument("--no-baseline", action="store_true", help="report what the baseline of the settings has, too")
    old.add_argument(
        "--locked", action="store_true", help="exit with 1 where the baseline has findings that are gone; for CI"
    )
    old.add_argument(
        "--diff-base", metavar="REV", help="report only what touches lines that differ from this git revision"
    )
    return old


def _command(commands: Any, name: str, text: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=text, description=text[0].upper() + text[1:] + ".", allow_abbrev=False, formatter_class=_Help
    )
    unasked: Any = _Unasked()
    return parser if commands.only in (None, name) else unasked


def _settings(parser: argparse.ArgumentParser) -> None:
    """The options that all commands have."""
    settings = parser.add_mutually_exclusive_group()
    settings.add_argument("--config", metavar="FILE", help="read settings from this file only")
    settings.add_argument("--no-config", action="store_true", help="read no settings")
    loudness = parser.add_mutually_exclusive_group()
    loudness.add_argument("-v", "--verbose", action="store_true", help="say more on standard error")
    loudness.add_argument("-q", "--quiet", action="store_true", help="say nothing but results and errors")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto")


def _outputs(parser: argparse.ArgumentParser, formats: Sequence[str], default: str) -> None:
    """The options of the commands that print results in several formats."""
    parser.add_argument(
        "--output",
        action="append",
        metavar="FORMAT[:FILE]",
        help="a format, and the file to write it to; may be given several times, as in --output sarif:out.sarif --output github",
    )
    parser.add_argument(
        "--output-format", choices=formats, metavar="FORMAT", help=f"{', '.join(formats)} (default: {default})"
    )
    parser.add_argument("-o", "--output-file", metavar="FILE", help="write to this file (default: standard output)")


def _gate(parser: argparse.ArgumentParser) -> None:
    """The options of the commands that know which share of the documented errors is noticed."""
    parser.add_argument(
        "--fail-under",
        type=_percent,
        metavar="PERCENT",
        help="exit with 1 where a smaller share of the documented errors is noticed (handled or raised)",
    )
    parser.add_argument("--badge", metavar="FILE", help="write that share as an SVG badge")
    parser.add_argument("--show-files", action="store_true", help="print the files that would be walked, and stop")
    parser.add_argument("--show-settings", action="store_true", help="print the settings that hold here, and stop")


def _percent(text: str) -> float:
    try:
        value = float(text.strip().removesuffix("%"))
    except ValueError:
        value = -1.0
    if not 0 <= value <= 100:
        raise argparse.ArgumentTypeError(f"it has to be a number from 0 to 100, not {text!r}")
    return value


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 1024:
        raise argparse.ArgumentTypeError(f"it has to be a number from 1 to 1024, not {text!r}")
    return int(text)


def _share(text: str) -> tuple[int, int]:
    number, _, count = text.partition("/")
    if not (text.isascii() and number.isdigit() and count.isdigit() and 1 <= int(number) <= int(count)):
        raise argparse.ArgumentTypeError(f"it has to be K/N as in 2/8, K from 1 to N, not {text!r}")
    return int(number), int(count)


def _paths(parser: argparse.ArgumentParser, text: str) -> None:
    parser.add_argument("paths", nargs="*", metavar="PATH", help=text)
    parser.add_argument("--exclude", action="append", default=[], metavar="PATTERN", help="leave out, as in .gitignore")
    parser.add_argument(
        "--force-exclude", action="store_true", help="leave out what is excluded, and tests, even where it is named"
    )
    _work(parser)


def _work(parser: argparse.ArgumentParser) -> None:
    """How the work is done."""
    parser.add_argument(
        "-j",
        "--jobs",
        type=_count,
        metavar="N",
        help="how many processes may work at once (default: as many as there are cores)",
    )
    parser.add_argument("--no-cache", action="store_true", help="neither use nor write a cache")
    parser.add_argument(
        "--cache-dir", metavar="DIR", help="where the cache is (default: .sadpath_cache at the top of the project)"
    )
    parser.add_argument("--no-progress", action="store_true", help="show no progress bar")
