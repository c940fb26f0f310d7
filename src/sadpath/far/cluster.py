"""A `Carry` that has walks done by the workers of a Dask cluster."""

from __future__ import annotations

import contextlib
import logging
import queue
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from types import FrameType, TracebackType
from typing import Any

from sadpath.config import UsageError
from sadpath.far import walker
from sadpath.far.job import Packed, job_of, packed
from sadpath.far.stamp import listed, version
from sadpath.far.walker import Done
from sadpath.program.frozen.names import VERSIONS
from sadpath.program.spread import MOST_AT_ONCE, Outcome, Spread, Task, chunked
from sadpath.walk.explore import Cancelled

CONNECT = 10.0
"""Seconds until a scheduler has to answer, and a first worker to be there."""
ALONE = 30.0
"""Seconds that are waited where all workers, or the scheduler, have gone: they may be starting anew."""
LOOK = 1.0
"""Seconds between looks whether they have."""


class Interrupt:
    """An interrupt that doesn't get lost.

    Python raises it wherever the main thread happens to be: where that is a finalizer, or one of Dask's callbacks that
    log what they catch, nobody hears of it, and the run would go on.
    """

    def __init__(self) -> None:
        self.came = False
        self.before: Any = None

    def watch(self) -> None:
        """From now on, until `forget`. Elsewhere than in the main thread interrupts don't come, and nothing is done."""
        with contextlib.suppress(ValueError):
            self.before = signal.signal(signal.SIGINT, self.note)

    def forget(self) -> None:
        """What was there before is there again."""
        if self.before is not None:
            signal.signal(signal.SIGINT, self.before)
            self.before = None

    def note(self, number: int, frame: FrameType | None) -> None:
        """The handler."""
        self.came = True
        raise KeyboardInterrupt

    def heed(self) -> None:
        """Raises KeyboardInterrupt where one came."""
        if self.came:
            raise KeyboardInterrupt


