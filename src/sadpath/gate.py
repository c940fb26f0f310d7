"""What several commands do beside their own work: showing what would be walked, and holding the share of noticed errors."""

from __future__ import annotations

import argparse
import sys

from sadpath.config import Settings
from sadpath.exits import CLEAN, FOUND, WRONG
from sadpath.findings import Report
from sadpath.output.targets import write, write_file
from sadpath.source.discover import Discovery


def shown(options: argparse.Namespace, settings: Settings, discovery: Discovery) -> bool:
    """Prints the settings or the files, where these are all that is asked for."""
    if options.show_settings:
        from sadpath.config.show import render_list

        write(render_list(settings.main))
    if options.show_files:
        write("".join(f"{file.display}\n" for file in discovery.files))
    return bool(options.show_settings or options.show_files)


def gate(options: argparse.Namespace, report: Report) -> int:
    """Writes the badge and holds the share of noticed errors against the limit; the exit code."""
    if options.fail_under is None and options.badge is None:
        return CLEAN
    from sadpath.coverage import Coverage

    share = Coverage.of(report.walks)
    code = CLEAN
    if options.fail_under is not None:
        if share.below(options.fail_under):
            print(f"error: {share.sentence()} That is less than {options.fail_under:g} %.", file=sys.stderr)
            code = FOUND
        elif not options.quiet:
            print(share.sentence(), file=sys.stderr)
    if options.badge is not None:
        from sadpath.output.badge import badge

        problem = write_file(options.badge, badge(share))
        if problem:
            print(f"error: {problem}", file=sys.stderr)
            code = WRONG
    return code
