"""The commands and their options."""

from __future__ import annotations

import argparse
from collections.abc import Callable

import sadpath
from sadpath.cli import groups
from sadpath.cli.help import EXAMPLES, Help, Plain
from sadpath.output import MATRIX_FORMATS


def build_parser(only: str | None = None) -> argparse.ArgumentParser:
    """The parser of the whole command line; with the options of one command only, where that is all that is asked."""
    parser = argparse.ArgumentParser(
        prog="sadpath",
        description="Walks every error that a payment API documents through your Python code, without running it.",
        epilog=EXAMPLES,
        formatter_class=Plain,
        allow_abbrev=False,
    )
    parser.add_argument("-V", "--version", action="version", version=f"sadpath {sadpath.__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, prog="sadpath")
    for name, (text, add_options) in COMMANDS.items():
        command = commands.add_parser(
            name, help=text, description=text[0].upper() + text[1:] + ".", allow_abbrev=False, formatter_class=Help
        )
        if only in (None, name):
            add_options(command)
            groups.settings(command)
    return parser


def check(parser: argparse.ArgumentParser) -> None:
    groups.paths(parser, "files and directories (default: the current directory); - reads standard input")
    parser.add_argument("--stdin-filename", metavar="NAME", help="what standard input is called, and where it belongs")
    groups.findings(parser)
    groups.adoption(parser)
    parser.add_argument(
        "--within",
        metavar="DIR",
        help="judge the paths as parts of the project in DIR; only what concerns them is reported",
    )
    fixing = parser.add_argument_group("fixes")
    fixing.add_argument("--fix", action="store_true", help="apply the safe fixes")
    fixing.add_argument("--unsafe-fixes", action="store_true", help="with --fix or --diff: the unsafe ones too")
    fixing.add_argument(
        "--diff", action="store_true", help="write nothing, print what --fix would change; exit 1 if any"
    )
    groups.gate(parser)
    groups.elsewhere(parser)


def merge(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shards", nargs="+", metavar="FILE", help="all shards of a run, or a directory with them")
    groups.findings(parser)
    groups.known(parser)
    groups.gate(parser)
    groups.work(parser)
    parser.set_defaults(
        **dict.fromkeys(("fix", "unsafe_fixes", "diff", "watch"), False), add_ignore=None, stdin_filename=None
    )


def matrix(parser: argparse.ArgumentParser) -> None:
    groups.paths(parser, "files and directories (default: the current directory)")
    parser.add_argument("--entry", metavar="MODULE:NAME", help="walk from this function or method only")
    groups.outputs(parser, MATRIX_FORMATS, "text")
    groups.gate(parser)


def report(parser: argparse.ArgumentParser) -> None:
    groups.paths(parser, "files and directories (default: the current directory)")
    parser.set_defaults(no_ignore=False, no_baseline=True, locked=False, diff_base=None)
    parser.add_argument("-o", "--output-file", metavar="FILE", help="write to this file (default: standard output)")
    groups.gate(parser)


def baseline(parser: argparse.ArgumentParser) -> None:
    groups.paths(parser, "files and directories (default: the current directory)")
    parser.add_argument(
        "--baseline",
        metavar="FILE",
        help="the file to write (default: that of the settings, or sadpath-baseline.jsonl)",
    )
    parser.add_argument("--select", action="append", metavar="RULES", help="only these rules; others stay as they are")
    parser.add_argument("--ignore", action="append", metavar="RULES", help="not these")


def explain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("place", metavar="FILE:LINE", help="a line that sends, or a condition that parts outcomes")
    groups.paths(parser, "files and directories whose callers count (default: the current directory)")


def rule(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", nargs="?", metavar="CODE", help="as SP201, or the check's name")
    parser.add_argument("--output-format", choices=("text", "json"), default="text")


def providers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", nargs="?", metavar="ID")
    parser.add_argument("--output-format", choices=("text", "json"), default="text")


def config(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", nargs="?", metavar="KEY", help="as fail-level, or severity.SP201")
    parser.add_argument("--at", metavar="PATH", help="for this file or directory (default: the current directory)")
    parser.add_argument("--output-format", choices=("text", "json"), default="text")
    parser.add_argument("--schema", action="store_true", help="print the JSON schema of the settings, for editors")


def clean(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cache-dir", metavar="DIR", help="the cache's directory, where it is not the usual one")


def server(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--tcp", metavar="HOST:PORT", help="over a socket instead")
    parser.add_argument("--stdio", action="store_true", help="over standard input and output (the default)")
    parser.add_argument("--log-level", choices=("debug", "info", "warning", "error"), default="warning")


COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "check": ("report what is wrong with the handling of documented errors", check),
    "merge": ("report what the shards of a check found together", merge),
    "matrix": ("show what becomes of each documented error, from each entry", matrix),
    "report": ("write one HTML page with the matrix and the way of each error", report),
    "baseline": ("write a file with all findings, which are not reported from then on", baseline),
    "explain": ("show each outcome's way through the code, for the request or branch at a line", explain),
    "rule": ("list the checks, or explain one", rule),
    "providers": ("list the APIs whose errors are known, or show one", providers),
    "config": ("list the settings' keys, or explain one", config),
    "clean": ("remove the cache of this project, and those below the current directory", clean),
    "server": ("serve an editor: a language server over standard input and output", server),
}
"""What each command is for, and what adds its own options; in the order in which help lists them."""
