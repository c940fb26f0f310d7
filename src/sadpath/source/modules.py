"""Names of modules, and which file an import means.

Python asks `sys.path`; nobody can know the one of a program that isn't run. What stands in for it: the importing file's
own import root, the directories above it within its project, the current directory and the directories that were named.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from sadpath.cache import record as recording

_MARKERS = (".git", "pyproject.toml", "setup.py", "setup.cfg", "sadpath.toml")
_STDLIB = frozenset(sys.stdlib_module_names)
_BUILTIN = frozenset(sys.builtin_module_names)


class ModuleIndex:
    """Finds the project's file for an import.

    `files`: absolute paths of the files under analysis. `roots`: directories that were named. `foreign`: top-level
    packages known to be third-party ones; only a module right beside the importing code (or in the current directory)
    may take such a name, as it would when the program runs.
    """

    def __init__(
        self,
        files: Iterable[str | Path] = (),
        *,
        cwd: str | Path | None = None,
        roots: Iterable[str | Path] = (),
        foreign: frozenset[str] = frozenset(),
    ) -> None:
        self.cwd = os.path.abspath(cwd or os.curdir)
        self.files = [f if isinstance(f, str) and os.path.isabs(f) else os.path.abspath(f) for f in files]
        self.foreign = foreign
        self._roots = [os.path.abspath(root) for root in roots if os.path.isdir(root)]
        self._names: dict[str, tuple[str, str]] = {}
        self._packages: dict[str, bool] = {}
        self._exists: dict[str, bool] = {}
        self.imported: dict[tuple[str, object], list[str | None]] = {}
        """What imports mean (see `source.imports.targets`), by the import root of who imports."""
        self._names_in: dict[str, Collection[str]] = {}
        self._answers: dict[tuple[str, str], str | None] = {}
        self._by_name: dict[str, list[str]] | None = None
        self._above: dict[str, list[str]] = {}

    def name(self, path: str | Path) -> tuple[str, str]:
        """(import root, dotted name) of a file.

        The import root is the nearest directory upwards that has no `__init__.py`, or that is called `src`. A package's
        `__init__.py` has the package's name; one that stands in the import root itself is called `__init__`.
        """
        path = os.fspath(path)
        found = self._names.get(path)
        if found is None:
            found = self._names[path] = _name(os.path.abspath(path), self._is_package)
        return found

    def resolve(self, dotted: str, importer: str | Path | None = None) -> Path | None:
        """The project's file for `import dotted`; a package is its `__init__.py`. None: not the project's, or unclear.

        With `importer` (the importing file) names that several programs of the project use are told apart.
        """
        found = self.find(dotted, os.path.abspath(importer) if importer is not None else None)
        return Path(found) if found else None

    def find(self, dotted: str, importer: str | None = None) -> str | None:
        """As `resolve`, for absolute paths as text."""
        root = self.name(importer)[0] if importer else ""
        key = (dotted, root)
        if key not in self._answers:
            self._answers[key] = self._find(dotted.split("."), dotted, root)
        return self._answers[key]

    def find_relative(self, importer: str, level: int, name: str = "") -> str | None:
        """The file for `from <level dots>name import ...` in the file `importer`, both absolute; None where there is none."""
        directory = importer
        for _ in range(level):
            directory = os.path.dirname(directory)
        return self._probe(directory, [part for part in name.split(".") if part])

    def find_exactly(self, dotted: str, importer: str) -> str | None:
        """As `find`, but only where the whole name leads to it: text that happens to be some module's name means none."""
        found = self.find(dotted, importer)
        if found is None:
            return None
        root, _ = self.name(importer)
        starts = [root, self.cwd, *self._directories_above(root), os.path.join(self.cwd, "src"), *self._roots]
        return found if any(self._probe(start, dotted.split(".")) == found for start in starts) else None

    def below(self, package: str, importer: str, level: int = 0) -> list[str]:
        """The modules of a package and of those right below it, as the file `importer` would import them; absolute paths."""
        starts = [self.cwd, self.name(importer)[0], *self._directories_above(self.name(importer)[0])]
        if level:
            starts = [importer]
            for _ in range(level):
                starts = [os.path.dirname(starts[0])]
        for start in starts:
            directory = os.path.join(start, *filter(None, package.split(".")))
            if found := self._modules_in(directory):
                inner = [
                    module
                    for path in found
                    for module in self._modules_in(os.path.dirname(path))
                    if path.endswith("__init__.py")
                ]
                return [*found, *inner]
        return []

    def _find(self, parts: list[str], dotted: str, root: str) -> str | None:
        top = parts[0]
        if not top or top in _BUILTIN:
            return None
        taken = top in _STDLIB or top in self.foreign
        near = [root] if root else []
        near += [self.cwd]
        far = [*self._directories_above(root)] if root else []
        far += [os.path.join(self.cwd, "src"), *self._roots]
        far += [os.path.join(item, "src") for item in self._roots]
        for directory in near:
            # a directory without __init__.py never hides a library's package of that name
            if (found := self._probe(directory, parts)) and (not taken or self._regular(directory, top)):
                return found
        if taken:
            return None
        for directory in far:
            if found := self._probe(directory, parts):
                return found
        return self._nearest(self._named().get(dotted, []), root)

    def _probe(self, directory: str, parts: list[str]) -> str | None:
        """The module `parts` counted from `directory`: a file, or a package's `__init__.py`."""
        for part in parts[:-1]:
            if not self._has(directory, part):
                return None
            directory = directory + os.sep + part
        if not parts:
            return os.path.join(directory, "__init__.py") if self._is_package(directory) else None
        base = directory + os.sep + parts[-1]
        if self._has(directory, parts[-1]) and self._is_package(base):
            return os.path.join(base, "__init__.py")
        return base + ".py" if self._has(directory, parts[-1] + ".py") and self._is_file(base + ".py") else None

    def _has(self, directory: str, name: str) -> bool:
        """Whether a directory has that name in it."""
        there = name in self._inside(directory)
        if not there:
            recording.probe(directory + os.sep + name, there=False)
        return there

    def _inside(self, directory: str) -> Collection[str]:
        """The names in a directory: asking for one that it doesn't have takes no look at the disk."""
        names = self._names_in.get(directory)
        if names is None:
            try:
                names = frozenset(recording.names_in(directory))
            except PermissionError:  # what stands there can be asked for all the same
                names = Anything()
            except OSError:
                names = frozenset()
            self._names_in[directory] = names
        return names

    def _modules_in(self, directory: str) -> list[str]:
        """The modules and packages that stand in a directory."""
        try:
            names = sorted(os.listdir(directory))
        except OSError:
            return []
        parts = [name.removesuffix(".py") for name in names if name.endswith(".py") or "." not in name]
        return [found for part in parts if part != "__init__" and (found := self._probe(directory, [part]))]

    def _regular(self, directory: str, top: str) -> bool:
        base = os.path.join(directory, top)
        return self._is_file(base + ".py") or self._is_package(base)

    def _directories_above(self, root: str) -> list[str]:
        """The directories above an import root up to its project's, nearest first."""
        if root not in self._above:
            above: list[str] = []
            current = root
            while not self._is_boundary(current):
                parent = os.path.dirname(current)
                if parent == current:  # no project around it: nothing above the root can be meant
                    above = []
                    break
                current = parent
                above.append(current)
            self._above[root] = above
        return self._above[root]

    def _is_boundary(self, directory: str) -> bool:
        return directory == self.cwd or directory in self._roots or _is_marked(directory)

    def _named(self) -> dict[str, list[str]]:
        if self._by_name is None:
            self._by_name = {}
            for file in self.files:
                self._by_name.setdefault(self.name(file)[1], []).append(file)
        return self._by_name

    @staticmethod
    def _nearest(candidates: list[str], root: str) -> str | None:
        """The candidate that shares most of its path with the import root; None where two are equally near."""
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        if not root:
            return None
        origin = root.split(os.sep)

        def shared(path: str) -> int:
            parts = path.split(os.sep)
            return next((i for i, (a, b) in enumerate(zip(origin, parts, strict=False)) if a != b), len(origin))

        ranked = sorted(candidates, key=shared, reverse=True)
        return ranked[0] if shared(ranked[0]) > shared(ranked[1]) else None

    def _is_package(self, directory: str) -> bool:
        known = self._packages.get(directory)
        if known is None:
            mark = os.path.join(directory, "__init__.py")
            known = self._packages[directory] = os.path.isfile(mark)
            recording.probe(mark, known)
        return known

    def _is_file(self, path: str) -> bool:
        known = self._exists.get(path)
        if known is None:
            known = self._exists[path] = os.path.isfile(path)
            recording.probe(path, known)
        return known


class Anything(Collection[str]):
    """What a directory may hold that can't be listed."""

    def __contains__(self, name: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _is_marked(directory: str) -> bool:
    for marker in _MARKERS:
        path = os.path.join(directory, marker)
        there = os.path.lexists(path)
        recording.probe(path, there)
        if there:
            return True
    return False


def _name(path: str, is_package: Callable[[str], bool]) -> tuple[str, str]:
    directory, file = os.path.split(path)
    stem = file[:-3] if file.endswith(".py") else file
    parts = [] if stem == "__init__" else [stem]
    while os.path.basename(directory) != "src" and is_package(directory):
        directory, package = os.path.split(directory)
        if not package:
            break
        parts.append(package)
    return directory, ".".join(reversed(parts)) or stem
