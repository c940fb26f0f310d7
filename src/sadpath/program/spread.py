"""The walks of a run in pieces, for several processes: on this machine, on others, or one after the other in CI's jobs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sadpath.program.frozen import CannotThaw, Numbers, freeze, relative, thaw
from sadpath.program.record import Batch, Part, Record
from sadpath.walk.entries import Entry
from sadpath.walk.models import Models

if TYPE_CHECKING:
    from sadpath.catalogue import Provider
    from sadpath.program.session import Session
    from sadpath.source.discover import SourcePath

MOST_AT_ONCE = 8
"""A process gets so many entries at most: what takes long is not to keep the others waiting."""
PIECES = 4
"""Into how many pieces for each process the entries are cut, so that nobody is idle for long in the end."""
PATIENCE = 0.15
"""Seconds that this process walks by itself before others are asked: most projects are done by then."""


@dataclass(frozen=True)
class Task:
    """An entry from which to walk. `root`: the import root of its program, relative to the run's base directory."""

    root: str
    module: str
    name: str

    @property
    def entry(self) -> Entry:
        """The entry within its program."""
        return Entry(self.module, self.name)


@dataclass(frozen=True)
class Outcome:
    """What became of a task: bytes (see `frozen`), or why there are none, for people."""

    task: Task
    data: bytes = b""
    problem: str = ""


@dataclass(frozen=True)
class Inputs:
    """What the walks of a run hang on, beside the catalogues. All paths are absolute.

    `files` are those under analysis, `relevant` those that can make a difference (some of them and what these import), in
    `overlay` are the bytes of those that are not to be read from the disk. `bound` gives the ids of the APIs that the
    settings bind a file to; None where they bind none.
    """

    files: Sequence[SourcePath] = ()
    relevant: Sequence[SourcePath] = ()
    overlay: Mapping[str, bytes] = field(default_factory=dict)
    bound: Callable[[str], frozenset[str]] | None = None


Carry = Callable[["Spread", Sequence[Task]], Iterable[Outcome]]
"""Has tasks done in other processes, and gives what came of them in their order. A task that gets no outcome is done here.

It is asked once in each run, even where there is nothing to do.
"""


def forked(processes: int, *, following: bool = False) -> Carry:
    """Has tasks done in forks of this process; with `following` also those that follow from what they gave."""

    def carry(spread: Spread, tasks: Sequence[Task]) -> Iterator[Outcome]:
        from sadpath.parallel import Lost, Workers
        from sadpath.walk.explore import Cancelled

        def work_all(tasks: list[Task]) -> list[bytes]:
            return [spread.walk_next(task) for task in tasks]

        with Workers(work_all, jobs=processes, stop=spread.stop) as workers:
            for some in spread.rounds(tasks, processes * 2 * MOST_AT_ONCE if following else 0):
                for chunk in chunked(some, processes):
                    workers.put(chunk, about=chunk[0].root)
                for task, data in zip(some, workers.results(), strict=True):
                    if not isinstance(data, Lost):
                        yield Outcome(task, data)
                    elif data.reason:
                        yield Outcome(task, problem=f"the process that walked from it {data.reason}")
        if spread.stop():
            raise Cancelled

    return carry


