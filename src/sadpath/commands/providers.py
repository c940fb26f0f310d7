"""`sadpath providers`."""

from __future__ import annotations

import argparse

from sadpath.commands.shared import as_json_text, known_providers, settings_of
from sadpath.config import UsageError, did_you_mean
from sadpath.exits import CLEAN
from sadpath.output.targets import write


def run(options: argparse.Namespace) -> int:
    """Prints the list of catalogues, or all of one."""
    from sadpath.catalogue import show

    known = known_providers(settings_of(options))
    as_json = options.output_format == "json"
    if options.id is None:
        write(as_json_text([show.to_json(p) for p in known]) if as_json else show.render_list(known) + "\n")
        return CLEAN
    provider = next((p for p in known if p.id == options.id), None)
    if provider is None:
        raise UsageError(f"unknown provider {options.id!r}{did_you_mean(options.id, [p.id for p in known])}")
    write(as_json_text(show.to_json(provider)) if as_json else show.render_provider(provider) + "\n")
    return CLEAN
