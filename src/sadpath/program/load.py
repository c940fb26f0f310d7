"""Loading modules: reading and parsing files once, by path."""

from __future__ import annotations

import ast
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sadpath.cache.states import State, state_at
from sadpath.findings import Place
from sadpath.program.merge import Changes, merge, splice
from sadpath.source.imports import is_own
from sadpath.source.parse import Piece, SyntaxProblem, parse
from sadpath.source.partial import changed_piece
from sadpath.source.read import Unreadable, read_source
from sadpath.walk.program import Module, Unparsed

if TYPE_CHECKING:
    from sadpath.source.modules import ModuleIndex
    from sadpath.source.sift import Own


class Loader:
    """Parses files on demand. What can't be read or parsed counts as absent; `unreadable` says where, by path."""

    def __init__(self, index: ModuleIndex, overlay: Mapping[str, bytes]) -> None:
        self.index = index
        self.overlay = overlay
        self.unreadable: dict[str, Place] = {}
        self.parsed: dict[str, Module | None] = {}
        self.states: dict[str, State | None] = {}
        """The states that files had when they were read."""

    def module(self, path: str, display: str | None = None, dotted: str | None = None) -> Module | None:
        """The parsed module at an absolute path; None where it can't be read."""
        if path not in self.parsed:
            self.parsed[path] = self.load(path, display or self.display(path), dotted)
        return self.parsed[path]

    def display(self, path: str) -> str:
        """The path as it is printed."""
        from sadpath.source.discover import display_path

        return display_path(path, os.getcwd())

    def load(self, path: str, display: str, dotted: str | None) -> Module | None:
        """Read and parse a file."""
        text = self.text(path, display)
        return self.made(path, display, dotted, text) if text is not None else None

    def put(self, path: str, text: str, dotted: str) -> None:
        """Take that for the text of a file, which could be parsed once; `renew` reads the file."""
        display, file = self.display(path), Path(path)

        def parse() -> ast.Module:
            return self.tree(path, display, text) or ast.Module([], [])

        self.parsed[path] = Unparsed(dotted, display, file, text, parse, is_package=file.name == "__init__.py")

    def made(self, path: str, display: str, dotted: str | None, text: str) -> Module | None:
        """The module of a text."""
        tree = self.tree(path, display, text)
        if tree is None:
            return None
        name = dotted or self.index.name(path)[1]
        return Module(name, display, tree, True, Path(path).name == "__init__.py", Path(path), text)

    def text(self, path: str, display: str) -> str | None:
        """The text of a file; None where it can't be read, which `unreadable` tells then."""
        self.unreadable.pop(path, None)
        given = self.overlay.get(path)
        if given is None:
            self.states[path] = state_at(path)  # before it is read: what changes then is noticed
        try:
            return read_source(path, given).text
        except Unreadable as problem:
            self.unreadable[path] = Place(display, problem.line, 1, problem.line, 2, problem.reason)
            return None

    def tree(self, path: str, display: str, text: str, changed: Piece | None = None) -> ast.Module | None:
        """The tree of a file's text; None where it is no Python, which `unreadable` tells then."""
        try:
            return parse(text, changed)
        except SyntaxProblem as problem:
            message = f"syntax error: {problem.message}"
            line, column = problem.line, problem.column
            self.unreadable[path] = Place(display, line, column, line, column + 1, message)
            return None

    def renew(self, path: str) -> Changes:
        """Bring the module of a file whose bytes have changed up to date, its old nodes kept where it did not (see `merge`).

        While a file can't be read or parsed, the module stays what it was.
        """
        if path not in self.parsed:
            return Changes()
        module = self.parsed[path]
        if module is None:
            del self.parsed[path]
            return Changes(shape=True)
        text = self.text(path, module.path)
        if text is None:
            return Changes()
        changes = splice(module, text)
        if changes is None:
            changed = changed_piece(module.tree.body, module.lines, text.split("\n"))
            tree = self.tree(path, module.path, text, changed)
            changes = merge(module, tree, text) if tree is not None else Changes()
        return changes

    def owns(self, root: str) -> Own:
        """Tells which imports in the files under the import root `root` are the project's own modules."""
        importer = os.path.join(root, "_.py")
        return lambda imported: is_own(imported, importer, self.index)

    def resolve(self, root: str, dotted: str) -> str | None:
        """The path of the project's module of that name, as files under the import root `root` import it; None where there is none."""
        return self.index.find(dotted, os.path.join(root, "_.py"))
