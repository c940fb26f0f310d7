"""Which files matter: those that hold a token, and what is tied to them by imports.

Reading and searching a file costs a thousandth of parsing it, so nothing is parsed that this leaves out.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from sadpath.findings import Place
from sadpath.mark import MARK
from sadpath.source.contents import Contents
from sadpath.source.discover import SourcePath, display_path
from sadpath.source.imports import BY_NAME, is_own
from sadpath.source.modules import ModuleIndex
from sadpath.source.read import Unreadable, read_source
from sadpath.source.scan import FEW, Scan
from sadpath.source.sift import Sift, tokens_of
from sadpath.source.ties import Ties
from sadpath.source.tokens import Tokens
from sadpath.source.told import Memory

Tick = Callable[[int, int, str], None]
_KEEP = 16 << 20


@dataclass(frozen=True, slots=True)
class Relevant:
    """What there is to analyse. `files` holds all of the three groups, in this order and without repetition.

    `hits`: files that hold a token. `importers`: files under analysis that reach one of them by imports, and what lies
    between where a named file does.
    `imported`: what these import within the project, nearest first; they may lie outside the files under analysis.
    `unreadable`: files whose bytes could not be had, and named ones that are no text.
    """

    hits: tuple[SourcePath, ...] = ()
    importers: tuple[SourcePath, ...] = ()
    imported: tuple[SourcePath, ...] = ()
    unreadable: tuple[Place, ...] = ()

    @property
    def files(self) -> tuple[SourcePath, ...]:
        """All files to analyse."""
        return self.hits + self.importers + self.imported


class Search:
    """Finds what is relevant, and keeps it true when files change. All paths are absolute.

    Where the command line names single files, what these import is searched for tokens as well: a wrapper client counts
    though it was not named.
    `overlay` gives the bytes of files where they differ from the disk: standard input, a buffer.
    `keep`: how many bytes of files may be kept in memory, as importers are looked for in all of them again.
    `marked`: the files under analysis that may hold suppressions, as they are printed.
    `scan`: a search of the files for `tokens_of(sift)` that is going on already; what it has lost is not read again.
    `jobs`: how many processes may search. `memory`: what earlier runs read of the files, for files that are on the disk.
    """

    def __init__(
        self,
        files: Sequence[SourcePath],
        sift: Sift,
        index: ModuleIndex,
        overlay: Mapping[str, bytes] | None = None,
        keep: int = _KEEP,
        scan: Scan | None = None,
        jobs: int = 1,
        memory: Memory | None = None,
    ) -> None:
        self.files = {file.path: file for file in files}
        self.sift = sift
        self.tokens = tokens_of(sift)
        self._scan = scan
        self.jobs = jobs
        self.index = index
        self.contents = Contents(overlay if overlay is not None else {}, keep)
        self.ties = Ties(self.contents, index, memory)
        self.hits: dict[str, SourcePath] = {}
        self.unreadable: dict[str, Place] = {}
        self.marked: set[str] = set()
        self._seen: set[str] = set()
        self._found: Relevant | None = None

    def relevant(self, progress: Tick | None = None) -> Relevant:
        """What is relevant now; the last answer where nothing changed that matters."""
        if self._found is None:
            self.find_hits(progress)
            self.find_hits_of_named()
            self._found = self.gather()
        return self._found

    def gather(self) -> Relevant:
        """The answer that follows from the hits."""
        if not self.hits:
            return Relevant(unreadable=tuple(self.unreadable.values()))
        importers = self.find_importers()
        imported = self.closure([*self.hits, *importers])
        return Relevant(
            tuple(sorted(self.hits.values())),
            tuple(sorted(importers.values())),
            tuple(imported),
            tuple(self.unreadable.values()),
        )

    def changed(self, path: str) -> bool:
        """The bytes of a file have changed; whether that may change what is relevant."""
        self.contents.changed(path)
        imported, stored = self.ties.changed(path)
        was_hit, problem = path in self.hits, self.unreadable.get(path)
        self.hits.pop(path, None)
        self.unreadable.pop(path, None)
        file = self.files.get(path)
        if file is not None:
            self.look_into(path, file)
        found, self._found = self._found, None
        if found is None or was_hit != (path in self.hits) or problem != self.unreadable.get(path):
            return True
        if self.hits and self.ties_change(path, found, imported, stored):
            return True
        self._found = found
        return False

    def ties_change(self, path: str, found: Relevant, imported: list[str] | None, stored: list[str] | None) -> bool:
        """Whether a file ties others to the hits than it did."""
        try:
            now = self.ties.targets(path)
        except Unreadable:
            now = []
        reached = {file.path for file in (*found.hits, *found.importers)}
        if now != imported if imported is not None else not reached.isdisjoint(now):
            return True
        return stored is not None and stored != self.ties.changed_by(path, reached, path in self.hits)

    def find_hits(self, progress: Tick | None) -> None:
        if self._scan is not None:
            self.take_scan(self._scan)
            self._scan = None
        for number, (path, file) in enumerate(self.files.items()):
            if progress is not None and not number & 255:
                progress(number, len(self.files), "reading")
            if path not in self._seen:
                self._seen.add(path)
                self.look_into(path, file)

    def take_scan(self, scan: Scan) -> None:
        """Leave out the files that are known to hold nothing, and those that kill who reads them."""
        if scan.tokens.tokens != self.tokens.tokens:  # a settings file below has named more catalogues
            scan.close()
            return
        scan.finish()
        for path, file in self.files.items():
            if path in scan.nothing and not (file.named or file.bound or path in self.contents.overlay):
                self._seen.add(path)
            elif path in scan.lost:
                self._seen.add(path)
                self.contents.lost[path] = scan.lost[path]
                self.unreadable[path] = Place(file.display, 1, 1, 1, 1, scan.lost[path])

    def look_into(self, path: str, file: SourcePath) -> None:
        """Find out whether a file is a hit, or can't be read, or may hold suppressions."""
        data, found = self.tokens_in(path, file)
        (self.marked.add if MARK in found else self.marked.discard)(file.display)
        if self.ties.imports_by_name(path, not found.isdisjoint(BY_NAME)):
            self._found = None
        if (file.bound and path not in self.unreadable) or (found and self.is_hit(path, data, found)):
            self.hits[path] = file

    def tokens_in(self, path: str, file: SourcePath) -> tuple[bytes, Set[bytes]]:
        """The bytes of a file, and the tokens in them; nothing where they can't be had, which is noted."""
        try:
            data = self.contents.data(path)
            if file.named:
                read_source(path, self.contents.overlay.get(path))
        except Unreadable as problem:
            self.unreadable[path] = Place(file.display, problem.line, 1, problem.line, 1, problem.reason)
            return b"", frozenset()
        return data, self.tokens.found(data)

    def is_hit(self, path: str, data: bytes, found: Set[bytes]) -> bool:
        return self.sift.judge(data, found, lambda imported: is_own(imported, path, self.index))

    def find_hits_of_named(self) -> None:
        named = [path for path, file in self.files.items() if file.named]
        for file in self.closure(named) if named else []:
            if file.path not in self.files:
                try:
                    data = self.contents.data(file.path)
                    if self.is_hit(file.path, data, self.tokens.found(data)):
                        self.hits[file.path] = file
                except Unreadable:
                    continue
                self.files[file.path] = file

    def find_importers(self) -> dict[str, SourcePath]:
        """The files under analysis that import a hit, or import one that does, and so on.

        What one of them is told to keep while it is loaded counts as if it stood in it.
        """
        found: dict[str, SourcePath] = {}
        frontier = set(self.hits)
        reached = set(self.hits)
        while frontier:
            words = {self.index.name(path)[1].rpartition(".")[2] for path in frontier}
            words |= {os.path.basename(os.path.dirname(path)) for path in frontier if path.endswith("__init__.py")}
            mentions = Tokens([*words, *BY_NAME])
            # `from . import x` names no package; who writes it stands in the package's directory
            packages = tuple(path.removesuffix("__init__.py") for path in frontier if path.endswith("__init__.py"))
            following: set[str] = set()
            asked = self.unmentioned(mentions, [path for path in self.files if path not in reached])
            for path, file in self.files.items():
                if path in reached:
                    continue
                try:
                    # where the imports are known already, asking them is quicker than another search
                    known = path.startswith(packages or ("\0",)) or self.ties.knows_targets(path)
                    if not known and (path in asked or not mentions.any(self.contents.data(path))):
                        continue
                    if not frontier.isdisjoint(self.ties.targets(path)):
                        found[path] = file
                        following.add(path)
                except Unreadable:
                    continue
            reached |= following
            frontier = (
                following
                or {path for path in self.ties.stored_into(reached, self.hits) if path in self.files} - reached
            )
            if not following:
                reached |= frontier
                found.update((path, self.files[path]) for path in frontier)
        return found

    def unmentioned(self, mentions: Tokens, paths: list[str]) -> set[str]:
        """Those of many files of which other processes have found out that they hold none of the tokens."""
        if self.jobs < 2 or len(paths) < FEW:
            return set()
        scan = Scan(mentions, jobs=self.jobs)
        for path in paths:
            if not (path in self.contents.overlay or path in self.unreadable or self.ties.knows_targets(path)):
                scan.add(path)
        scan.finish()
        return scan.nothing

    def closure(self, start: Iterable[str]) -> list[SourcePath]:
        """What the files `start` import within the project, and what that imports: nearest first, `start` left out."""
        found: dict[str, SourcePath] = {}
        reached = set(start)
        frontier = sorted(reached)
        while frontier:
            following: list[str] = []
            for path in frontier:
                try:
                    imported = self.ties.targets(path)
                except Unreadable:
                    continue
                for target in imported:
                    if target not in reached:
                        reached.add(target)
                        following.append(target)
                        found[target] = self.files.get(target) or SourcePath(
                            display_path(target, self.index.cwd), target
                        )
            frontier = following
        return list(found.values())
