"""Loading modules: reading and parsing files once, by path."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sadpath.findings import Place
from sadpath.source.imports import is_own
from sadpath.source.parse import SyntaxProblem, parse
from sadpath.walk.program import Module

if TYPE_CHECKING:
    from sadpath.source.modules import ModuleIndex
    from sadpath.source.sift import Own


class Loader:
    """Parses files on demand. What can't be read or parsed goes to `unreadable`, once, and counts as absent."""

    def __init__(self, index: ModuleIndex, overlay: dict[str, bytes], unreadable: list[Place]) -> None:
        self.index = index
        self.overlay = overlay
        self.unreadable = unreadable
        self.parsed: dict[str, Module | None] = {}

    def module(self, path: str, display: str | None = None, dotted: str | None = None) -> Module | None:
        """The parsed module at an absolute path; None where it can't be read."""
        if path not in self.parsed:
            self.parsed[path] = self.load(path, display or self.display(path), dotted)
        return self.parsed[path]

    def display(self, path: str) -> str:
        """The path as it is printed."""
        import os

        from sadpath.source.discover import display_path

        return display_path(path, os.getcwd())

    def load(self, path: str, display: str, dotted: str | None) -> Module | None:
        from sadpath.source.read import Unreadable, read_source

        try:
            source = read_source(path, self.overlay.get(path))
            text = "\n".join(source.lines)
            tree = parse(text, display)
        except Unreadable as problem:
            self.note(display, problem.line, 1, problem.reason)
            return None
        except SyntaxProblem as problem:
            self.note(display, problem.line, problem.column, f"syntax error: {problem.message}")
            return None
        name = dotted or self.index.name(path)[1]
        return Module(name, display, tree, True, Path(path).name == "__init__.py", Path(path), text)

    def note(self, display: str, line: int, column: int, reason: str) -> None:
        """Remember an unreadable file, unless it is known already."""
        if not any(place.path == display for place in self.unreadable):
            self.unreadable.append(Place(display, line, column, line, column + 1, reason))

    def owns(self, root: str) -> Own:
        """Tells which imports in the files under the import root `root` are the project's own modules."""
        importer = str(Path(root) / "_.py")
        return lambda imported: is_own(imported, importer, self.index)

    def find(self, root: str, dotted: str) -> Module | None:
        """The project's module of that name, as files under the import root `root` import it."""
        found = self.index.resolve(dotted, importer=str(Path(root) / "_.py"))
        return self.module(str(found), dotted=dotted) if found is not None else None
