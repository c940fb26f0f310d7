"""Which files matter: those that hold a token, and what is tied to them by imports.

Reading and searching a file costs a thousandth of parsing it, so nothing is parsed that this leaves out.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from sadpath.cache.states import State, state_of
from sadpath.findings import Place
from sadpath.mark import MARK
from sadpath.source.discover import SourcePath, display_path
from sadpath.source.effects import Stores, stores_of
from sadpath.source.imports import BY_NAME, is_own, named_in, spelled_by, targets
from sadpath.source.modules import ModuleIndex
from sadpath.source.read import Unreadable, as_utf8, read_source, read_with_status
from sadpath.source.scan import FEW, Scan
from sadpath.source.sift import Sift, tokens_of
from sadpath.source.tokens import Tokens
from sadpath.source.told import Memory, Told, of_plain, plain, read

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
        self._lost: dict[str, str] = {}
        self.jobs = jobs
        self.index = index
        self.overlay = overlay if overlay is not None else {}
        self.hits: dict[str, SourcePath] = {}
        self.unreadable: dict[str, Place] = {}
        self.marked: set[str] = set()
        self.importing: set[str] = set()
        """The files under analysis that import modules by names that are data: what they are given, others may spell."""
        self._kept: dict[str, bytes] = {}
        self._room = keep
        self._memory = memory
        self._told: dict[str, Told] = {}
        self._news: dict[str, State] = {}
        """The states of files of which the memory does not know all that was told."""
        self._remembered: dict[str, State | None] = {}
        """The states in which files were when the memory told of them."""
        self._states: dict[str, State | None] = {}
        """The states in which files were read."""
        self._targets: dict[str, list[str]] = {}
        self._stores: dict[str, list[str]] = {}
        self._storing: dict[str, Stores] = {}
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
        if (kept := self._kept.pop(path, None)) is not None:
            self._room += len(kept)
        was_hit, problem, known = path in self.hits, self.unreadable.get(path), self._targets.pop(path, None)
        stores = self._stores.pop(path, None)
        self._storing.pop(path, None)
        self._told.pop(path, None)
        self._states.pop(path, None)
        self._remembered.pop(path, None)
        self._news.pop(path, None)
        self.hits.pop(path, None)
        self.unreadable.pop(path, None)
        file, importing = self.files.get(path), bool(self.importing)
        if file is not None:
            self.look_into(path, file)
        if importing != bool(self.importing):
            self._targets.clear()
            self._found = None
        found, self._found = self._found, None
        if found is None or was_hit != (path in self.hits) or problem != self.unreadable.get(path):
            return True
        if self.hits:
            try:
                imported = self.targets(path)
            except Unreadable:
                imported = []
            reached = {file.path for file in (*found.hits, *found.importers)}
            if imported != known if known is not None else not reached.isdisjoint(imported):
                return True
            if stores is not None and stores != self.changed_by(path, reached):
                return True
        self._found = found
        return False

    def data(self, path: str) -> bytes:
        """A file's bytes as UTF-8; kept while there is room, since importers are looked for in all of them again."""
        found = self.overlay.get(path)
        if found is None:
            found = self._kept.get(path)
        else:
            return as_utf8(found)
        if found is None:
            if path in self._lost:
                raise Unreadable(self._lost[path])
            data, status = read_with_status(path)
            found = as_utf8(data)
            self._states[path] = state_of(status)
            if self._room > len(found):
                self._room -= len(found)
                self._kept[path] = found
        return found

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
            if path in scan.nothing and not (file.named or file.bound or path in self.overlay):
                self._seen.add(path)
            elif path in scan.lost:
                self._seen.add(path)
                self._lost[path] = scan.lost[path]
                self.unreadable[path] = Place(file.display, 1, 1, 1, 1, scan.lost[path])

    def look_into(self, path: str, file: SourcePath) -> None:
        """Find out whether a file is a hit, or can't be read, or may hold suppressions."""
        self.marked.discard(file.display)
        self.importing.discard(path)
        try:
            data = self.data(path)
            if file.named:
                read_source(path, self.overlay.get(path))
        except Unreadable as problem:
            self.unreadable[path] = Place(file.display, problem.line, 1, problem.line, 1, problem.reason)
            return
        found = self.tokens.found(data)
        if MARK in found:
            self.marked.add(file.display)
        if not found.isdisjoint(BY_NAME):
            self.importing.add(path)
        if file.bound or (found and self.is_hit(path, data, found)):
            self.hits[path] = file

    def is_hit(self, path: str, data: bytes, found: Set[bytes]) -> bool:
        return self.sift.judge(data, found, lambda imported: is_own(imported, path, self.index))

    def find_hits_of_named(self) -> None:
        named = [path for path, file in self.files.items() if file.named]
        for file in self.closure(named) if named else []:
            if file.path not in self.files:
                try:
                    data = self.data(file.path)
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
                    known = path in self._targets or path.startswith(packages or ("\0",)) or self.remembers(path)
                    if not known and (path in asked or not mentions.any(self.data(path))):
                        continue
                    if not frontier.isdisjoint(self.targets(path)):
                        found[path] = file
                        following.add(path)
                except Unreadable:
                    continue
            reached |= following
            frontier = following or {path for path in self.stored_into(reached) if path in self.files} - reached
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
            if not (path in self._targets or path in self.overlay or path in self.unreadable or self.remembers(path)):
                scan.add(path)
        scan.finish()
        return scan.nothing

    def remembers(self, path: str) -> bool:
        """Whether an earlier run has read the file as it is."""
        if path not in self._told and self._memory is not None and path not in self.overlay:
            state, data = self._memory.get(path) or (None, None)
            told = of_plain(data)
            if told is not None:
                self._told[path], self._remembered[path] = told, state
        return path in self._told

    def told(self, path: str) -> Told:
        """What the file tells of others."""
        if not self.remembers(path):
            self._told[path] = read(self.data(path))
            self.note(path)
        return self._told[path]

    def remember(self) -> None:
        """Give the memory what was told that it does not know."""
        if self._memory is not None:
            self._memory.save({path: (state, plain(self._told[path])) for path, state in self._news.items()})
            self._news.clear()

    def note(self, path: str) -> bool:
        """More is told of the file than the memory knows; whether `remember` will give that to it."""
        state = self._states.get(path)
        if self._memory is None or state is None or self._remembered.get(path, state) != state:
            return False
        self._news[path] = state
        return True

    def closure(self, start: Iterable[str]) -> list[SourcePath]:
        """What the files `start` import within the project, and what that imports: nearest first, `start` left out."""
        found: dict[str, SourcePath] = {}
        reached = set(start)
        frontier = sorted(reached)
        while frontier:
            following: list[str] = []
            for path in frontier:
                try:
                    imported = self.targets(path)
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

    def stored_into(self, reached: Set[str]) -> set[str]:
        """The files in whose modules the files `reached` store something that comes from these."""
        self._stores = {path: self.changed_by(path, reached) for path in reached}
        return {target for stores in self._stores.values() for target in stores}

    def changed_by(self, path: str, reached: Set[str]) -> list[str]:
        """The project's files in whose modules the file stores something that comes from the files `reached`."""
        storing = self._storing.get(path)
        if storing is None:
            try:
                storing = self.stores(path)
            except Unreadable:
                return []
            self._storing[path] = storing
        return storing.changed(reached.__contains__, hit=path in self.hits)

    def stores(self, path: str) -> Stores:
        """What the file stores in others."""
        told = self.told(path)
        effects = told.effects or told.effects_in(self.data(path))
        tree = effects.tree
        found = stores_of(path, effects, told.bindings(), lambda: self.data(path), self.index)
        if effects.tree is not tree:
            self.note(path)
        return found

    def targets(self, path: str) -> list[str]:
        """The project's files that the file imports."""
        known = self._targets.get(path)
        if known is None:
            told = self.told(path)
            known = targets(path, told.imports, self.index)
            if told.by_name:
                known = list(dict.fromkeys([*known, *named_in(self.data(path), path, self.index)]))
            elif self.importing:
                known = list(dict.fromkeys([*known, *spelled_by(told.dotted, path, self.index)]))
            self._targets[path] = known
        return known
