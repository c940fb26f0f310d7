"""The analysis thread: it does what features ask for, the most urgent first, each on findings that are up to date."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sadpath.server.garbage import BUSY, QUIET, Collector
from sadpath.server.project import Project

T = TypeVar("T")
logger = logging.getLogger("sadpath.server")

SCREEN, ASKED, BEHIND = 0, 1, 9
"""How urgent a task is: for what is on the screen, for what somebody asked, for what is behind it."""

PATIENCE = 0.1
"""Seconds after which a task that can do with what is known already is not kept waiting for an analysis."""

PAUSE = 0.5
"""Seconds without a task after which nobody is taken to wait for the next one."""

SENDING = 0.02
"""Seconds that an answer is given to leave before all threads have to wait."""


@dataclass(order=True)
class Task:
    """Something to do for a project. `early` gives what is known while an analysis takes longer than `due` (None: nothing is)."""

    priority: int
    number: int
    project: Project = field(compare=False)
    work: Callable[[Project], Any] = field(compare=False)
    future: asyncio.Future[Any] = field(compare=False)
    loop: asyncio.AbstractEventLoop = field(compare=False)
    early: Callable[[Project], Any] | None = field(compare=False, default=None)
    due: float = field(compare=False, default=0.0)


class Engine:
    """Runs tasks one after another in a thread of its own.

    A walk that edits have made pointless, or that nobody waits for any more, stops between two of its runs; what it has done
    by then is kept.
    """

    def __init__(self, refreshed: Callable[[Project], None]) -> None:
        self.refreshed = refreshed
        """Called in the thread after each analysis that changed something."""
        self.begins: list[Callable[[Project], None]] = []
        """Called in the thread before each analysis."""
        self.condition = threading.Condition()
        self.tasks: list[Task] = []
        self.numbers = itertools.count()
        self.current: Task | None = None
        self.closed = False
        self.thread: threading.Thread | None = None
        self.patience = PATIENCE
        self.collector = Collector()

    def start(self) -> None:
        """Start the thread, once."""
        if self.thread is not None:
            return
        self.thread = threading.Thread(target=self.run, name="sadpath analysis", daemon=True)
        self.thread.start()

    def close(self) -> None:
        """End the thread, soon."""
        with self.condition:
            self.closed = True
            self.condition.notify()

    async def ask(
        self,
        project: Project,
        work: Callable[[Project], T],
        priority: int = ASKED,
        early: Callable[[Project], T | None] | None = None,
    ) -> T:
        """What `work` gives in the analysis thread, on an analysis that knows all edits so far.

        Where that takes long, and `early` gives something, that is the answer.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        due = time.monotonic() + self.patience
        with self.condition:
            heapq.heappush(self.tasks, Task(priority, next(self.numbers), project, work, future, loop, early, due))
            self.condition.notify()
        return await future

    def stop(self) -> bool:
        """Whether the walk that runs is pointless by now."""
        task = self.current
        if task is None or self.closed or task.future.cancelled():
            return True
        if task.project.waiting:
            return True
        tasks = self.tasks
        if bool(tasks) and tasks[0].priority < task.priority and tasks[0].project is not task.project:
            return True
        self.answer_early(task)
        return False

    def answer_early(self, current: Task) -> None:
        """Tell those who have waited long enough what is known; called between the runs of a walk, which goes on then."""
        now = time.monotonic()
        with self.condition:
            waiting = [t for t in (current, *self.tasks) if t.early is not None and t.due <= now]
        for task in waiting:
            early, task.early = task.early, None
            if task.project is current.project and early is not None:
                try:
                    known = early(task.project)
                except Exception:
                    logger.exception("an early answer failed")
                    continue
                if known is not None:
                    answer(task, task.future.set_result, known)

    def run(self) -> None:
        """The thread."""
        while True:
            if self.collector.due(QUIET) and self.is_quiet():
                self.collector.collect()
            with self.condition:
                while not self.tasks and not self.closed:
                    self.condition.wait()
                if self.closed:
                    return
                task = heapq.heappop(self.tasks)
            if not task.future.cancelled():
                self.current = task
                self.do(task)
                self.current = None
            del task
            if self.collector.due(BUSY):
                time.sleep(SENDING)
                self.collector.collect()

    def is_quiet(self) -> bool:
        """Whether there is nothing to do for a while."""
        with self.condition:
            return not self.condition.wait_for(lambda: self.tasks or self.closed, PAUSE)

    def do(self, task: Task) -> None:
        """Do one task; one that is interrupted is done again later."""
        from sadpath.walk.explore import Cancelled

        try:
            if task.project.waiting:
                for begin in self.begins:
                    begin(task.project)
            if task.project.refresh(self.stop):
                self.refreshed(task.project)
            result = task.work(task.project)
        except Cancelled:
            if not task.future.cancelled() and not self.closed:
                with self.condition:
                    heapq.heappush(self.tasks, task)
            return
        except BaseException as error:
            logger.exception("a task failed")
            answer(task, task.future.set_exception, error)
            return
        answer(task, task.future.set_result, result)


def answer(task: Task, tell: Callable[[Any], None], what: Any) -> None:
    """Hand over the result of a task on its event loop."""

    def told() -> None:
        if not task.future.done():
            tell(what)

    if not task.loop.is_closed():
        task.loop.call_soon_threadsafe(told)
