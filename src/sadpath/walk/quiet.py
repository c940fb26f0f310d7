"""Making something ready without sending a request."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sadpath.walk.machine import Machine
from sadpath.walk.run import NO_SENDS, SentTooEarly


@contextmanager
def nothing_sent(m: Machine) -> Iterator[None]:
    """`SentTooEarly` is raised where what runs in it sends a request; the run stands then where it stood before."""
    frames, count, depth, length = m.frames, len(m.frames), m.run.depth, len(m.run.path)
    nested = NO_SENDS in m.run.cache
    m.run.cache[NO_SENDS] = True
    try:
        yield
    except SentTooEarly:
        m.frames, m.run.depth = frames, depth
        del m.frames[count:]
        del m.run.path[length:]
        raise
    finally:
        if not nested:
            m.run.cache.pop(NO_SENDS, None)
