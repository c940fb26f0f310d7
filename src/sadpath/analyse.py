"""The analysis: from files to findings and the matrix. The command and the language server both call `analyse`."""

from __future__ import annotations

import gc
import math
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sadpath.findings import Finding, OutcomeRow, Place, Report, Timing, WalkRow

if TYPE_CHECKING:
    from sadpath.catalogue import Provider
    from sadpath.config import Config, Settings
    from sadpath.follow import Follower
    from sadpath.program.kept import Store
    from sadpath.program.spread import Carry
    from sadpath.source.discover import SourcePath
    from sadpath.source.scan import Scan
    from sadpath.source.told import Memory
    from sadpath.walk.outcomes import WalkFacts
    from sadpath.ways import Way

Progress = Callable[[int, int, str], None]
STACK = 512 << 20
GRACE = 5.0
"""Seconds that an interrupted analysis has to come to an end with what it has found."""


@dataclass
class Results:
    """What the walks of all programs gave."""

    walks: list[WalkFacts] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unreadable: list[Place] = field(default_factory=list)
    internal: list[str] = field(default_factory=list)
    plugins: list[str] = field(default_factory=list)
    """What went wrong in plugins, one text each."""
    unfinished: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)
    times: list[Timing] = field(default_factory=list)
    interrupted: bool = False
    """Whether somebody ended it before all walks were done."""


def analyse(
    files: Sequence[SourcePath],
    *,
    config: Config | Settings,
    providers: Sequence[Provider],
    entry: str | None = None,
    stdin: tuple[str, bytes] | None = None,
    overlay: Mapping[str, bytes] | None = None,
    progress: Progress | None = None,
    ways: bool = False,
    carry: Carry | None = None,
    store: Store | None = None,
    memory: Memory | None = None,
    scan: Scan | None = None,
    jobs: int = 1,
    partial: bool = False,
) -> Report:
    """Walk every documented error of the operations that these files reach.

    `entry` ("module:qualified.name") walks from that function alone. `stdin` is (name, bytes) of a file that is not on the disk,
    `overlay` has the bytes of files, by absolute path, that are to be read in place of those on the disk.
    `ways` also gives each outcome's way through the source, and the catalogues. `carry` has walks done elsewhere,
    `store` keeps what was walked for later runs, `memory` what files tell of others.
    `scan` is a search of the files that has begun already, `jobs` how many processes may work.
    `partial`: an interrupt is answered with what was found by then. Raises `UsageError` for an entry that does not exist.
    """
    from sadpath.workspace import Workspace

    overlay = dict(overlay or {})
    if stdin is not None:
        files = [*files, _standard_input(stdin[0])]
        overlay.setdefault(files[-1].path, stdin[1])
    workspace = Workspace(
        files,
        config=config,
        providers=providers,
        overlay=overlay,
        scan=scan,
        jobs=jobs,
        carry=carry,
        store=store,
        memory=memory,
    )
    try:
        results = workspace.walk(entry=entry, progress=progress)
    finally:
        gc.unfreeze()  # see `garbage`: whoever analyses again and again is not to keep it all
    if results.interrupted and not partial:
        raise KeyboardInterrupt
    return report_of(results, len(files), providers if ways else None)


def report_of(results: Results, files: int = 0, providers: Sequence[Provider] | None = None) -> Report:
    """The plain data of what the walks gave; given the catalogues, also the ways of the outcomes."""
    return Report(
        findings=tuple(results.findings),
        walks=tuple(rows(results.walks, ways=providers is not None)),
        unreadable=tuple(results.unreadable),
        files=files,
        notes=tuple(results.notes),
        internal_errors=tuple(results.internal),
        plugin_errors=tuple(results.plugins),
        unfinished=tuple(results.unfinished),
        marked=tuple(results.marked),
        times=tuple(results.times),
        interrupted=results.interrupted,
        providers=tuple(providers or ()),
    )


def _standard_input(name: str) -> SourcePath:
    """The file that standard input of that name stands for."""
    from sadpath.source.discover import SourcePath

    return SourcePath(name, str(Path("stdin.py" if name == "<stdin>" else name).absolute()), named=True)


def on_large_stack(work: Callable[[], object], give_up: Callable[[], object] | None = None) -> None:
    """Run `work` in a thread whose stack bears deep recursion; what it raises is raised here.

    On an interrupt `give_up` tells it to come to an end, for which it has GRACE seconds; a second one ends it at once.
    """
    problem: list[BaseException] = []
    done = threading.Event()  # an interrupt of `Thread.join` makes Python 3.11 take the thread for ended

    def run() -> None:
        try:
            work()
        except BaseException as error:
            problem.append(error)
        done.set()

    limit = sys.getrecursionlimit()
    before = threading.stack_size(STACK)
    sys.setrecursionlimit(max(limit, 50_000))
    try:
        thread = threading.Thread(target=run, name="sadpath walk", daemon=True)  # Ctrl-C does not wait for it
        thread.start()
        try:
            wait_for(done)
        except KeyboardInterrupt:
            if give_up is None:
                raise
            give_up()
            wait_for(done, GRACE)
            if not done.is_set():
                raise
    finally:
        threading.stack_size(before)
        sys.setrecursionlimit(limit)
    if problem:
        raise problem.pop()  # held by nothing but what handles it: it holds this frame


def wait_for(event: threading.Event, seconds: float = math.inf) -> None:
    """Wait for an event, but so that an interrupt is heard."""
    until = time.monotonic() + seconds
    while not event.wait(0.1) and time.monotonic() < until:
        pass


def rows(walks: Sequence[WalkFacts], *, ways: bool) -> list[WalkRow]:
    """The rows of the matrix, with the ways of their outcomes where these are wanted."""
    if not ways:
        return [row(facts) for facts in walks]
    from sadpath.follow import Follower

    made: list[WalkRow] = []
    follower = Follower()
    on_large_stack(lambda: made.extend(row(facts, follower) for facts in walks))
    return made


def row(facts: WalkFacts, follower: Follower | None = None) -> WalkRow:
    """One walk as a row of the matrix; with a follower, also the ways of its outcomes."""
    walked = facts.walked
    place = walked.place
    ways: Sequence[Way | None] = follower.ways(facts) if follower is not None else [None] * len(facts.lanes)
    outcomes = tuple(
        OutcomeRow(
            status=lane.answer.status,
            code=lane.answer.code,
            fate=lane.fate,
            resent=lane.resent,
            waited=lane.waited,
            specific=lane.specific,
            lines=lane.lines,
            assumed_status=bool(lane.answer.error and lane.answer.error.assumed_status),
            retry=lane.answer.error.terms(walked.bound.operation.method, lane.keyed) if lane.answer.error else None,
            way=way,
        )
        for lane, way in zip(facts.lanes, ways, strict=True)
    )
    return WalkRow(
        provider=walked.bound.provider.id,
        operation=walked.bound.operation.id,
        entry=walked.entry.label,
        path=place.module.path if place else "",
        line=getattr(place.node, "lineno", 0) if place else 0,
        outcomes=outcomes,
    )
