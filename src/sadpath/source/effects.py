"""Which modules a file changes while it is loaded: what it stores there, others find there without importing the file.

Told by names, too much rather than too little: each method that is called at the top level is taken for one that keeps its
arguments. No function is looked into.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from sadpath.source.imports import Import, targets
from sadpath.source.modules import ModuleIndex
from sadpath.source.syntax import nodes_in

_PARTS = rb"(?:\.[\w\x80-\xff]+|\[[^\]\n]*\])"
_STORED = re.compile(
    rb"^[ \t]*([A-Za-z_\x80-\xff][\w\x80-\xff]*)%b+[ \t]*(?:[|+]?=(?!=)|:[^=\n]*=(?!=))" % _PARTS, re.MULTILINE
)
_CALLED = re.compile(rb"^[ \t]*@?([A-Za-z_\x80-\xff][\w\x80-\xff]*)%b+\([ \t]*[^ \t)]" % _PARTS, re.MULTILINE)
_LOADED = re.compile(
    rb"^(?:(?:if|elif|else|try|except|finally|with)\b[^\n]*(?:\n(?:[ \t][^\n]*)?)*|[A-Za-z_@\x80-\xff][^\n]*)",
    re.MULTILINE,
)
"""What runs when the module is loaded: lines that are not indented, and what stands under a condition."""


@dataclass(frozen=True)
class Stores:
    """What a file stores while it is loaded, in what it imports from the project.

    `bound`: by name, the files that an import under it means. `defined`: what the module defines. `stored`: (the name that it is
    stored in, the names that stand in what is stored, whether a URL may stand there). `anywhere`: the files that it may change
    where nothing more can be told, as the file is in newer Python than this one.
    """

    bound: Mapping[str, list[str]] = field(default_factory=dict)
    defined: frozenset[str] = frozenset()
    stored: Sequence[tuple[str, frozenset[str], bool]] = ()
    anywhere: Sequence[str] = ()

    def changed(self, counts: Callable[[str], bool], *, hit: bool) -> list[str]:
        """The project's files in whose modules the file stores something that matters; absolute paths.

        That is what comes from a file that `counts`; where the file is a hit, also what it defines, and all that it stores as text.
        """
        if not self.stored:
            return list(self.anywhere)
        matter = {name for name, files in self.bound.items() if any(map(counts, files))}
        if hit:
            matter |= self.defined
        found: dict[str, None] = {}
        for receiver, mentioned, text in self.stored:
            if (hit and text) or not matter.isdisjoint(mentioned):
                found.update(dict.fromkeys(self.bound[receiver]))
        return list(found)


@dataclass
class Effects:
    """What a file may store elsewhere while it is loaded, as far as its bytes tell.

    `names`: in which it seems to store something, or whose methods it seems to call. `tree` is what its tree tells, once somebody had
    to ask.
    """

    names: frozenset[str] = frozenset()
    tree: Tree | None = None


class Tree(NamedTuple):
    """What the module defines, and what it stores: see `Stores`. Not `readable`: the file is in newer Python than this one."""

    readable: bool
    defined: frozenset[str] = frozenset()
    stored: Sequence[tuple[str, frozenset[str], bool]] = ()


def effects_of(data: bytes) -> Effects:
    """What the file of these bytes may store elsewhere."""
    loaded = b"\n".join(_LOADED.findall(data))
    names = {found.decode("utf-8", "replace") for pattern in (_STORED, _CALLED) for found in pattern.findall(loaded)}
    return Effects(frozenset(names))


def tree_of(data: bytes, names: Set[str]) -> Tree:
    """What the tree of a file tells of what it stores in things of these names."""
    try:
        tree = ast.parse(data)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return Tree(readable=False)
    stored = [(name, frozenset(mentioned(value)), has_text(value)) for name, value in stores(tree) if name in names]
    return Tree(True, frozenset(defined(tree)), stored)


def stores_of(
    path: str, effects: Effects, bindings: Iterable[tuple[str, Import]], data: Callable[[], bytes], index: ModuleIndex
) -> Stores:
    """What the file at `path`, with these imports, stores in others. Its `data` are asked for only where its tree has to tell."""
    if not effects.names:
        return Stores()
    bound: dict[str, list[str]] = {}
    for name, imported in bindings:
        bound.setdefault(name, []).extend(targets(path, [imported], index))
    if not any(bound.get(name) for name in effects.names):
        return Stores()
    if effects.tree is None:
        effects.tree = tree_of(data(), bound.keys())
    if not effects.tree.readable:
        return Stores(anywhere=[target for name in effects.names for target in bound.get(name, ())])
    return Stores(bound, effects.tree.defined, [one for one in effects.tree.stored if bound.get(one[0])])


def stores(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """(first name, what is stored) of each `name.x = value`, `name[x] = value`, `name.method(value)` and `@name.method(...)`."""
    for statement in at_load(tree.body):
        if isinstance(statement, (ast.Assign, ast.AugAssign, ast.AnnAssign)):
            for target in statement.targets if isinstance(statement, ast.Assign) else [statement.target]:
                if isinstance(target, (ast.Attribute, ast.Subscript)) and statement.value is not None:
                    yield first_name(target), statement.value
        elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
            yield first_name(statement.value), statement.value
        elif isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            for decorator in statement.decorator_list:
                yield first_name(decorator), statement


def at_load(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run when the module is loaded, those under conditions too."""
    for statement in body:
        yield statement
        if isinstance(statement, (ast.If, ast.Try, ast.With)):
            inner = [statement.body, getattr(statement, "orelse", []), getattr(statement, "finalbody", [])]
            inner += [handler.body for handler in getattr(statement, "handlers", [])]
            for part in inner:
                yield from at_load(part)


def defined(tree: ast.Module) -> set[str]:
    """What the module defines at its top level, but for what is a plain number or text."""
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found.update(first_name(target) for target in node.targets)
    return found


def mentioned(value: ast.AST) -> set[str]:
    """All names in it."""
    return {node.id for node in nodes_in(value) if isinstance(node, ast.Name)}


def has_text(value: ast.AST) -> bool:
    """Whether a URL or a part of one may stand in it."""
    texts = (n.value for n in nodes_in(value) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return any("/" in text or "." in text for text in texts)


def first_name(node: ast.expr) -> str:
    """`a` of `a.b[c].d(e)`; "" where it starts otherwise."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""
