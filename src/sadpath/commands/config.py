"""`sadpath config`."""

from __future__ import annotations

import argparse
import os

from sadpath.commands.shared import as_json_text
from sadpath.config import Settings, UsageError
from sadpath.exits import CLEAN
from sadpath.output.targets import write


def run(options: argparse.Namespace) -> int:
    """Prints the keys of the settings, one key, or the schema."""
    from sadpath.config import show
    from sadpath.config.schema import schema_text

    if options.schema:
        write(schema_text())
        return CLEAN
    at = os.path.abspath(options.at or os.curdir)
    if not os.path.exists(at):
        raise UsageError(f"no such file or directory: {options.at}")
    here = Settings(at, file=options.config, use_files=not options.no_config).main
    chosen = show.select(options.key)
    as_json = options.output_format == "json"
    if as_json:
        write(
            as_json_text(
                [show.to_json(key, here) for key in chosen] if options.key is None else show.to_json(chosen[0], here)
            )
        )
    else:
        write(show.render_list(here) if options.key is None else show.render_key(chosen[0], here))
    return CLEAN
