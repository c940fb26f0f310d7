"""The language server. `serve` starts it; nothing of pygls is imported before."""

from __future__ import annotations

import gc
import os
import sys
from typing import BinaryIO, cast

from sadpath.server.wire import Wire


def serve(tcp: tuple[str, int] | None = None, log: str | None = None) -> int:
    """Serve one editor over standard input and output, or (with `tcp`) over a socket; the exit code.

    `log`: "debug", "info", ... for what goes to standard error. Raises UsageError where pygls is not installed.
    """
    try:
        from sadpath.server.server import SadpathServer
    except ImportError as error:
        from sadpath.config import UsageError

        raise UsageError(f"the language server needs pygls ({error}): pip install sadpath") from None
    import logging

    logging.basicConfig(
        stream=sys.stderr, level=(log or "warning").upper(), format="%(levelname)s %(name)s: %(message)s"
    )
    # Trees and walks are many objects that live long: looking through them all takes longer than the analysis of an edit.
    gc.set_threshold(100_000, 20, 50)
    server = SadpathServer()
    if tcp is not None:
        server.start_tcp(*tcp)
    else:
        # standard output is the protocol's: whatever prints by accident goes to standard error
        stdout = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
        sys.stdout = sys.stderr
        server.start_io(cast("BinaryIO", Wire(sys.stdin.buffer)), stdout)
    return server.protocol.exit_code
