"""`sadpath report`."""

from __future__ import annotations

import argparse
import sys

from sadpath.commands.shared import analysed, discovered, found_below, print_all, say, settings_of
from sadpath.config import UsageError
from sadpath.exits import CLEAN, WRONG
from sadpath.gate import gate, shown
from sadpath.output.targets import targets


def run(options: argparse.Namespace) -> int:
    """Writes the HTML report."""
    from sadpath.adopt import Adoption
    from sadpath.output.summary import summary

    if options.output_file is None and sys.stdout.isatty():
        raise UsageError("say where the report goes: sadpath report -o report.html")
    settings = settings_of(options)
    discovery = discovered(options, settings)
    if shown(options, settings, discovery):
        return CLEAN
    found = analysed(options, settings, discovery, ways=True)
    adoption = Adoption(options, settings, lambda roots: found_below(roots, options, settings).files)
    found = adoption.screen(found, discovery.files, {})
    written = print_all(targets(None, "html", options.output_file, default="html", known=()), found, options, None)
    if not options.quiet:
        say(*summary(found, discovery, verbose=options.verbose))
    code = gate(options, found)
    return WRONG if discovery.missing or found.failed or not written else code
