# sched of Python 3.12: actions that run in the order of their times, each after the wait for it. Source: Lib/sched.py.
import time as _time
from typing import NamedTuple

from _sadpath import is_unknown


class Event(NamedTuple):
    time: float
    priority: int
    sequence: int
    action: object
    argument: tuple
    kwargs: dict


def _first(events):
    """The event that is due first; by the order of their coming where a time is unknown."""
    first = events[0]
    for event in events[1:]:
        if not is_unknown(event.time) and not is_unknown(first.time) and event[:3] < first[:3]:
            first = event
    return first


class scheduler:
    def __init__(self, timefunc=_time.monotonic, delayfunc=_time.sleep):
        self._queue = []
        self._sequence = 0
        self.timefunc = timefunc
        self.delayfunc = delayfunc

    def enterabs(self, time, priority, action, argument=(), kwargs=None):
        event = Event(time, priority, self._sequence, action, argument, {} if kwargs is None else kwargs)
        self._sequence += 1
        self._queue.append(event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=None):
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        self._queue.remove(event)

    def empty(self):
        return not self._queue

    def run(self, blocking=True):
        while self._queue:
            event = _first(self._queue)
            delay = event.time - self.timefunc()
            late = not is_unknown(delay) and delay <= 0
            if not late and not blocking:
                return delay
            if not late:
                self.delayfunc(delay)  # after it, the time has come: nobody asks the clock again
            self._queue.remove(event)
            event.action(*event.argument, **event.kwargs)
            self.delayfunc(0)
        return None

    @property
    def queue(self):
        left = self._queue[:]
        found = []
        while left:
            found.append(_first(left))
            left.remove(found[-1])
        return found
