"""Which files a command line means."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sadpath.cache import record as recording
from sadpath.source.gitignore import Layer, ignored, layer, layers_above, read_layer, repository_root

if TYPE_CHECKING:
    from sadpath.source.scan import Scan

_EXCLUDED = """
    .bzr .direnv .eggs .git .git-rewrite .hg .ipynb_checkpoints .mypy_cache .nox .pants.d .pyenv .pytest_cache .pytype
    .ruff_cache .sadpath_cache .svn .tox .venv .vscode __pycache__ __pypackages__ _build buck-out build dist
    node_modules venv
"""
DEFAULT_EXCLUDES = frozenset(_EXCLUDED.split())
"""Names of directories that nobody wants walked; Ruff has the same list."""

ExcludesAt = Callable[[str], tuple[bool, Sequence[tuple[str | Path, Sequence[str]]]]]
"""Gives what is left out in a directory: (whether the default excludes are, pairs of a directory and its patterns)."""

_ALWAYS = frozenset([".git"])
_SETTINGS = frozenset(["pyproject.toml", "sadpath.toml"])
_TESTS = frozenset(["tests", "test", "testing"])
_VENDORED = frozenset(["vendor", "vendored", "_vendor", "third_party", "site-packages"])


class SourcePath(NamedTuple):
    """A file to look at. `display` is what is printed: relative to the current directory, with `/`. `path` is absolute.

    `named` is true where the command line names the very file, `bound` where the settings bind it to an API.
    """

    display: str
    path: str
    named: bool = False
    bound: bool = False


@dataclass(slots=True)
class Discovery:
    """The files, sorted, and what was not taken. `missing` has paths as typed; `unreadable` has (directory, reason).

    `scan`: a search of the files that began while they were listed, where the caller began one.
    """

    files: list[SourcePath] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    skipped_tests: int = 0
    skipped_vendored: int = 0
    unreadable: list[tuple[str, str]] = field(default_factory=list)
    scan: Scan | None = field(default=None, compare=False, repr=False)


def discover(
    paths: Sequence[str | Path],
    *,
    exclude: Sequence[str] = (),
    excludes_at: ExcludesAt = lambda directory: (True, ()),
    force_exclude: bool = False,
    cwd: str | Path | None = None,
    notice: Callable[[str], None] = lambda path: None,
) -> Discovery:
    """The Python files that `paths` name, and those under the directories that they name.

    `notice` is told the absolute path of each file as soon as it is found, in no order, and maybe of some that are not
    taken in the end.

    `exclude` holds patterns as in a .gitignore in the current directory. `excludes_at` gives what the settings that hold in
    a directory (an absolute path) leave out; it is asked for each named path and for each directory with a settings file.
    All that, .gitignore files and the default excludes hold for what is found in a directory, not for a named file.
    Tests and vendored code are left out and counted, unless a path names them or something in them.
    With `force_exclude` a named file is left out where walking to it from the repository, or from the current directory,
    would leave it out; .gitignore files alone are not asked.
    """
    here = os.path.abspath(cwd or os.curdir)
    walker = _Walker(here, [found] if (found := layer(here, exclude)) else [], excludes_at, notice)
    for given in paths:
        path = os.path.abspath(os.path.join(here, given))
        if os.path.exists(path) and force_exclude and walker.leaves_out(path):
            continue
        if os.path.isdir(path):
            walker.walk(path)
        elif os.path.exists(path):
            walker.take(path, named=True)
        else:
            walker.result.missing.append(str(given))
    walker.settle_links()
    walker.result.files = sorted(walker.found.values())
    return walker.result


def left_out_path(path: str, *, exclude: Sequence[str] = (), excludes_at: ExcludesAt) -> bool:
    """Whether `force_exclude` would leave out that absolute path of a file, which need not exist. See `discover`."""
    here = os.getcwd()
    return _Walker(here, [found] if (found := layer(here, exclude)) else [], excludes_at).leaves_out(path)


def is_test(path: str) -> bool:
    """Whether a relative path with `/` is a test's: its file name, or a directory on the way, says so."""
    *directories, name = path.split("/")
    return _is_test_file(name) or any(map(_is_test_directory, directories, ["", *directories]))


