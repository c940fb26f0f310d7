"""Files under analysis, and what is known about them: walked once by the command, again after each edit by the server."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from operator import is_
from typing import TYPE_CHECKING, NamedTuple

from sadpath import plugins
from sadpath.analyse import Progress, Results, on_large_stack
from sadpath.garbage import uncollected
from sadpath.program.evidence import Evidence
from sadpath.program.texts import Texts
from sadpath.source.modules import ModuleIndex
from sadpath.source.search import Relevant, Search
from sadpath.timing import timed

if TYPE_CHECKING:
    from sadpath.catalogue import Provider
    from sadpath.config import Config, Settings
    from sadpath.findings import Finding
    from sadpath.program.kept import Store
    from sadpath.program.load import Loader
    from sadpath.program.record import Record
    from sadpath.program.session import Session
    from sadpath.program.spread import Carry, Spread
    from sadpath.source.discover import SourcePath
    from sadpath.source.scan import Scan
    from sadpath.source.told import Memory


class Checked(NamedTuple):
    """What the checks found over the walks of these records: all that have some."""

    records: Sequence[Record]
    findings: Sequence[Finding]
    failures: Sequence[tuple[str, str]]

    def hangs_on_text_of(self, path: str) -> bool:
        """Whether one of the findings can be mended at a place that is counted in the characters of a file."""
        return any(
            os.path.abspath(spot.path) == path
            for finding in self.findings
            for recipe in finding.recipes
            for spot in recipe.spots
        )

    def holds_for(self, records: Sequence[Record]) -> bool:
        """Whether these are the very same records."""
        return len(records) == len(self.records) and all(map(is_, records, self.records))


class Workspace:
    """The analysis of some files, which can be brought up to date when their bytes change.

    `overlay` gives the bytes of files (by absolute path) where they differ from the disk; who changes it says so with
    `changed`. When files come or go, another workspace is needed. `keep`: bytes of files that may stay in memory. `scan`: see
    `Search`. `jobs`: how many processes may search and walk; `carry`: who has walks done elsewhere (see `program.spread`);
    `store`: where what was walked is kept for later runs; `memory`: the same for what files tell of others.
    Not to be used from several threads at once.
    """

    def __init__(
        self,
        files: Sequence[SourcePath],
        *,
        config: Config | Settings,
        providers: Sequence[Provider],
        overlay: Mapping[str, bytes] | None = None,
        keep: int = 16 << 20,
        scan: Scan | None = None,
        jobs: int = 1,
        carry: Carry | None = None,
        store: Store | None = None,
        memory: Memory | None = None,
    ) -> None:
        if (bindings := config.bindings()) is not None:
            files = [file._replace(bound=bool(bindings(file.path))) for file in files]
        self.files = files
        self.config = config
        self.providers = providers
        self.overlay = overlay if overlay is not None else {}
        self.index = ModuleIndex([file.path for file in files])
        self.evidence = Evidence(providers)
        self.search = Search(files, self.evidence, self.index, self.overlay, keep, scan, jobs, memory)
        self.texts = Texts(self.search.ties)
        self.stop: Callable[[], bool] = lambda: False
        """Asked between runs of a walk, whether to give up: `Cancelled` is raised then, and `walk` can be called again."""
        self.jobs = jobs
        self.carry = carry
        self.store = store
        self.interrupted = False
        self.checked: Checked | None = None
        """The last answer of the checks; None where what stayed has other places now."""
        self.loader: Loader | None = None
        self.sessions: dict[str, Session] = {}

    def changed(self, paths: Iterable[str]) -> None:
        """The bytes of these files are others now (on the disk or in the overlay)."""
        for path in paths:
            self.search.changed(path)
            self.texts.changed(path)
            if self.loader is not None:
                self.tell(path)

    def tell(self, path: str) -> None:
        """Tell the sessions that the bytes of a file are others now."""
        assert self.loader is not None
        changes = self.loader.renew(path)
        if changes.reload or changes.moved or (self.checked is not None and self.checked.hangs_on_text_of(path)):
            self.checked = None
        module = self.loader.parsed.get(path)
        for session in self.sessions.values():
            if module is not None:
                session.changed(module, changes)
            elif changes:
                session.forget()

    def walk(self, *, entry: str | None = None, progress: Progress | None = None) -> Results:
        """Walk every documented error of the operations that the files reach. Raises `UsageError` for an entry that does not exist."""
        results = Results()
        results.plugins += self.config.plugin_problems()
        with uncollected(), timed(results.times, "reading", "searching the files"):
            found = self.search.relevant(progress)
        results.unreadable += found.unreadable
        results.marked += sorted(self.search.marked)
        if found.hits:
            self.interrupted = False
            work = partial(self.walk_programs, found, entry, progress, results)
            on_large_stack(work, give_up=self.interrupt)
            results.interrupted = self.interrupted
        else:
            self.sessions.clear()
            if entry is None:
                self.spread(found, results)
            else:
                results.notes.append(
                    f"nothing in these files has to do with a catalogued API, so there is nothing to walk from {entry}"
                )
        return results

    def interrupt(self) -> None:
        """Have the walks end that are under way; what is done by then counts."""
        self.interrupted = True

    def given_up(self) -> bool:
        """Whether walks are to end."""
        return self.interrupted or self.stop()

    def walk_programs(self, found: Relevant, entry: str | None, progress: Progress | None, results: Results) -> None:
        """Walk each program (the modules that share an import root), and check what came of it."""
        from sadpath.checks import run_checks
        from sadpath.walk.explore import Cancelled

        with uncollected():
            loader = self.hold_programs(found, planned=entry is None)
        try:
            self.walk_sessions(found, entry, progress, results)
        except Cancelled:
            if not self.interrupted:
                raise
            for session in self.sessions.values():
                session.take_what_is_done()
        for session in self.sessions.values():
            for record in session.current:
                results.walks += record.walks
                results.unfinished += record.unfinished
                results.internal += record.internal
                results.times += record.times
        if self.store is not None and entry is None and not self.interrupted:
            from sadpath.program.kept import keep_all

            keep_all(self.store, self.sessions, self.providers, self.index.cwd)
        known = {place.path for place in results.unreadable}
        results.unreadable += [p for _, p in sorted(loader.unreadable.items()) if p.path not in known]
        records = [record for session in self.sessions.values() for record in session.current if record.walks]
        if self.checked is None or not self.checked.holds_for(records):
            failures: list[tuple[str, str]] = []
            findings = run_checks(results.walks, self.config, results.times, failures)
            self.checked = Checked(records, findings, failures)
        results.findings += self.checked.findings
        for code, told in self.checked.failures:
            plugin = plugins.owner(code)
            if plugin is None:
                results.internal.append(f"the check {code} failed:\n{told}")
            else:
                results.plugins.append(f"the check {code} of the plugin {plugin} failed:\n{told}")

    def walk_sessions(self, found: Relevant, entry: str | None, progress: Progress | None, results: Results) -> None:
        """Do the walks. Raises `Cancelled` where they are given up, and `UsageError` for an entry that does not exist."""
        from sadpath.config import UsageError

        matched = False
        if entry is None:
            self.spread(found, results)
        for number, (root, session) in enumerate(self.sessions.items()):
            if progress is not None:
                progress(number, len(self.sessions), root)
            if entry is not None:
                matched = session.walk_entry(entry) or matched
            else:
                session.walk_planned()
        if entry is not None and not matched:
            raise UsageError(f"there is no function {entry!r} in these files")

    def hold_programs(self, found: Relevant, *, planned: bool) -> Loader:
        """Make the sessions of the programs: a plan for each, or all modules for an entry that is named later."""
        from sadpath.program.load import Loader
        from sadpath.program.reach import read_reach
        from sadpath.program.session import Session

        loader = self.loader = self.loader or Loader(self.index, self.overlay)
        analysed = {file.path for file in self.files}
        members = [*found.hits, *found.importers]
        roots: dict[str, list[SourcePath]] = {}
        # what is only imported may have methods that a class inherits which leads
        for file in [*members, *found.imported] if planned else members:
            if file.path in analysed or not planned:
                roots.setdefault(self.index.name(file.path)[0], []).append(file)
        old = self.sessions
        if self.store is not None and planned and not old:
            from sadpath.program.kept import Revival

            revival = Revival(self.store, loader, self.providers, self.index.cwd, self.texts.targets)
            old = revival.sessions(roots, self.config)
        reach = None
        reached = frozenset(file.path for file in members)
        if planned:
            hits = (file.path for file in found.hits)
            reach = read_reach(members, hits, self.texts, loader, self.evidence)
        self.sessions = {}
        for root, files in sorted(roots.items()):
            if reach is not None:
                files = [file for file in files if file.path in reach.files]
            modules = [m for m in (loader.module(file.path, file.display) for file in files) if m is not None]
            if not modules:
                continue
            session = old.get(root) or Session(loader, root, self.providers, self.config)
            session.stop = self.given_up
            session.mentioning = self.mentioning([file for file in roots[root] if file.path in reached])
            session.hold(modules)
            if planned:
                session.plan(reach)
            self.sessions[root] = session
        self.texts.ties.remember()
        return loader

    def mentioning(self, files: Sequence[SourcePath]) -> Callable[[str], list[str]]:
        """Tells in which modules, of these files, a word stands."""
        paths = [file.path for file in files]
        return lambda word: [self.index.name(path)[1] for path in paths if word in self.texts.words(path)]

    def planned(self, progress: Progress | None = None) -> Spread:
        """The walks that there are to do, and who does them one by one."""
        found = self.search.relevant(progress)
        on_large_stack(lambda: self.hold_programs(found, planned=True))
        return self.spread_of(found)

    def spread_of(self, found: Relevant) -> Spread:
        """The walks of the programs that are planned."""
        from sadpath.program.spread import Inputs, Spread

        inputs = Inputs(self.files, found.files, self.overlay, self.config.bindings())
        return Spread(self.sessions, self.providers, self.index.cwd, inputs, self.given_up)

    def spread(self, found: Relevant, results: Results) -> None:
        """Have other processes do some of the walks, where that is wanted and pays."""
        if self.carry is not None:
            results.notes += self.spread_of(found).carry_out(self.carry)
        elif self.jobs > 1 and self.sessions:
            from sadpath.program.spread import PATIENCE, forked

            spread = self.spread_of(found)
            spread.walk_a_while(PATIENCE)
            results.notes += spread.carry_out(forked(self.jobs, following=True))
