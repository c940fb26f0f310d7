"""The `sadpath` command, and `python -m sadpath`."""

from __future__ import annotations

import os
import sys

import sadpath
from sadpath.exits import BROKEN_PIPE, INTERRUPTED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command and gives its exit code. What is asked most often and needs nothing imports nothing."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        if arguments in (["--version"], ["-V"]):
            print(f"sadpath {sadpath.__version__}")
            code = 0
        else:
            from sadpath.cache.replay import replay

            known = replay(arguments) if arguments[:1] == ["check"] else None
            if known is None:
                from sadpath.cli import run

                known = run(arguments, cached=True)
            code = known
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # whoever read the output has seen enough; Python must not complain about it while it ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED


def program() -> NoReturn:
    """As `main`, and ends the process.

    Python would first take apart all that a run has made, which takes a second where that is much: only what somebody asked to have
    done in the end is done. Where threads of others go on, it ends as Python ends.
    """
    code = main()
    if not THREADS.isdisjoint(sys.modules):
        sys.exit(code)
    import atexit

    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        sys.exit(code)
    os._exit(code)


THREADS = frozenset({"distributed", "pygls"})
"""Libraries that have some."""

if __name__ == "__main__":
    program()
