"""The caller's side: hand out chunks to forked processes, take what they give, and do again what died with one of them."""

from __future__ import annotations

import os
import pickle
import select
import signal
import time
from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Generic, NamedTuple, TypeVar

from sadpath.cores import can_fork
from sadpath.parallel.learning import Learning
from sadpath.parallel.messages import READ, InWorker, pack, unpack
from sadpath.parallel.processes import cause_of_death, ignored, kill_and_wait, living
from sadpath.parallel.serving import serve

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 2
_MOST_DEATHS = 50
_LOOK = 0.1
"""Seconds between looks whether to stop."""


class Lost(NamedTuple):
    """What comes in place of a result where each process that had the item died. `reason` is for people; "" where it was given up."""

    item: Any
    reason: str


class WorkersDie(Exception):
    """One process after the other dies, and none gets anything done."""


@dataclass
class _Job(Generic[T]):
    """A chunk, or one item of a chunk whose process died. Its results belong at `at` in the chunk's."""

    chunk: int
    at: int
    items: list[T]
    about: Hashable = None
    tries: int = 0
    first: bool = False
    """Whether its process has had nothing about the same before."""


@dataclass
class _Worker(Generic[T]):
    """A process, what it has in hand (the first is being worked on), what that and all before was about, and what is half sent or
    half received."""

    pid: int
    tasks: int
    results: int
    inbox: bytearray = field(default_factory=bytearray)
    outbox: bytearray = field(default_factory=bytearray)
    jobs: deque[_Job[T]] = field(default_factory=deque)
    known: set[Hashable] = field(default_factory=set)
    since: float = 0.0
    """When it began with the first of its jobs."""


