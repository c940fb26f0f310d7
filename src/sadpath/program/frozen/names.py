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

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def functions_of(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions of a tree that are statements, in the order of their places; expressions are not looked into."""
    stack: list[ast.AST] = list(reversed(tree.body))
    while stack:
        node = stack.pop()
        if isinstance(node, _FUNCTIONS):
            yield node
        for name in ("cases", "finalbody", "orelse", "handlers", "body"):
            below = getattr(node, name, ())
            if isinstance(below, list):
                stack.extend(reversed(below))


def digest(module: Module) -> bytes:
    """What tells a module's text from others; a library's model is one with the tool's version."""
    text = module.text if module.project else ""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).digest()


def is_syntax(named: Any) -> bool:
    """Whether it is a class of nodes, such as the operator of a comparison."""
    return isinstance(named, type) and issubclass(named, ast.AST)


def relative(path: str, base: str) -> str:
    """The name of a file or directory relative to a base directory, with `/`."""
    return display_path(path, base)


def absolute(name: str, base: str) -> str:
    """The path that `relative` gave the name of."""
    return os.path.normpath(os.path.join(base, name))
