"""`sadpath matrix`."""

from __future__ import annotations

import argparse
from dataclasses import replace

from sadpath.commands.shared import analysed, discovered, print_all, say, settings_of, targets_of
from sadpath.config import UsageError
from sadpath.exits import CLEAN, WRONG
from sadpath.gate import gate, shown
from sadpath.output import MATRIX_FORMATS


def run(options: argparse.Namespace) -> int:
    """Prints the matrix."""
    from sadpath.findings import WalkRow
    from sadpath.output.summary import left_out, remarks

    module, _, name = (options.entry or "").partition(":")
    if options.entry is not None and not (module and name):
        raise UsageError(f"--entry has to be MODULE:NAME, as shop.capture:Client.capture, not {options.entry!r}")
    wanted = targets_of(options, "text", MATRIX_FORMATS)
    settings = settings_of(options)
    discovery = discovered(options, settings)
    if shown(options, settings, discovery):
        return CLEAN
    report = analysed(options, settings, discovery, entry=options.entry)
    report = replace(report, walks=tuple(sorted(report.walks, key=WalkRow.sort_key)))
    written = print_all(wanted, report, options, None, "matrix-")
    if not options.quiet:
        if discovery.files and not report.walks:
            origin = f"from {options.entry}" if options.entry else "in these files"
            say(f"No request of an API that sadpath knows is sent {origin}.")
        say(*(f"Left out: {place.path}:{place.line}: {place.message}" for place in report.unreadable))
        say(*left_out(discovery), *remarks(report, verbose=options.verbose))
    code = gate(options, report)
    return WRONG if discovery.missing or report.failed or not written else code
