"""The `sadpath` command, and `python -m sadpath`."""

from __future__ import annotations

import os
import sys

import sadpath
from sadpath.exits import BROKEN_PIPE, INTERRUPTED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


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


if __name__ == "__main__":
    sys.exit(main())
