"""How many processes may work."""

from __future__ import annotations

import os
import sys


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def can_fork() -> bool:
    """Whether processes are forked here. macOS has the call, but its system libraries may crash after it."""
    return hasattr(os, "fork") and sys.platform != "darwin"
