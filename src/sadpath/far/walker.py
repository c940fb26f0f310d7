"""Doing a job's tasks in a process elsewhere."""

from __future__ import annotations

import gc
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sadpath.analyse import on_large_stack
from sadpath.far.job import Job, Packed
from sadpath.far.stamp import digest_of
from sadpath.program.frozen import relative
from sadpath.program.frozen.names import VERSIONS
from sadpath.program.load import Loader
from sadpath.program.session import Session
from sadpath.program.spread import Inputs, Spread, Task
from sadpath.source.discover import display_path
from sadpath.source.modules import ModuleIndex

SELDOM = (100_000, 100, 50)
"""As the command does: what a walk makes, it mostly keeps. By default a third of the time goes to looking for garbage."""
MOST_JOBS = 2
MOST_PROGRAMS = 4
"""So many of the last ones are kept for tasks to come."""


class Done(NamedTuple):
    """What came of tasks: bytes for each. `differing`: files that are not what the job was made of, relative to its base."""

    versions: tuple[str | int, ...]
    data: list[bytes]
    differing: list[str]


class Probe(NamedTuple):
    """What a process is: its versions, and whether it has the directory."""

    versions: tuple[str | int, ...]
    has_root: bool


def probe(root: str) -> Probe:
    """See whether this process can work."""
    return Probe(VERSIONS, os.path.isdir(root))


def walk(packed: Packed, root: str, tasks: Sequence[Task]) -> Done:
    """Do tasks; `root` is the job's base directory as this process sees it.

    What was built for a job stays for its next tasks. The threads of a process take turns: a walk keeps the interpreter
    busy, and what it builds belongs to one at a time.
    """
    done: list[Done] = []
    with _lock:
        before = gc.get_threshold()
        gc.set_threshold(*SELDOM)
        try:
            walker = _walker(packed, root)
            on_large_stack(lambda: done.append(walker.do(tasks)))
        finally:
            gc.set_threshold(*before)
    return done[0]


class Walker:
    """A job's programs, built when a task asks for them. `root` is the base directory here."""

    def __init__(self, job: Job, root: str) -> None:
        self.job = job
        self.root = os.path.abspath(root)
        self.index = ModuleIndex([self.path(name) for name in job.files], cwd=self.root)
        self.overlay = {self.path(name): data for name, data in job.overlay.items()}
        self.programs: OrderedDict[str, Spread] = OrderedDict()
        self.differing: set[str] = set()

    def path(self, name: str) -> str:
        """Where a file of the job is here."""
        return os.path.normpath(os.path.join(self.root, name))

    def name(self, path: str) -> str:
        """How the job names a file."""
        return relative(path, self.root)

    def display(self, path: str) -> str:
        """How the file is printed where the job comes from."""
        return display_path(os.path.join(self.job.base, self.name(path)), self.job.base)

    def do(self, tasks: Sequence[Task]) -> Done:
        """Do tasks one after the other."""
        for program in self.programs.values():
            program.told.clear()  # what was told of it with other tasks may never have come through
        try:
            data = [self.program(task.root).walk_next(task) for task in tasks]
        except Exception:
            if not self.differing:
                raise
            data = []  # no wonder
        return Done(VERSIONS, data, sorted(self.differing))

    def program(self, root: str) -> Spread:
        """The planned program at an import root."""
        program = self.programs.get(root)
        if program is None:
            session = Session(_Loader(self), self.path(root), self.job.providers, self)
            paths = map(self.path, self.job.programs[root])
            modules = [session.loader.module(path, self.display(path)) for path in paths]
            session.hold([module for module in modules if module is not None])
            session.plan()
            program = Spread({session.root: session}, self.job.providers, self.root, Inputs())
            self.programs[root] = program
            if len(self.programs) > MOST_PROGRAMS:
                self.programs.popitem(last=False)
        self.programs.move_to_end(root)
        return program

    def bindings(self) -> Callable[[str], frozenset[str]] | None:
        """As `Settings.bindings`, resolved where the job comes from."""
        bound = self.job.bound
        return None if bound is None else lambda path: bound.get(path, frozenset())


class _Loader(Loader):
    """Notes files that are not what the job was made of."""

    def __init__(self, walker: Walker) -> None:
        super().__init__(walker.index, walker.overlay)
        self.walker = walker

    def display(self, path: str) -> str:
        return self.walker.display(path)

    def text(self, path: str, display: str) -> str | None:
        name = self.walker.name(path)
        expected = self.walker.job.digests.get(name)
        if expected is not None and digest_of(self.overlay.get(path), path) != expected:
            self.walker.differing.add(name)
        return super().text(path, display)


_lock = threading.Lock()
_walkers: OrderedDict[tuple[str, str], Walker] = OrderedDict()


def _walker(packed: Packed, root: str) -> Walker:
    key = packed.id, root
    walker = _walkers.get(key)
    if walker is None:
        walker = _walkers[key] = Walker(packed.job(), root)
        if len(_walkers) > MOST_JOBS:
            _walkers.popitem(last=False)
    _walkers.move_to_end(key)
    return walker
