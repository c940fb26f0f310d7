"""Options that several commands have, and groups of options that belong together. Each function adds some to a parser."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from sadpath.output import FINDING_FORMATS


def paths(parser: argparse.ArgumentParser, text: str) -> None:
    """The files under analysis, and how the work on them is done."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help=text)
    parser.add_argument("--exclude", action="append", default=[], metavar="PATTERN", help="leave out, as in .gitignore")
    parser.add_argument(
        "--force-exclude", action="store_true", help="leave out what is excluded, and tests, even where it is named"
    )
    work(parser)


def work(parser: argparse.ArgumentParser) -> None:
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


def findings(parser: argparse.ArgumentParser) -> None:
    """Which findings, where to, and what they do to the exit code."""
    parser.add_argument("--select", action="append", metavar="RULES", help="only these: SP201, a group as SP2, or ALL")
    parser.add_argument("--ignore", action="append", metavar="RULES", help="not these")
    outputs(parser, FINDING_FORMATS, "full")
    parser.add_argument("--statistics", action="store_true", help="show only how often each rule was found")
    parser.add_argument("--exit-zero", action="store_true", help="exit with 0 even where there are findings")
    parser.add_argument(
        "--fail-level",
        choices=("error", "warning", "info"),
        help="exit with 1 from this severity on (default: warning)",
    )


def outputs(parser: argparse.ArgumentParser, formats: Sequence[str], default: str) -> None:
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


def adoption(parser: argparse.ArgumentParser) -> None:
    """What helps on old code."""
    old = known(parser)
    old.add_argument(
        "--add-ignore",
        metavar="[=REASON]",
        help="write such a comment for each finding, with the reason if one is given",
    )
    old.add_argument("--watch", action="store_true", help="check again when a file changes")


def known(parser: argparse.ArgumentParser) -> Any:
    """What of the findings is known already. Gives the group, for more of the kind."""
    old = parser.add_argument_group("old code")
    old.add_argument("--no-ignore", action="store_true", help="report what comments `# sadpath: ignore[...]` hide, too")
    baseline = old.add_mutually_exclusive_group()
    baseline.add_argument("--baseline", metavar="FILE", help="don't report the findings in this file")
    baseline.add_argument(
        "--no-baseline", action="store_true", help="report what the baseline of the settings has, too"
    )
    old.add_argument(
        "--locked", action="store_true", help="exit with 1 where the baseline has findings that are gone; for CI"
    )
    old.add_argument(
        "--diff-base", metavar="REV", help="report only what touches lines that differ from this git revision"
    )
    return old


def gate(parser: argparse.ArgumentParser) -> None:
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


def elsewhere(parser: argparse.ArgumentParser) -> None:
    """What spreads the walks beyond this machine."""
    machines = parser.add_argument_group("several machines")
    machines.add_argument(
        "--shard", type=_share, metavar="K/N", help="walk one of N shares and write it to a file, for `sadpath merge`"
    )
    machines.add_argument("--shard-file", metavar="FILE", help="that file (default: sadpath-K-of-N.shard)")
    machines.add_argument(
        "--dask", metavar="ADDRESS", help="have the workers of a Dask cluster walk; its scheduler's, as tcp://host:8786"
    )
    machines.add_argument(
        "--shared-root",
        metavar="DIR",
        help="with --dask: where the workers see what is the current directory here (default: at the same path)",
    )


def settings(parser: argparse.ArgumentParser) -> None:
    """The options that all commands have."""
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--config", metavar="FILE", help="read settings from this file only")
    source.add_argument("--no-config", action="store_true", help="read no settings")
    loudness = parser.add_mutually_exclusive_group()
    loudness.add_argument("-v", "--verbose", action="store_true", help="say more on standard error")
    loudness.add_argument("-q", "--quiet", action="store_true", help="say nothing but results and errors")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto")


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
