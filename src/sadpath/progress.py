"""A progress bar on standard error: only on a terminal, and only where the work takes more than a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

PATIENCE = 1.0
"""Seconds that pass before a bar shows up."""


@contextmanager
def progress(wanted: bool) -> Iterator[Callable[[int, int, str], None] | None]:
    """Gives a function to call with (done, total, what is being done), or None where no bar is wanted or possible."""
    if not (wanted and sys.stderr.isatty()):
        yield None
        return
    bar = _Bar()
    try:
        yield bar.tick
    finally:
        bar.close()


class _Bar:
    def __init__(self) -> None:
        self._start = time.monotonic()
        self._rich: Any = None
        self._task: Any = None
        self._label = ""

    def tick(self, done: int, total: int, label: str) -> None:
        if self._rich is None:
            if time.monotonic() - self._start < PATIENCE:
                return
            self._open()
        if label != self._label:
            self._label = label
            self._rich.reset(self._task, total=total)
        self._rich.update(self._task, completed=done, total=total, description=label)

    def _open(self) -> None:
        # rich takes a while to import, so it comes only once it is clear that someone waits
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        self._rich = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(file=getattr(sys.stderr, "through", sys.stderr)),
            transient=True,
        )
        self._rich.start()
        self._task = self._rich.add_task("", total=None)

    def close(self) -> None:
        if self._rich is not None:
            self._rich.stop()
