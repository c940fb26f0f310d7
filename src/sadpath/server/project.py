"""A folder of the editor's under analysis: its settings, its files, and what was found in them.

Used by the analysis thread alone (see `engine`); only `edit` and `reload` may be called from others.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sadpath.server.documents import Buffer, Part
from sadpath.server.options import Options

if TYPE_CHECKING:
    from sadpath.analyse import Results
    from sadpath.baseline.file import Baseline
    from sadpath.catalogue import Provider
    from sadpath.config import Settings
    from sadpath.config.errors import UsageError
    from sadpath.findings import Finding
    from sadpath.source.discover import SourcePath
    from sadpath.walk.outcomes import WalkFacts
    from sadpath.walk.program import Module
    from sadpath.workspace import Workspace

KEEP = 32 << 20
"""Bytes of files that a project keeps in memory."""


class Project:
    """What is analysed together. `root` is a folder, or for a document outside of all folders that very file."""

    def __init__(self, root: str, options: Options, *, single: bool = False) -> None:
        self.root, self.options, self.single = root, options, single
        self.lock = threading.Lock()
        self.pending: dict[str, Buffer | None] = {}
        """Files whose text changed since the last analysis; None: it is what the disk holds."""
        self.stale = True
        """Files came or went, or the settings changed."""
        self.buffers: dict[str, Buffer] = {}
        self.overlay: dict[str, bytes] = {}
        self.looked_for: set[str] = set()
        """Files that the editor opened though discovery did not find them."""
        self.settings: Settings | None = None
        self.problem: UsageError | None = None
        self.watched: set[str] = set()
        """Files on which the settings hang, by absolute path."""
        self.baseline: Baseline | None = None
        self.providers: tuple[Provider, ...] = ()
        self.workspace: Workspace | None = None
        self.findings: dict[str, tuple[Finding, ...]] = {}
        self.told: dict[str, tuple[Finding, ...]] = {}
        """The findings that the client has heard of."""
        self.edited = ""
        """The file whose edit came last: the client asks about it by itself."""
        self.walks: list[WalkFacts] = []
        self.internal: list[str] = []
        self.generation = 0
        """How many analyses there have been."""
        self.interrupted = False
        self.anew = True
        """Nothing of the last analysis holds any more: the settings or the files are others."""
        self.before: dict[str, list[str]] = {}
        """The lines that the last analysis saw of files that were edited since."""
        self.promised: dict[tuple[str, str, str], str] = {}
        """What clients were told before an analysis was done: by path, document and encoding the id of the answer."""
        self.texts: dict[str, list[str]] = {}
        self.memory: dict[object, object] = {}
        """What features work out from the findings and walks; emptied with each analysis."""

    # ------------------------------------------------------------------ from any thread

    def edit(self, path: str, buffer: Buffer | None) -> None:
        """The text of a file is another one now."""
        with self.lock:
            self.pending[path] = buffer

    def reload(self, options: Options | None = None) -> None:
        """Files came or went, or the settings changed."""
        with self.lock:
            self.stale = True
            if options is not None:
                self.options = options

    @property
    def waiting(self) -> bool:
        """Whether there is something that the last analysis did not know."""
        return self.stale or bool(self.pending)

    # ------------------------------------------------------------------ in the analysis thread

    def refresh(self, stop: Callable[[], bool]) -> bool:
        """Bring findings and walks up to date; whether there was anything to do. Raises `Cancelled` where `stop` says so."""
        with self.lock:
            pending, self.pending = self.pending, {}
            stale, self.stale = self.stale, False
        changed = self.take(pending)
        if stale:
            self.anew = True
            self.open()
        workspace = self.workspace
        if workspace is None or not (stale or changed or self.interrupted):
            return False
        self.interrupted = True  # until it is done
        if not stale:
            workspace.changed(changed)
        workspace.stop = stop
        self.judge(workspace.walk())
        self.interrupted = self.anew = False
        self.before.clear()
        self.generation += 1
        return True

    def known(self, path: str) -> tuple[Finding, ...] | None:
        """While an analysis runs: the last one's findings in a file, where their lines are now; None where they say nothing any more."""
        from sadpath.server.kept import LineNow, carried, line_now

        if self.anew:
            return None

        @cache
        def lines(display: str) -> LineNow:
            other = os.path.abspath(display)
            now = self.lines(other)
            return line_now(self.before.get(other, now), now)

        return carried(self.findings.get(path, ()), lines)

    def take(self, pending: dict[str, Buffer | None]) -> list[str]:
        """Take over edited texts; the paths whose bytes are others now."""
        changed = []
        for path, buffer in pending.items():
            before = self.overlay.get(path)
            if not self.anew and path not in self.before and (path in self.texts or path in self.overlay):
                self.before[path] = self.lines(path)
            self.texts.pop(path, None)
            if buffer is None:
                self.buffers.pop(path, None)
                self.overlay.pop(path, None)
            else:
                self.buffers[path] = buffer
                self.overlay[path] = buffer.data
            if buffer is None or before != buffer.data:
                changed.append(path)
        return changed

    def open(self) -> None:
        """Read the settings, find the files, and begin anew."""
        from sadpath.baseline.file import read_baseline
        from sadpath.catalogue import CatalogueError, load_providers
        from sadpath.config import Layer, Settings, UsageError
        from sadpath.config.settings import watched
        from sadpath.workspace import Workspace

        over = Layer(select=self.options.select or None, ignore=self.options.ignore)
        self.problem = None
        try:
            file = os.path.join(self.root, self.options.configuration) if self.options.configuration else None
            settings = Settings(self.root, file=file, over=over)
            providers = load_providers(settings.catalogues)
            found = self.find(settings)
            settings.check_bindings(provider.id for provider in providers)
        except (CatalogueError, UsageError) as error:  # what held last goes on to hold
            self.problem = error if isinstance(error, UsageError) else UsageError(str(error))
            settings = self.settings or Settings(self.root, use_files=False, over=over)
            providers = self.providers or load_providers(())
            found = self.find(settings)
        self.settings, self.providers = settings, providers
        self.watched = {os.path.abspath(file) for file in watched(self.root, self.settings)}
        self.baseline = None
        if self.settings.main.baseline is not None:
            self.watched.add(os.path.abspath(self.settings.main.baseline))
        if self.settings.main.baseline is not None and not self.single:
            try:
                self.baseline = read_baseline(self.settings.main.baseline)
            except UsageError as error:
                self.problem = self.problem or error
        self.texts.clear()
        self.workspace = Workspace(
            found, config=self.settings, providers=self.providers, overlay=self.overlay, keep=KEEP
        )

    def find(self, settings: Settings) -> list[SourcePath]:
        """The files of the project, with those that are not on the disk yet."""
        from sadpath.source.discover import SourcePath, discover

        if self.single:
            found = [SourcePath(self.display(self.root), self.root, named=True)]
        else:
            found = discover([self.root], excludes_at=settings.excludes_at).files
        known = {file.path for file in found}
        unsaved = [p for p in self.overlay if p not in known and p.endswith(".py") and not os.path.lexists(p)]
        return [*found, *(SourcePath(self.display(path), path) for path in unsaved)]

    def judge(self, results: Results) -> None:
        """Take over what an analysis found."""
        from sadpath.analyse import report_of
        from sadpath.output.sources import Sources
        from sadpath.screen import Seen, screen
        from sadpath.source.discover import discover

        assert self.settings is not None and self.workspace is not None
        settings, texts = self.settings, {self.display(path): data for path, data in self.overlay.items()}
        for path, module in self.broken():
            texts[self.display(path)] = module.text.encode("utf-8", "surrogatepass")  # what its findings are about
        report = report_of(replace(results, walks=[]))  # rows of the matrix are for those who ask
        files = self.workspace.files

        def seen() -> Seen:
            return Seen(files, lambda paths: discover(paths, excludes_at=settings.excludes_at).files, report)

        baseline, sources = self.baseline, Sources(given=texts)
        if baseline is not None:
            screened = screen(report, settings, sources, seen=seen(), baseline=baseline)
        else:  # only where a suppression seems unused it matters what else was looked at
            screened = screen(report, settings, sources, whole=lambda paths: seen().whole(paths))
        by_path: dict[str, list[Finding]] = {}
        for finding in screened.report.findings:
            by_path.setdefault(os.path.abspath(finding.path), []).append(finding)
        self.findings = {path: self.where_they_are_now(path, found) for path, found in by_path.items()}
        self.walks, self.internal = results.walks, [*results.internal, *results.plugins]
        self.memory.clear()

    def where_they_are_now(self, path: str, findings: list[Finding]) -> tuple[Finding, ...]:
        """Findings in a file that does not parse at the moment are those of its last good text: they stay where the text is the same."""
        from sadpath.server.kept import kept

        module = dict(self.broken()).get(path)
        return kept(findings, module.text.split("\n"), self.lines(path)) if module is not None else tuple(findings)

    def broken(self) -> list[tuple[str, Module]]:
        """The files that can't be read at the moment, with the modules that they were."""
        loader = self.workspace.loader if self.workspace is not None else None
        if loader is None:
            return []
        return [(path, module) for path in loader.unreadable if (module := loader.parsed.get(path)) is not None]

    # ------------------------------------------------------------------ texts and places

    def display(self, path: str) -> str:
        """The path as findings print it."""
        from sadpath.source.discover import display_path

        return display_path(path, os.getcwd())

    def lines(self, path: str) -> list[str]:
        """The lines of a file as it is analysed, without their ends."""
        known = self.texts.get(path)
        if known is None:
            from sadpath.source.read import Unreadable, read_source

            try:
                known = read_source(path, self.overlay.get(path)).lines
            except Unreadable:
                known = re.split(r"\r\n|\r|\n", self.overlay.get(path, b"").decode("utf-8", "replace"))
            self.texts[path] = known
        return known

    def parts(self, path: str) -> tuple[Part, ...]:
        """The documents that make up a file."""
        buffer = self.buffers.get(path)
        return buffer.parts if buffer is not None else (Part(Path(path).as_uri(), None, 0, 1 << 30),)