class Spread:
    """The planned sessions of a run, whose walks others do. `sessions` are by import root, `base` is an absolute path.

    `stop`: asked now and then whether to give up; a `Carry` raises `Cancelled` then.
    """

    def __init__(
        self,
        sessions: Mapping[str, Session],
        providers: Sequence[Provider],
        base: str,
        inputs: Inputs,
        stop: Callable[[], bool] = lambda: False,
    ) -> None:
        self.stop = stop
        self.base = base
        self.providers = providers
        self.inputs = inputs
        self.sessions = {relative(root, base): session for root, session in sessions.items()}
        self.models = Models()
        self.numbers = Numbers()
        self.told: dict[str, Batch] = {}
        self.asked: set[Task] = set()
        """What was given to do by `following`."""

    def tasks(self) -> list[Task]:
        """What is not walked yet, in the order in which one process would."""
        return [Task(root, e.module, e.name) for root, session in self.sessions.items() for e in session.missing()]

    def planned(self) -> list[Task]:
        """As `tasks`, with what is walked already."""
        plans = ((root, session.planned) for root, session in self.sessions.items())
        return [Task(root, e.module, e.name) for root, plan in plans if plan for e in dict.fromkeys(plan.first)]

    def rounds(self, tasks: Sequence[Task], most: int) -> Iterator[Sequence[Task]]:
        """These tasks, and then what follows from them, up to `most` at a time. What the tasks of one round gave has to be taken over
        before the next one is asked for.
        """
        tasks = tasks or self.following(most)
        while tasks and not self.stop():
            yield tasks
            tasks = self.following(most)

    def following(self, most: int) -> list[Task]:
        """Up to so many further tasks, once what those before gave was taken over; in the order in which one process would do them.

        These are functions that no walk has come through yet. Where the walk from one of them comes through another one, what that
        one gives is not used.
        """
        found: list[Task] = []
        for root, session in self.sessions.items():
            for entry in session.open_functions():
                task = Task(root, entry.module, entry.name)
                if len(found) == most:
                    return found
                if task not in self.asked:
                    self.asked.add(task)
                    found.append(task)
        return found

    def walk_next(self, task: Task) -> bytes:
        """Do a task in this process. All that it gives has to be taken over: what it has told of a program is not told again."""
        session = self.sessions[task.root]
        batch = session.batch([session.walk_part(task.entry)])
        told = self.told.get(task.root, Batch([]))
        self.told[task.root] = batch
        news = Batch(
            batch.parts,
            batch.at_load - told.at_load,
            {name: path for name, path in batch.asked.items() if name not in told.asked},
            {path: place for path, place in batch.unreadable.items() if path not in told.unreadable},
            {path: state for path, state in batch.states.items() if path not in told.states},
        )
        return freeze(news, session.project_modules(), self.providers, self.base, self.numbers)

    def walk_a_while(self, seconds: float) -> None:
        """Do tasks here, for so long."""
        until = time.monotonic() + seconds
        for session in self.sessions.values():
            for entries in (session.missing(), session.open_functions()):
                for entry in entries:
                    if time.monotonic() > until:
                        return
                    session.walk_part(entry)

    def carry_out(self, carry: Carry) -> Iterator[str]:
        """Have the rest done elsewhere, and take over what comes of it. Yields what went wrong, for people."""
        for outcome in carry(self, self.tasks()):
            if problem := self.take(outcome):
                yield f"{outcome.task.entry.label}: {problem}"

    def take(self, outcome: Outcome) -> str:
        """Give a session what a task gave; what can't be used will be walked here. The reason, for people."""
        session = self.sessions[outcome.task.root]
        if outcome.problem:  # who does it again may die of it again
            record = Record(internal=[f"{outcome.task.entry.label} was not walked: {outcome.problem}"])
            session.seed(Batch([Part(outcome.task.entry, [((outcome.task.entry, frozenset()), record)])]))
            return ""
        try:
            session.seed(
                thaw(outcome.data, session.loader.module, self.models.module, self.providers, self.base, self.numbers)
            )
        except CannotThaw as problem:
            return str(problem)
        return ""


def chunked(tasks: Sequence[Task], processes: int) -> list[list[Task]]:
    """Tasks of one program each, in chunks that are small enough to keep so many processes busy to the end."""
    size = max(1, min(MOST_AT_ONCE, len(tasks) // (processes * PIECES)))
    chunks: list[list[Task]] = []
    for task in tasks:
        if not chunks or len(chunks[-1]) == size or chunks[-1][-1].root != task.root:
            chunks.append([])
        chunks[-1].append(task)
    return chunks
