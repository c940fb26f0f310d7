"""A file as LibCST sees it, with the place of each node, and edits in terms of those places."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

import libcst as cst

from sadpath.findings import Edit
from sadpath.fixes.recipe import Spot, digest_of
from sadpath.source.parse import SyntaxProblem, parse_libcst
from sadpath.source.read import Source, Unreadable, read_source

Node = TypeVar("Node", bound=cst.CSTNode)


class NoFix(Exception):
    """The fix that a recipe asks for can't be made here without a guess."""


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One replacement in a file's text (`\\n` for every line end): 0-based offsets in code points."""

    path: str
    start: int
    end: int
    text: str


class Tree:
    """The LibCST tree of a file. Raises SyntaxProblem for a text that LibCST does not read."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.digest = digest_of(source.text)
        self.module, self.spans = parse_libcst(source.text)
        self._parents: dict[cst.CSTNode, cst.CSTNode] = {}

    def span(self, node: cst.CSTNode) -> tuple[int, int]:
        """Where a node stands, without the parentheses around it."""
        return self.spans[node]

    def outer(self, node: cst.CSTNode) -> tuple[int, int]:
        """Where a node stands, with its own parentheses."""
        start, end = self.spans[node]
        left, right = getattr(node, "lpar", ()), getattr(node, "rpar", ())
        return (self.spans[left[0]][0] if left else start, self.spans[right[-1]][1] if right else end)

    def find(self, spot: Spot, *kinds: type[Node]) -> Node:
        """The node of one of these classes that stands exactly there. Raises NoFix where there is none."""
        if spot.digest != self.digest:
            raise NoFix("the file is another one by now")
        for node, span in self.spans.items():
            if span == (spot.start, spot.end) and isinstance(node, kinds):
                return node
            if isinstance(node, kinds) and self.outer(node) == (spot.start, spot.end):
                return node  # a tuple's own parentheses belong to it for `ast`
        raise NoFix("no such node")

    def around(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """The nodes that `node` stands in, the innermost first; the last one is the module."""
        if not self._parents:
            self._parents = {child: parent for parent in walk(self.module) for child in parent.children}
        inner: cst.CSTNode | None = self._parents.get(node)
        while inner is not None:
            yield inner
            inner = self._parents.get(inner)

    def change(self, start: int, end: int, text: str) -> Change:
        """A replacement in this file."""
        return Change(self.source.path, start, end, text)


class Files:
    """Reads and parses the files that fixes are made in, each once.

    `given` has the bytes of files that are not (or not like this) on the disk, by the path that findings print; all
    other paths are read relative to `cwd`.
    """

    def __init__(self, given: Mapping[str, bytes] | None = None, cwd: str = os.curdir) -> None:
        self._given = dict(given or {})
        self._cwd = cwd
        self._sources: dict[str, Source | None] = {}
        self._trees: dict[str, Tree | None] = {}

    def source(self, path: str) -> Source | None:
        """The file that findings print as `path`; None where it can't be read."""
        if path not in self._sources:
            try:
                read = read_source(os.path.join(self._cwd, path), self._given.get(path))
                self._sources[path] = Source(path, read.text, read.data, read.encoding, read.newline, read.bom)
            except Unreadable:
                self._sources[path] = None
        return self._sources[path]

    def tree(self, path: str) -> Tree:
        """The tree of that file. Raises NoFix where there is none."""
        if path not in self._trees:
            source = self.source(path)
            try:
                self._trees[path] = None if source is None else Tree(source)
            except SyntaxProblem:
                self._trees[path] = None
        found = self._trees[path]
        if found is None:
            raise NoFix("the file can't be read")
        return found

    def edit(self, change: Change) -> Edit:
        """The change as lines and columns: 1-based, in code points; its text with the line ends of the file."""
        source = self.source(change.path)
        assert source is not None, change.path
        text = change.text.replace("\n", source.newline)
        return Edit(change.path, *place(source.text, change.start), *place(source.text, change.end), text)


def place(text: str, offset: int) -> tuple[int, int]:
    """The 1-based line and column of an offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def walk(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """A node and everything inside it."""
    stack = [node]
    while stack:
        found = stack.pop()
        yield found
        stack.extend(reversed(found.children))


def string_value(node: cst.CSTNode) -> str | None:
    """The value of a string literal; None for bytes, formatted strings and everything else."""
    if isinstance(node, (cst.SimpleString, cst.ConcatenatedString)):
        try:
            value = node.evaluated_value
        except Exception:
            return None  # a literal that Python refuses
        return value if isinstance(value, str) else None
    return None
