"""The worker's side: do what comes, one chunk after the other, until no more comes."""

from __future__ import annotations

import os
import pickle
import signal
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from sadpath.parallel.messages import READ, pack, portable, unpack

T = TypeVar("T")
R = TypeVar("R")

_LOOK_FOR_PARENT = 1.0
"""Seconds."""


def serve(work: Callable[[list[T]], list[R]], tasks: int, results: int, parent: int) -> None:
    """Do what comes until no more comes."""
    import gc

    gc.freeze()  # what was there before the fork stays shared
    _end_with(parent)
    inbox = bytearray()
    while True:
        while (message := unpack(inbox)) is None:
            data = os.read(tasks, READ)
            if not data:
                return
            inbox += data
        try:
            answer = pack(("", work(pickle.loads(message))))
        except BaseException as error:
            answer = pack(portable(error))
        while answer:
            answer = answer[os.write(results, answer) :]


def _end_with(parent: int) -> None:
    """End where the parent has ended without a word, though the work at hand may take long."""

    def look(number: int, frame: Any) -> None:
        if os.getppid() != parent:
            os._exit(1)

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGALRM, look)
        signal.setitimer(signal.ITIMER_REAL, _LOOK_FOR_PARENT, _LOOK_FOR_PARENT)