class Cluster:
    """The workers of a scheduler at an address such as `tcp://scheduler:8786`. To be used in a `with` block.

    `root`: the path at which the workers see what is the current directory here. Raises UsageError where Dask isn't
    installed, or the scheduler or its workers can't be used.
    """

    def __init__(self, address: str, root: str) -> None:
        self.address = address
        self.root = root
        self.interrupt = Interrupt()
        self.stop: Callable[[], bool] = lambda: False
        self.client = _connected(address)
        try:
            self.workers = self.check()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Cluster:
        self.interrupt.watch()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Leave the cluster. What it has not done yet, it drops; what it is doing, it ends."""
        self.interrupt.forget()
        with contextlib.suppress(OSError, TimeoutError):
            self.client.close(timeout=2)

    def check(self) -> int:
        """How many workers there are. Raises UsageError where there is none, or one of them can't work."""
        try:
            self.client.wait_for_workers(1, timeout=CONNECT)
        except TimeoutError:
            raise UsageError(f"the scheduler at {self.address} has no workers (waited {CONNECT:.0f} s)") from None
        try:  # what is submitted is unpickled there, too
            same_versions("the scheduler", self.client.run_on_scheduler(walker.probe, self.root).versions)
        except UsageError:
            raise
        except Exception as error:
            raise UsageError(unable(f"the scheduler at {self.address}", error)) from None
        answers: dict[str, Any] = self.client.run(walker.probe, self.root, on_error="return")
        for name, answer in sorted(answers.items()):
            if isinstance(answer, BaseException):
                raise UsageError(unable(f"the worker {name}", answer))
            same_versions(f"the worker {name}", answer.versions)
            if not answer.has_root:
                raise UsageError(
                    f"the worker {name} has no directory {self.root}; --shared-root says where the workers see "
                    "what is the current directory here"
                )
        return len(answers)

    def __call__(self, spread: Spread, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """The outcomes of the tasks, in their order, and then those of what follows from them."""
        self.stop = spread.stop
        job: Any = None
        for some in spread.rounds(tasks, self.workers * 2 * MOST_AT_ONCE):
            # a task's result and no scattered data: that would be lost with the workers that have it
            job = job or self.client.submit(Packed, *packed(job_of(spread)), pure=False)
            left = deque(some)
            found: dict[Task, Outcome] = {}
            for outcome in self.outcomes(job, chunked(some, self.workers)):
                found[outcome.task] = outcome
                while left and left[0] in found:
                    yield found.pop(left.popleft())

    def outcomes(self, job: Any, chunks: Sequence[Sequence[Task]]) -> Iterator[Outcome]:
        """The outcomes as they come."""
        suspects: list[Task] = []
        yield from self.gathered(job, chunks, suspects)
        for task in suspects:
            # nothing else is under way now: if a worker dies, it dies of this
            guilty: list[Task] = []
            yield from self.gathered(job, [[task]], guilty)
            if guilty:
                yield Outcome(task, problem="each worker that walked from it died")

    def gathered(self, job: Any, chunks: Sequence[Sequence[Task]], suspects: list[Task]) -> Iterator[Outcome]:
        """The outcomes as they come, but for those of chunks whose workers died too often: these become suspects."""
        from distributed import KilledWorker

        done: queue.Queue[Any] = queue.Queue()
        futures = {}
        for chunk in chunks:
            future = self.client.submit(walker.walk, job, self.root, chunk, pure=False)
            futures[future.key] = future, chunk
            future.add_done_callback(done.put)
        while futures:
            future, chunk = futures.pop(self.patiently(done.get, queue.Empty).key)
            try:
                result: Done = self.patiently(future.result, TimeoutError)
            except KilledWorker:
                suspects += chunk
                continue
            except CancelledError:
                raise UsageError(f"the scheduler at {self.address} has gone, or has dropped the work") from None
            except ModuleNotFoundError as error:
                raise UsageError(unable("a worker", error)) from None
            same_versions("a worker", result.versions)
            if result.differing:
                raise UsageError(
                    f"the workers have other files in {self.root} than there are here: {listed(result.differing)}"
                )
            yield from map(Outcome, chunk, result.data)

    def somebody_works(self) -> bool:
        """Whether the scheduler is there, and has workers."""
        try:
            return self.client.status == "running" and bool(self.client.scheduler_info()["workers"])
        except (OSError, TimeoutError):
            return False

    def patiently(self, get: Callable[..., Any], nothing: type[Exception]) -> Any:
        """What `get` gives, as long as there is somebody who may still do something. `nothing`: what it raises in time."""
        alone_since: float | None = None
        while True:
            self.interrupt.heed()
            if self.stop():
                raise Cancelled
            try:
                return get(timeout=LOOK)
            except nothing:
                if self.somebody_works():
                    alone_since = None
                elif alone_since is None:
                    alone_since = time.monotonic()
                elif time.monotonic() - alone_since > ALONE:
                    who = "all workers have" if self.client.status == "running" else "it has"
                    raise UsageError(f"the scheduler at {self.address}: {who} gone (waited {ALONE:.0f} s)") from None


def _connected(address: str) -> Any:
    """A client of the scheduler."""
    if not address:
        raise UsageError("--dask needs the address of a scheduler, as tcp://scheduler:8786")
    try:
        import distributed
    except ModuleNotFoundError as error:
        raise UsageError(f"--dask needs Dask ({error}): pip install 'sadpath[dask]'") from None
    for name in ("distributed", "distributed.client", "distributed.core", "distributed.comm"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters is said here
    try:
        make: Any = distributed.Client
        return make(address, timeout=CONNECT, set_as_default=False)
    except (OSError, TimeoutError, ValueError, TypeError) as error:
        raise UsageError(f"there is no scheduler at {address}: {error}") from None


def unable(who: str, error: BaseException) -> str:
    """That somebody can't work, for people."""
    return f"{who} can't work: {error or type(error).__name__}; it needs {version(VERSIONS)}"


def same_versions(who: str, versions: tuple[str | int, ...]) -> None:
    """Raises UsageError where somebody has another sadpath or Python."""
    if versions != VERSIONS:
        raise UsageError(f"{who} has {version(versions)}, and this is {version(VERSIONS)}: they have to be the same")
