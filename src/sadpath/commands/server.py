"""`sadpath server`."""

from __future__ import annotations

import argparse

from sadpath.config import UsageError


def run(options: argparse.Namespace) -> int:
    """Serves an editor until it goes."""
    from sadpath.server import serve

    place = None
    if options.tcp is not None:
        host, _, port = options.tcp.rpartition(":")
        if not port.isdigit():
            raise UsageError(f"--tcp needs HOST:PORT, as 127.0.0.1:2087, not {options.tcp!r}")
        place = (host or "127.0.0.1", int(port))
    return serve(place, options.log_level)
