"""`sadpath baseline`."""

from __future__ import annotations

import argparse

from sadpath.commands.shared import analysed, discovered, found_below, say, settings_of
from sadpath.exits import CLEAN, WRONG


def run(options: argparse.Namespace) -> int:
    """Writes the baseline."""
    from sadpath.adopt import write as write_baseline
    from sadpath.screen import Seen

    settings = settings_of(options)
    discovery = discovered(options, settings)
    report = analysed(options, settings, discovery)
    seen = Seen(discovery.files, lambda roots: found_below(roots, options, settings).files, report)
    lines = write_baseline(report, options, settings, seen)
    if not options.quiet:
        from sadpath.output.summary import left_out, remarks

        say(*lines, *left_out(discovery), *remarks(report, verbose=options.verbose))
    return WRONG if discovery.missing or report.failed else CLEAN
