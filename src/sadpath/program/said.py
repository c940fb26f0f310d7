"""What a piece of code says: the names that it looks up, the attributes that it asks for, and what it stores where.

Names are a function's own where Python takes them for that: its parameters, and what it assigns.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from sadpath.program.remember import remembered
from sadpath.source.effects import first_name
from sadpath.source.syntax import FUNCTIONS, parts_of

DOTTED = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)+(?::[\w.]+)?")
LONGEST_NAME = 120
"""A longer string names nothing."""
CALLABLES = (*FUNCTIONS, ast.Lambda)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
EXECUTES = frozenset({"exec", "eval"})
NAMED = (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)


class Store(NamedTuple):
    """`first.a.b = ...` or `first.a[x].b = ...`: the name that it begins with, and the attributes on the way."""

    first: str
    attributes: frozenset[str]


class Said(NamedTuple):
    """What stands in a piece of code.

    `names` that are looked up, or that strings spell; `attributes` that are asked of something, or that strings spell; names
    that are `stored`: assigned here, or declared `global`; `stores` into something else; `kept`: attributes that are stored into a
    parameter, as in `self.x = ...`. `used`: those of the names of which more is done than to read their attributes and items; what has
    such a name may be given something. `dotted`: strings that may be names of modules, or of what these have.
    """

    names: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()
    stored: frozenset[str] = frozenset()
    stores: frozenset[Store] = frozenset()
    kept: frozenset[str] = frozenset()
    used: frozenset[str] = frozenset()
    dotted: frozenset[str] = frozenset()


def said_of(node: ast.AST) -> Said:
    """What stands in a piece of code."""
    return remembered(node, "said", read_said)


def read_said(node: ast.AST) -> Said:
    """As `said_of`, read anew."""
    scope = Scope()
    if isinstance(node, FUNCTIONS):
        scope.read_all(scope.function(node))  # its own name is for who defines it
    else:
        scope.read_all([node])
    return scope.said()


def together(parts: Iterator[Said]) -> Said:
    """What stands in all the parts."""
    all_parts = list(parts)
    if len(all_parts) == 1:
        return all_parts[0]
    return Said(*(frozenset().union(*group) for group in zip(*all_parts, strict=True))) if all_parts else Said()


class Scope:
    """What was read of one scope so far, and of those in it."""

    def __init__(self) -> None:
        self.looked_up: set[str] = set()
        self.used: set[str] = set()
        self.spelled: set[str] = set()
        self.attributes: set[str] = set()
        self.stored: set[str] = set()
        self.imported: set[str] = set()
        self.elsewhere: set[str] = set()
        """What is declared `global` or `nonlocal`."""
        self.globals: set[str] = set()
        self.set_globals: set[str] = set()
        """What it, or a scope in it, stores into names that are declared `global`."""
        self.stores: set[Store] = set()
        self.kept: set[str] = set()
        self.dotted: set[str] = set()

    def said(self) -> Said:
        """What was read."""
        return Said(
            names=frozenset(self.looked_up | self.spelled),
            attributes=frozenset(self.attributes),
            stored=frozenset(self.stored | self.set_globals),
            stores=frozenset(store for store in self.stores if store.first),
            kept=frozenset(self.kept),
            used=frozenset(self.used | self.spelled),
            dotted=frozenset(self.dotted),
        )

    def read_all(self, nodes: list[ast.AST]) -> None:
        """Read these pieces of code and all below them; functions and comprehensions are scopes of their own."""
        pending = nodes
        readers = READERS
        while pending:
            node = pending.pop()
            reader = readers.get(node.__class__)
            pending += parts_of(node) if reader is None else reader(self, node)

    def name(self, node: ast.Name) -> tuple[ast.AST, ...]:
        """A name, which is read or bound."""
        if node.ctx.__class__ is ast.Load:
            self.looked_up.add(node.id)
            self.used.add(node.id)
        else:
            self.stored.add(node.id)
        return ()

    def definition(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.AST]:
        """As `function`, which has a name."""
        self.stored.add(node.name)
        return self.function(node)

    def constant(self, node: ast.Constant) -> tuple[ast.AST, ...]:
        """What a string may name."""
        value = node.value
        if isinstance(value, str) and len(value) < LONGEST_NAME:
            last = value.rpartition(".")[2].strip()
            if last.isidentifier():
                self.spelled.add(last)
                self.attributes.add(last)
            if DOTTED.fullmatch(value):
                self.dotted.add(value)
        return ()

    def declared(self, node: ast.Global | ast.Nonlocal) -> tuple[ast.AST, ...]:
        """Names that aren't the scope's own."""
        self.elsewhere.update(node.names)
        if isinstance(node, ast.Global):
            self.globals.update(node.names)
        return ()

    def alias(self, node: ast.alias) -> tuple[ast.AST, ...]:
        """What an import binds."""
        self.imported.add(node.asname or node.name.partition(".")[0])
        return ()

    def named(self, node: ast.ExceptHandler | ast.MatchAs | ast.MatchStar) -> list[ast.AST]:
        """What may bind a name."""
        if node.name:
            self.stored.add(node.name)
        return parts_of(node)

    def call(self, node: ast.Call) -> list[ast.AST]:
        """A call: what is still to be read of it."""
        if any(not isinstance(arg, ast.Constant) for arg in (*node.args, *(k.value for k in node.keywords))):
            self.used.add(first_name(node.func))
        if isinstance(node.func, ast.Name):
            if node.func.id == "vars" and not node.args:
                self.looked_up.add("locals")
            elif node.func.id in EXECUTES:  # no walk knows what comes of that, whatever names it is given
                given = Scope()
                given.read_all([part for part in parts_of(node) if part is not node.func])
                self.take(given, {"globals", "locals"})
                return [node.func]
        return parts_of(node)

    def asked(self, node: ast.Attribute | ast.Subscript) -> list[ast.AST]:
        """An attribute or an item: what is still to be read of it."""
        if isinstance(node, ast.Attribute):
            self.attributes.add(node.attr)
        if not isinstance(node.ctx, ast.Load):
            first = first_name(node)
            self.stores.add(Store(first, frozenset(attributes_of(node))))
            self.used.add(first)
        rest: list[ast.AST] = [] if isinstance(node, ast.Attribute) else [node.slice]
        if isinstance(node.value, ast.Name):
            self.looked_up.add(node.value.id)
            return rest
        return [*rest, node.value]

    def function(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> list[ast.AST]:
        """Read a function's body; what else stands in it belongs to this scope, and is given back."""
        scope = Scope()
        parameters = {arg.arg for arg in all_parameters(node.args)}
        if isinstance(node, ast.Lambda):
            scope.read_all([node.body])
            self.take(scope, parameters)
            return [node.args]
        scope.read_all([*node.body])
        self.take(scope, parameters)
        # what it says that it returns, no walk asks
        return [node.args, *node.decorator_list, *getattr(node, "type_params", ())]

    def class_body(self, node: ast.ClassDef) -> list[ast.AST]:
        """As `definition`. What it assigns are attributes: its methods don't know them as names."""
        self.stored.add(node.name)
        scope = Scope()
        scope.read_all([*node.body])
        scope.stored.clear()
        self.take(scope, set())
        return [part for part in parts_of(node) if part not in node.body]

    def comprehension(self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) -> list[ast.AST]:
        """As `function`. What it goes through first is looked up outside."""
        scope = Scope()
        first = node.generators[0]
        scope.read_all([part for part in parts_of(node) if part is not first] + [first.target, *first.ifs])
        self.take(scope, set())
        return [first.iter]

    def take(self, inner: Scope, parameters: set[str]) -> None:
        """Add what a scope in this one says of names that aren't its own."""
        # an import within a function is one of the file: names are followed through the imports of files
        own = parameters | (inner.stored - inner.elsewhere - inner.imported)
        self.looked_up |= inner.looked_up - own
        self.used |= inner.used - own
        self.spelled |= inner.spelled
        self.dotted |= inner.dotted
        self.attributes |= inner.attributes
        self.set_globals |= inner.set_globals | (inner.globals & (inner.stored | inner.imported))
        self.kept |= inner.kept.union(*(store.attributes for store in inner.stores if store.first in parameters))
        self.stores |= {store for store in inner.stores if store.first not in own}