def display_path(path: str, cwd: str) -> str:
    """`path` as it is printed: relative to `cwd`, with `/` on every system."""
    prefix = cwd if cwd.endswith(os.sep) else cwd + os.sep
    if path.startswith(prefix):
        shown = path[len(prefix) :]
    else:
        try:
            shown = os.path.relpath(path, cwd)
        except ValueError:  # another drive
            shown = path
    return shown if os.sep == "/" else shown.replace(os.sep, "/")


def _is_test_file(name: str) -> bool:
    return (
        name.startswith("test_") or name.endswith("_test.py") or name in ("conftest.py", "tests.py")
    ) and name.endswith(".py")


def _is_test_directory(name: str, parent: str) -> bool:
    return name in _TESTS or (name == "steps" and parent == "features")


class _Walker:
    """One walk over all named paths; a directory is entered once, whatever leads to it."""

    def __init__(
        self,
        cwd: str,
        told: list[Layer],
        excludes_at: ExcludesAt,
        notice: Callable[[str], None] = lambda path: None,
    ) -> None:
        self.cwd = cwd
        self.notice = notice
        self.told = told
        self.excludes_at = excludes_at
        self.result = Discovery()
        self.found: dict[str, SourcePath] = {}
        self.linked: list[str] = []
        self.seen: set[tuple[int, int, bool, bool]] = set()

    def take(self, path: str, *, named: bool = False) -> None:
        if named or path not in self.found:
            self.notice(path)
            self.found[path] = SourcePath(display_path(path, self.cwd), path, named)

    def excludes(self, directory: str) -> tuple[frozenset[str], list[Layer]]:
        """(names of directories, patterns) that are left out in a directory."""
        default, patterns = self.excludes_at(directory)
        layers = [found for base, lines in patterns if (found := layer(os.path.abspath(base), lines)) is not None]
        return DEFAULT_EXCLUDES if default else _ALWAYS, [*layers, *self.told]

    def leaves_out(self, path: str) -> bool:
        """Whether an existing path, though it is named, is left out by excludes, or as a test or as vendored code."""
        base = repository_root(path) or self.cwd
        if not path.startswith(os.path.join(base, "")):
            base = os.path.dirname(path)
        directories = os.path.relpath(path, base).split(os.sep)
        name = directories.pop() if not os.path.isdir(path) else ""
        current, parent = base, ""
        for part in directories:
            names, layers = self.excludes(current)
            current = os.path.join(current, part)
            if part in names or (layers and ignored(layers, current, directory=True)):
                return True
            if name and (part in _VENDORED or _is_test_directory(part, parent)):
                self._count(vendored=part in _VENDORED)
                return True
            parent = part
        if not name:
            return False
        layers = self.excludes(current)[1]
        if layers and ignored(layers, path, directory=False):
            return True
        if _is_test_file(name):
            self._count(vendored=False)
            return True
        return False

    def _count(self, *, vendored: bool) -> None:
        if vendored:
            self.result.skipped_vendored += 1
        else:
            self.result.skipped_tests += 1

    def walk(self, root: str) -> None:
        inside = self._parts_that_name(root)
        tests = any(map(_is_test_directory, inside, ["", *inside]))
        vendored = any(part in _VENDORED or part in DEFAULT_EXCLUDES for part in inside)
        found, notice = self.found, self.notice
        above = layers_above(root)
        if ignored(above, root, directory=True):
            above = []  # who names an ignored directory means it
        # (directory, its ignore layers, the settings' excludes, below tests, below vendored code); links wait until
        # nothing else is left
        stack = [(root, above, self.excludes(root), False, False)]
        links: list[tuple[str, list[Layer], tuple[frozenset[str], list[Layer]], bool, bool]] = []
        while stack or links:
            directory, layers, excludes, in_tests, in_vendored = stack.pop() if stack else links.pop()
            key = self._identity(directory)
            if key is None or (*key, tests, vendored) in self.seen:
                continue
            self.seen.add((*key, tests, vendored))
            skipped = (in_vendored and not vendored, in_tests and not tests)
            prefix = ""
            try:
                with os.scandir(directory) as listing:
                    entries = list(listing)
            except OSError as error:
                self.result.unreadable.append((display_path(directory, self.cwd), error.strerror or str(error)))
                continue
            names = {entry.name for entry in entries}
            if "pyvenv.cfg" in names and directory != root:
                continue  # a virtual environment by any name
            if ".gitignore" in names and (own := read_layer(directory, os.path.join(directory, ".gitignore"))):
                layers = [*layers, own]
            if not _SETTINGS.isdisjoint(names):
                excludes = self.excludes(directory)
            rules = [*layers, *excludes[1]]
            here = os.path.basename(directory)
            for entry in entries:
                name = entry.name
                if name.endswith(".py") and entry.is_file(follow_symlinks=False):
                    if rules and ignored(rules, entry.path, directory=False):
                        continue
                    if skipped[0]:
                        self.result.skipped_vendored += 1
                    elif skipped[1] or (not tests and _is_test_file(name)):
                        self.result.skipped_tests += 1
                    else:
                        # what `take` does, but for many files
                        path = entry.path
                        prefix = prefix or display_path(path, self.cwd)[: -len(name)]
                        if path not in found:
                            found[path] = SourcePath(prefix + name, path)
                            notice(path)
                    continue
                if entry.is_dir(follow_symlinks=False):
                    link = False
                elif entry.is_symlink():
                    try:
                        link = entry.is_dir()
                    except OSError:  # a link to itself
                        continue
                    if not link:
                        recording.probe(entry.path, there=os.path.exists(entry.path))
                        if name.endswith(".py") and entry.is_file():
                            self._linked_file(entry, rules, *skipped, tests)
                        continue
                    if self._is_above(entry.path, root):
                        continue
                else:
                    continue
                if name in excludes[0] or (rules and ignored(rules, entry.path, directory=True)):
                    continue
                below = (
                    entry.path,
                    layers,
                    excludes,
                    in_tests or _is_test_directory(name, here),
                    in_vendored or name in _VENDORED,
                )
                (links if link else stack).append(below)

    def _linked_file(
        self, entry: os.DirEntry[str], rules: list[Layer], in_vendored: bool, in_tests: bool, tests_named: bool
    ) -> None:
        if rules and ignored(rules, entry.path, directory=False):
            return
        if in_vendored:
            self.result.skipped_vendored += 1
        elif in_tests or (not tests_named and _is_test_file(entry.name)):
            self.result.skipped_tests += 1
        else:
            self.linked.append(entry.path)

    def settle_links(self) -> None:
        """Adds the files that only a link leads to; one whose target was found too would be reported twice."""
        if not self.linked:
            return
        real = {os.path.realpath(path) for path in self.found}
        for path in sorted(self.linked):
            target = os.path.realpath(path)
            if target not in real:
                real.add(target)
                self.take(path)

    def _parts_that_name(self, path: str) -> list[str]:
        """The parts of a named path that count as named: below the repository or the current directory, or the last."""
        base = repository_root(path)
        if base is None:
            base = self.cwd if (path + os.sep).startswith(self.cwd + os.sep) else os.path.dirname(path)
        below = os.path.relpath(path, base)
        return [] if below == os.curdir else below.split(os.sep)

    @staticmethod
    def _identity(directory: str) -> tuple[int, int] | None:
        try:
            status = os.stat(directory)
        except OSError:
            return None
        if recording.active is not None:
            recording.active.path(directory, status)
        return status.st_dev, status.st_ino

    @staticmethod
    def _is_above(link: str, root: str) -> bool:
        """Whether a link leads to a directory that holds the walk's root: far more than was asked for."""
        target = os.path.realpath(link)
        return (os.path.realpath(root) + os.sep).startswith(target.rstrip(os.sep) + os.sep)
