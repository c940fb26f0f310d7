"""How facts outside of this process name what they point to: files, nodes, classes."""

from __future__ import annotations

import ast
import hashlib
import os
import sys
from collections.abc import Iterator
from typing import Any

import sadpath
from sadpath.source.discover import display_path
from sadpath.source.syntax import FUNCTIONS
from sadpath.walk.program import Module

PROTOCOL = 5
VERSIONS = (sadpath.__version__, *sys.version_info[:2])
"""Trees and facts of other versions may differ."""
MODEL = "model:"
"""Stands before the name of a library's model in the table of files."""

KNOWN = {
    "builtins": {"complex", "frozenset", "range", "set"},
    "copyreg": {"__newobj__"},
    "sadpath.catalogue.answers": {"Placeholder"},
    "sadpath.findings": {"Timing"},
    "sadpath.program.frozen.thawing": {"events", "leaf", "record", "walked"},
    "sadpath.program.record": {"Part"},
    "sadpath.walk.answers": {"Sent"},
    "sadpath.walk.binding": {"Bound"},
    "sadpath.walk.entries": {"Entry"},
    "sadpath.walk.events": {"Event", "Read"},
    "sadpath.walk.outcomes": {"LaneFacts", "WalkFacts"},
    "sadpath.walk.run": {"Step"},
    "sadpath.walk.values.symbols": {"Literal", "Number", "Origin"},
}
"""The classes of facts, by their modules: nothing else is made when bytes are thawed."""


def functions_of(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions of a tree that are statements, in the order of their places; expressions are not looked into."""
    stack: list[ast.AST] = list(reversed(tree.body))
    while stack:
        node = stack.pop()
        if isinstance(node, FUNCTIONS):
            yield node
        for name in ("cases", "finalbody", "orelse", "handlers", "body"):
            below = getattr(node, name, ())
            if isinstance(below, list):
                stack.extend(reversed(below))


class Numbers:
    """The numbers of nodes in their modules' trees, counted once for each module. No tree may change as long as it is used."""

    def __init__(self) -> None:
        self.nodes: dict[int, tuple[ast.AST, Module, int]] = {}
        """By the ids of nodes, of the modules that `search` has seen."""
        self.functions: dict[int, tuple[ast.AST, Module, int]] = {}
        """By the ids of functions, of the modules that `add` has seen."""
        self._nodes: dict[int, list[ast.AST]] = {}
        self._functions: dict[int, list[ast.AST]] = {}
        self._digests: dict[int, bytes] = {}
        self._added: set[int] = set()
        self._searched: set[int] = set()

    def nodes_of(self, module: Module) -> list[ast.AST]:
        """All nodes of a module, by their numbers."""
        found = self._nodes.get(id(module))
        if found is None:
            found = self._nodes[id(module)] = list(ast.walk(module.tree))
        return found

    def functions_of(self, module: Module) -> list[ast.AST]:
        """All functions of a module that are statements, by their numbers."""
        found = self._functions.get(id(module))
        if found is None:
            found = self._functions[id(module)] = list(functions_of(module.tree))
        return found

    def add(self, module: Module) -> None:
        """Let the module's functions be found."""
        if id(module) not in self._added:
            self._added.add(id(module))
            for number, function in enumerate(self.functions_of(module)):
                self.functions[id(function)] = (function, module, number)

    def search(self, module: Module) -> None:
        """Let all nodes of the module be found."""
        if id(module) not in self._searched:
            self._searched.add(id(module))
            for number, node in enumerate(self.nodes_of(module)):
                self.nodes.setdefault(id(node), (node, module, number))

    def digest(self, module: Module) -> bytes:
        """What tells a module's text from others; a library's model is one with the tool's version."""
        found = self._digests.get(id(module))
        if found is None:
            text = module.text if module.project else ""
            found = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).digest()
            self._digests[id(module)] = found
        return found


def is_syntax(named: Any) -> bool:
    """Whether it is a class of nodes, such as the operator of a comparison."""
    return isinstance(named, type) and issubclass(named, ast.AST)


def relative(path: str, base: str) -> str:
    """The name of a file or directory relative to a base directory, with `/`."""
    return display_path(path, base)


def absolute(name: str, base: str) -> str:
    """The path that `relative` gave the name of."""
    return os.path.normpath(os.path.join(base, name))
