"""`sadpath rule`."""

from __future__ import annotations

import argparse

from sadpath.commands.shared import as_json_text, settings_of, wants_color
from sadpath.config import UsageError, did_you_mean
from sadpath.exits import CLEAN
from sadpath.output.targets import write


def run(options: argparse.Namespace) -> int:
    """Prints the list of checks, or one check's page."""
    from sadpath.output import rules
    from sadpath.rulepages import load_pages

    settings_of(options)  # they may name plugins
    pages = load_pages()
    as_json = options.output_format == "json"
    if options.code is None:
        everything = pages.values()
        write(as_json_text([rules.to_json(page) for page in everything]) if as_json else rules.render_list(everything))
        return CLEAN
    wanted = options.code.strip()
    page = pages.get(wanted.upper()) or next((p for p in pages.values() if p.name == wanted.lower()), None)
    if page is None:
        names = [p.name for p in pages.values()]
        raise UsageError(
            f"unknown rule {wanted!r}{did_you_mean(wanted.upper(), pages) or did_you_mean(wanted.lower(), names)}"
        )
    write(as_json_text(rules.to_json(page)) if as_json else rules.render_page(page, color=wants_color(options)))
    return CLEAN
