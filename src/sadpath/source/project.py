"""Whether all of a project that has to do with a file was among the files under analysis.

What a function does with an error depends on who calls it and on the constants that reach it. So an absent finding tells
something only where every file that imports this one, and everything that these import, was looked at.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence

from sadpath.cache import record as recording
from sadpath.source.discover import SourcePath
from sadpath.source.gitignore import repository_root
from sadpath.source.imports import dotted_in, imports_by_name, imports_of, named_in, spelled_by, targets
from sadpath.source.modules import ModuleIndex
from sadpath.source.read import Unreadable, read_bytes

_MARKERS = ("pyproject.toml", "sadpath.toml", "setup.py", "setup.cfg")

Finder = Callable[[Sequence[str]], Iterable[SourcePath]]
"""Gives the files that a run over these directories would look at."""


def project_root(path: str) -> str:
    """The directory of the project that an absolute path belongs to: its repository, or what a marker file says, else its own."""
    directory = os.path.dirname(path)
    if found := repository_root(directory):
        return found
    current = directory
    while (parent := os.path.dirname(current)) != current:
        for marker in _MARKERS:
            there = os.path.exists(os.path.join(current, marker))
            recording.probe(os.path.join(current, marker), there)
            if there:
                return current
        current = parent
    return directory


class Project:
    """Answers `whole` for one run. `analysed`: absolute paths of the files under analysis; `find` finds the project's files.

    `broken`: absolute paths of files that could not be read. `unfinished`: modules from which a walk was given up on.
    """

    def __init__(
        self, analysed: Iterable[str], find: Finder, *, broken: Iterable[str] = (), unfinished: Iterable[str] = ()
    ) -> None:
        self.analysed = frozenset(analysed)
        self.find = find
        self.missing = frozenset(broken)
        self.unfinished = frozenset(unfinished)
        self._files: dict[str, frozenset[str]] = {}
        self._graphs: dict[str, _Graph] = {}

    def whole(self, paths: Iterable[str]) -> set[str]:
        """Those of the absolute paths about which this run knows all that any run over the whole project would."""
        return {path for path in paths if path in self.analysed and path not in self.missing and self._is_whole(path)}

    def covers(self, directory: str) -> bool:
        """Whether the run looked at all files below a directory, and came to an end with all of them."""
        return self._below(directory) <= self.analysed and not self.missing and not self.unfinished

    def _is_whole(self, path: str) -> bool:
        root = project_root(path)
        everything = self._below(root)
        if everything <= self.analysed and not self.missing and not self.unfinished:
            return True
        graph = self._graphs.get(root)
        if graph is None:
            graph = self._graphs[root] = _Graph(everything | self.analysed)
        users = graph.importers(path)
        if not graph.closure(users).isdisjoint((everything - self.analysed) | self.missing):
            return False
        return not any(graph.index.name(user)[1] in self.unfinished for user in users)

    def _below(self, root: str) -> frozenset[str]:
        if root not in self._files:
            self._files[root] = frozenset(file.path for file in self.find([root]))
        return self._files[root]


class _Graph:
    """Who imports whom."""

    def __init__(self, paths: Iterable[str]) -> None:
        known = sorted(paths)
        self.index = ModuleIndex(known)
        self.imports: dict[str, list[str]] = {}
        self.imported_by: dict[str, list[str]] = {}
        spelled: dict[str, list[str]] = {}
        importing = False
        for path in known:
            try:
                data = read_bytes(path)
            except Unreadable:
                continue
            by_name = imports_by_name(data)
            importing |= by_name
            spelled[path] = [] if by_name else dotted_in(data)
            named = named_in(data, path, self.index) if by_name else []
            self.imports[path] = [*targets(path, imports_of(data), self.index), *named]
        for path, imported in self.imports.items():
            if importing:
                imported += spelled_by(spelled[path], path, self.index)
            for target in imported:
                self.imported_by.setdefault(target, []).append(path)

    def importers(self, path: str) -> set[str]:
        """The file, and all that import it directly or by way of others."""
        return _reachable([path], self.imported_by)

    def closure(self, paths: Iterable[str]) -> set[str]:
        """The files, and all that they import directly or by way of others."""
        return _reachable(paths, self.imports)


def _reachable(start: Iterable[str], edges: dict[str, list[str]]) -> set[str]:
    reached = set(start)
    frontier = list(reached)
    while frontier:
        for target in edges.get(frontier.pop(), ()):
            if target not in reached:
                reached.add(target)
                frontier.append(target)
    return reached