READERS: dict[type[ast.AST], Callable[[Scope, Any], Sequence[ast.AST]]] = {
    ast.Name: Scope.name,
    ast.Constant: Scope.constant,
    ast.Attribute: Scope.asked,
    ast.Subscript: Scope.asked,
    ast.Call: Scope.call,
    ast.FunctionDef: Scope.definition,
    ast.AsyncFunctionDef: Scope.definition,
    ast.Lambda: Scope.function,
    ast.ClassDef: Scope.class_body,
    **dict.fromkeys(COMPREHENSIONS, Scope.comprehension),
    ast.Global: Scope.declared,
    ast.Nonlocal: Scope.declared,
    ast.alias: Scope.alias,
    **dict.fromkeys(NAMED, Scope.named),
}
"""Reads a node of a kind, and gives what is still to be read of it; of all others, that is what stands below them."""


def all_parameters(node: ast.arguments) -> Iterator[ast.arg]:
    """The parameters of a function."""
    yield from (*node.posonlyargs, *node.args, *node.kwonlyargs)
    yield from (arg for arg in (node.vararg, node.kwarg) if arg is not None)


def attributes_of(node: ast.expr) -> Iterator[str]:
    """`b` and `d` of `a.b[c].d`."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        if isinstance(node, ast.Attribute):
            yield node.attr
        node = node.func if isinstance(node, ast.Call) else node.value
