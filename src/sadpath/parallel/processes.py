"""Worker processes that live: how each is ended and what it died of; none outlives the caller."""

from __future__ import annotations

import os
import signal
from types import TracebackType

living: set[int] = set()
"""The ids of the worker processes of this one."""


class ignored:
    """As `contextlib.suppress`, which takes a while to import."""

    def __init__(self, *kinds: type[Exception]) -> None:
        self.kinds = kinds

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> bool:
        return kind is not None and issubclass(kind, self.kinds)


def kill_and_wait(pid: int) -> int:
    """Kill a process that may be dead; its wait status."""
    with ignored(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    living.discard(pid)
    try:
        return os.waitpid(pid, 0)[1]
    except ChildProcessError:  # somebody else has waited for it
        return 0


def cause_of_death(status: int) -> str:
    """What a wait status says, for people."""
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        try:
            name = signal.Signals(number).name
        except ValueError:
            name = f"signal {number}"
        return f"killed by {name}" + (", as when memory runs out" if number == signal.SIGKILL else "")
    return f"ended with {os.waitstatus_to_exitcode(status)}"


def _end_all() -> None:
    for pid in list(living):
        kill_and_wait(pid)


def _register() -> None:
    # who works in a thread does not get to close anything when the main thread is interrupted
    import atexit

    atexit.register(_end_all)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=living.clear)


_register()