class Workers(Generic[T, R]):
    """Processes that do `work`; see the package. `jobs`: how many processes. Not to be used from several threads at once.

    `stop`: asked now and then whether to give up what is not done yet.
    """

    def __init__(
        self, work: Callable[[list[T]], list[R]], *, jobs: int, stop: Callable[[], bool] | None = None
    ) -> None:
        self.work = work
        self.stop = stop
        self.size = jobs if can_fork() else 1
        self.waiting: deque[_Job[T]] = deque()
        """What no process has in hand yet."""
        self._workers: list[_Worker[T]] = []
        self._done: dict[int, dict[int, R | Lost]] = {}
        self._sizes: list[int] = []
        self._next = 0
        self._deaths = 0
        self._poll: Any = None
        self._learning = Learning()

    def put(self, items: Sequence[T], about: Hashable = None) -> None:
        """Give another chunk to be worked on. Returns at once.

        Chunks that are `about` the same go to the same process, but for what it pays to have others do that have nothing to do.
        """
        self.waiting.append(_Job(len(self._sizes), 0, list(items), about))
        self._sizes.append(len(items))
        if self.size > 1:
            self._pump(0)

    def results(self) -> Iterator[R | Lost]:
        """The results of all items that have been put and not been given yet, in their order. More may be put on the way.

        Raises what `work` raised, and `WorkersDie`.
        """
        while self._next < len(self._sizes):
            number = self._next
            while len(self._done.get(number, ())) < self._sizes[number] and not (self.stop is not None and self.stop()):
                self._pump(None if self.stop is None else _LOOK)
            self._next += 1
            results = self._done.pop(number, {})
            for at in range(self._sizes[number]):
                yield results.get(at, Lost(None, ""))

    def close(self) -> None:
        """Kill the processes. What they have not given is lost."""
        for worker in self._workers:
            kill_and_wait(worker.pid)
            self._forget(worker)
        self._workers.clear()
        self.waiting.clear()

    def __enter__(self) -> Workers[T, R]:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _pump(self, timeout: float | None) -> None:
        """Hand out what waits, and take what has been done; waits up to `timeout` seconds, for ever where that is None."""
        while 1 < self.size > len(self._workers) and len(self.waiting) > sum(not w.jobs for w in self._workers):
            if not self._start():
                break
        if not self._workers:
            self._work_here()
            return
        self._hand_out()
        for descriptor, _ in self._poll.poll(None if timeout is None else timeout * 1000):
            for worker in self._workers:
                if descriptor == worker.results:
                    self._receive(worker)
                    break
                if descriptor == worker.tasks:
                    self._send(worker)
                    break
        self._hand_out()

    def _work_here(self) -> None:
        if self.waiting:
            job = self.waiting.popleft()
            self._take(job, self.work(job.items))

    def _hand_out(self) -> None:
        # everybody gets one before anybody gets a second
        for load in range(_AHEAD):
            for worker in self._workers:
                if len(worker.jobs) <= load and (job := self._next_for(worker)) is not None:
                    if not worker.jobs:
                        worker.since = time.monotonic()
                    worker.jobs.append(job)
                    job.first = job.about not in worker.known
                    worker.known.add(job.about)
                    worker.outbox += pack(job.items)
                    self._send(worker)

    def _next_for(self, worker: _Worker[T]) -> _Job[T] | None:
        """Take what a process is to do next from what waits: what it knows about, else what nobody does, of which most waits; what others
        know about only where it has nothing to do and that pays."""
        for job in self.waiting:
            if job.about is None or job.about in worker.known:
                self.waiting.remove(job)
                return job
        waiting = Counter(job.about for job in self.waiting)
        others = set[Hashable]().union(*(one.known for one in self._workers if one is not worker))
        wanted = [about for about in waiting if about not in others]
        if not wanted and not worker.jobs:
            wanted = [about for about, number in waiting.items() if self._learning.pays(about, number)]
        if not wanted:
            return None
        most = max(wanted, key=lambda about: waiting[about])
        job = next(job for job in self.waiting if job.about == most)
        self.waiting.remove(job)
        return job

    def _send(self, worker: _Worker[T]) -> None:
        try:
            while worker.outbox:
                del worker.outbox[: os.write(worker.tasks, worker.outbox)]
        except BlockingIOError:
            self._poll.register(worker.tasks, select.POLLOUT)
            return
        except OSError:  # it is dead, as the end of its results tells
            worker.outbox.clear()
        with ignored(KeyError):
            self._poll.unregister(worker.tasks)

    def _receive(self, worker: _Worker[T]) -> None:
        data = os.read(worker.results, READ)
        if not data:
            self._bury(worker)
            return
        worker.inbox += data
        while (message := unpack(worker.inbox)) is not None:
            job = worker.jobs.popleft()
            before, worker.since = worker.since, time.monotonic()
            self._learning.note(job.about, worker.since - before, first=job.first)
            told, answer = pickle.loads(message)
            if told:
                raise answer from InWorker(told)
            self._deaths = 0
            self._take(job, answer)

    def _take(self, job: _Job[T], answer: Sequence[R]) -> None:
        if len(answer) != len(job.items):
            raise ValueError(f"{len(job.items)} items gave {len(answer)} results")
        self._done.setdefault(job.chunk, {}).update(enumerate(answer, job.at))

    def _bury(self, worker: _Worker[T]) -> None:
        """A worker has died: what it had in hand goes to others, the chunk it worked on in pieces."""
        self._workers.remove(worker)
        self._forget(worker)
        reason = cause_of_death(kill_and_wait(worker.pid))
        self._deaths += 1
        if self._deaths > _MOST_DEATHS:
            raise WorkersDie(f"one worker process after the other died, the last one {reason}")
        again: list[_Job[T]] = []
        if worker.jobs:
            job = worker.jobs.popleft()
            if job.tries:
                self._done.setdefault(job.chunk, {})[job.at] = Lost(job.items[0], reason)
            else:
                again += [_Job(job.chunk, job.at + at, [item], job.about, 1) for at, item in enumerate(job.items)]
        self.waiting.extendleft(reversed([*again, *worker.jobs]))

    def _forget(self, worker: _Worker[T]) -> None:
        for descriptor in (worker.tasks, worker.results):
            with ignored(KeyError):
                self._poll.unregister(descriptor)
            os.close(descriptor)

    def _start(self) -> bool:
        """Fork one more worker; whether that was possible."""
        if self._poll is None:
            self._poll = select.poll()
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        parent = os.getpid()
        # an interrupt that comes before the child can ignore it waits
        before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
        try:
            pid = os.fork()
        except OSError:
            for descriptor in (theirs_in, ours_out, ours_in, theirs_out):
                os.close(descriptor)
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            if not self._workers:
                self.size = 1
            return False
        if not pid:
            try:
                signal.signal(signal.SIGINT, signal.SIG_IGN)
                signal.pthread_sigmask(signal.SIG_SETMASK, before)
                for descriptor in (ours_out, ours_in, *(d for w in self._workers for d in (w.tasks, w.results))):
                    os.close(descriptor)
                serve(self.work, theirs_in, theirs_out, parent)
            finally:
                os._exit(0)
        living.add(pid)
        self._workers.append(_Worker(pid, ours_out, ours_in))
        self._poll.register(ours_in, select.POLLIN)
        os.set_blocking(ours_out, False)
        os.close(theirs_in)
        os.close(theirs_out)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        return True
