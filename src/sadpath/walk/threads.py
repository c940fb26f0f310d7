"""Threads and tasks: code that waits for what others do. Each runs on a greenlet of its own.

One runs as soon as it is started, until it ends or waits. One that waits goes on where something is done that it waits for. Only where
nobody else can go on does time pass, for those that wait no longer than some time. What still waits at the end of a run is dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import greenlet

from sadpath.walk.machine import Machine
from sadpath.walk.run import Idle, Stop
from sadpath.walk.values import Instance, Raised, Value

THREADS, DAEMONS = "threads", "threads that modules start"


class Dropped(BaseException):
    """The run is over, in the middle of a thread."""


class ThreadV:
    """A thread or a task. `owner` is the object that stands for it in the code; the program waits for one that is `awaited` at its end."""

    def __init__(self, m: Machine, body: Callable[[], Value], owner: Value, awaited: bool) -> None:
        self.m, self.body, self.owner, self.awaited = m, body, owner, awaited
        self.finished = False
        self.green: Any = None
        self.where: Any = None
        """The greenlet that is to go on: a generator's, where the thread waits in one."""
        self.waits_for: Value = None
        self.timed = False
        """Whether it waits for some time only."""
        self.limits = 0
        self.run = m.run.number

    def go(self, told: Any) -> None:
        """Run until it ends or waits again. `told` is whether what it waited for was done, or an exception that is raised there."""
        m, threads = self.m, threads_of(self.m)
        depth, frames, loading, current = m.run.depth, m.frames, m.loading, threads.current
        threads.current = self
        try:
            if self.green is None:
                m.frames = list(frames)
                self.green = greenlet.greenlet(self.main)
                self.green.switch()
            else:
                self.green.parent = greenlet.getcurrent()
                self.where.switch(told)
        except BaseException:
            self.finished = True
            raise
        finally:
            m.run.depth, m.frames, m.loading, threads.current = depth, frames, loading, current
        self.finished = self.green.dead

    def main(self) -> None:
        """The greenlet's body."""
        try:
            self.body()
        except Dropped:
            pass

    def wait(self, thing: Value, timed: bool) -> bool:
        """Called from inside: let others go on until something is done about `thing`; whether it was."""
        m = self.m
        depth, frames, loading = m.run.depth, m.frames, m.loading
        if self not in m.generators:
            m.generators.append(self)
        m.moved()
        self.waits_for, self.timed, self.where = thing, timed, greenlet.getcurrent()
        threads_of(m).waiting.append(self)
        told = self.green.parent.switch()
        m.run.depth, m.frames, m.loading = depth, frames, loading
        if isinstance(told, Instance):
            raise Raised(told)
        return bool(told)

    def kill(self) -> None:
        """Drop it at the end of a run: nothing of the walked code runs any more."""
        if not self.green.dead:
            self.green.parent = greenlet.getcurrent()
            self.where.throw(Dropped)
        self.finished, self.green, self.where = True, None, None


@dataclass
class Threads:
    """Those of one run."""

    waiting: list[ThreadV] = field(default_factory=list)
    current: ThreadV | None = None
    limits: int = 0
    """As in a thread, for what runs in none."""


def threads_of(m: Machine) -> Threads:
    """The threads of the current run."""
    found: Threads | None = m.caches.get(THREADS)
    if found is None or m.caches[THREADS, "run"] is not m.run:
        found = m.caches[THREADS] = Threads()
        m.caches[THREADS, "run"] = m.run
    return found


def start(m: Machine, body: Callable[[], Value], owner: Value, awaited: bool) -> None:
    """Start a thread. One that a module starts, and that waits when it is loaded, begins anew in each run that does something about it."""
    thread = ThreadV(m, body, owner, awaited)
    if not m.loading:
        thread.go(True)
        return
    steps = m.run.steps
    try:
        thread.go(True)
    except Stop:  # one that goes round for ever keeps nobody from going on
        m.run.steps = steps
    if not thread.finished:
        m.caches.setdefault(DAEMONS, []).append(thread)


def wait(m: Machine, thing: Value, timed: bool) -> bool:
    """Let others go on until something is done about `thing`; false where nothing is, as nobody else can go on."""
    threads = threads_of(m)
    thread = threads.current
    timed = timed or (thread or threads).limits > 0
    if thread is not None:
        return thread.wait(thing, timed)
    if pass_time(m):
        return True
    if m.filling and not timed:
        raise Idle
    return False


def wake(m: Machine, thing: Value, most: int) -> None:
    """Something was done about `thing`: let up to so many of those that wait for it go on."""
    threads = threads_of(m)
    for daemon in m.caches.get(DAEMONS, ()):
        if daemon.waits_for is thing and daemon.run != m.run.number and not m.loading:
            daemon.run = m.run.number
            ThreadV(m, daemon.body, daemon.owner, daemon.awaited).go(True)
    for thread in [one for one in threads.waiting if one.waits_for is thing][:most]:
        if thread in threads.waiting:
            threads.waiting.remove(thread)
            thread.go(True)


def interrupt(m: Machine, owner: Value, exc: Instance) -> None:
    """Raise an exception in the thread of `owner`, where it waits."""
    threads = threads_of(m)
    for thread in [one for one in threads.waiting if one.owner is owner]:
        threads.waiting.remove(thread)
        thread.go(exc)


def pass_time(m: Machine, awaited: bool = False) -> bool:
    """Let those go on that wait for some time only (those that the program waits for, if `awaited`); whether there is one."""
    threads = threads_of(m)
    found = [one for one in threads.waiting if one.timed and (one.awaited or not awaited)]
    for thread in found:
        if thread in threads.waiting:
            threads.waiting.remove(thread)
            m.tick()
            thread.go(False)
    return bool(found)


def finish_threads(m: Machine) -> None:
    """The program ends: let those go on that it waits for, as long as they send something."""
    sent = -1
    while sent != (sent := m.run.sends + m.run.others) and pass_time(m, awaited=True):
        pass
