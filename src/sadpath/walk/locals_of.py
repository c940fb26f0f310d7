"""The values of expressions at a place whose function doesn't run: from parameters, assignments and imports, as far as these tell."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from sadpath.source.syntax import FUNCTIONS, first_parameter, nodes_in
from sadpath.walk.arguments import by_annotation
from sadpath.walk.call_places import CallPlace, kind_of
from sadpath.walk.deferred import of_module
from sadpath.walk.flags import own_nodes
from sadpath.walk.machine import Machine, ready
from sadpath.walk.program import ScopeInfo, scope_of
from sadpath.walk.quiet import nothing_sent
from sadpath.walk.run import Frame, SentTooEarly
from sadpath.walk.values import ABSENT, ClassV, Raised, Value

IMPORTS = (ast.Import, ast.ImportFrom)
NEEDS_THE_RUN = (ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr)
"""What means something only where the function runs."""
NONE: frozenset[str] = frozenset()


class Locals:
    """The names around a place, each bound when an expression asks for it."""

    def __init__(self, m: Machine, place: CallPlace) -> None:
        self.m = m
        self.place = place
        self.scopes: list[Any] = [node for node in place.around if not isinstance(node, ast.ClassDef)]
        bound = NONE.union(*(scope_of(scope).bound for scope in self.scopes))
        self.frame = Frame(place.module, ScopeInfo(bound, NONE, NONE, False) if self.scopes else None, None)
        self.frame.statement = place.call

    def value(self, node: ast.expr) -> Value:
        """What an expression gives; raises `Raised` as it does."""
        inner = [*nodes_in(node)]
        if any(isinstance(one, NEEDS_THE_RUN) for one in inner):
            return self.unknown(ast.dump(node))
        self.bind(inner)
        self.m.frames.append(self.frame)
        try:
            return self.m.eval(node, self.frame)
        finally:
            self.m.frames.pop()

    def unknown(self, name: str) -> Value:
        """What nobody can tell without running the function."""
        place = self.place
        return self.m.unknown("local", place.module.name, place.call.lineno, place.call.col_offset, name)

    def bind(self, nodes: list[ast.AST]) -> None:
        """Give the local names among these nodes their values."""
        names = {node.id for node in nodes if isinstance(node, ast.Name)}
        for name in sorted(names - self.frame.variables.keys()):
            scope = next((scope for scope in reversed(self.scopes) if name in scope_of(scope).bound), None)
            if scope is not None:
                self.frame.variables[name] = self.unknown(name)  # what it is made of may ask for it again
                try:
                    with nothing_sent(self.m):
                        self.bind_local(scope, name)
                except (Raised, SentTooEarly):
                    self.frame.variables[name] = self.unknown(name)

    def bind_local(self, scope: Any, name: str) -> None:
        """Give one name its value, where one statement alone says it, or a parameter."""
        variables = self.frame.variables
        if isinstance(scope, FUNCTIONS) and (arg := parameter_named(scope, name)) is not None:
            variables[name] = self.parameter(scope, arg)
            return
        statements = [*binding(scope, name)]
        if len(statements) != 1:
            return
        (statement,) = statements
        if isinstance(statement, IMPORTS):
            self.run(statement)
        elif statement is not None and (given := assigned(statement, name)) is not None:
            variables[name] = self.value(given)
            for later in done_to(scope, statement, name):
                if later.lineno < self.place.call.lineno:
                    self.run(later)

    def run(self, statement: ast.stmt) -> None:
        """Run a statement of the function by itself; no part of the run's way."""
        self.bind([*nodes_in(statement)])
        self.m.frames.append(self.frame)
        try:
            ready(statement)(self.m, self.frame)
        finally:
            self.m.frames.pop()

    def parameter(self, function: ast.FunctionDef | ast.AsyncFunctionDef, arg: ast.arg) -> Value:
        """What a parameter is where nobody says otherwise: its default, an object of its annotation's class, a symbol."""
        from sadpath.walk.stand_ins import make_self

        around = self.place.around
        index = around.index(function)
        if index and isinstance(around[index - 1], ast.ClassDef) and arg.arg == first_parameter(function):
            kind = kind_of(function)
            owner = self.class_of(around[:index])
            if kind != "static" and owner is not None:
                building = self.m.caches.setdefault("building", [])
                if kind == "class":
                    return owner
                return self.unknown(arg.arg) if owner in building else make_self(self.m, owner)
        if (default := default_of(function.args, arg)) is not None:
            return self.value(default)
        symbol = self.m.unknown("parameter", self.place.module.name, function.name, arg.arg)
        return symbol if arg.annotation is None else by_annotation(self.m, arg.annotation, self.place.module, symbol)

    def class_of(self, around: tuple[ast.AST, ...]) -> ClassV | None:
        """The class that these nodes, each in the one before, lead to from the module."""
        value: Value = self.place.module
        for node in around:
            if not isinstance(node, ast.ClassDef):
                return None
            name = node.name
            value = value.attrs.get(name, ABSENT) if isinstance(value, ClassV) else of_module(self.m, value, name)
            if not isinstance(value, ClassV) or value.node is not node:
                return None
        return value if isinstance(value, ClassV) else None


def parameter_named(function: ast.FunctionDef | ast.AsyncFunctionDef, name: str) -> ast.arg | None:
    """The parameter of that name that takes one argument."""
    spec = function.args
    return next((arg for arg in (*spec.posonlyargs, *spec.args, *spec.kwonlyargs) if arg.arg == name), None)


def default_of(spec: ast.arguments, arg: ast.arg) -> ast.expr | None:
    """The default of a parameter; None where it has none."""
    if arg in spec.kwonlyargs:
        return spec.kw_defaults[spec.kwonlyargs.index(arg)]
    positional = [*spec.posonlyargs, *spec.args]
    back = positional.index(arg) - (len(positional) - len(spec.defaults))
    return spec.defaults[back] if back >= 0 else None


def binding(scope: ast.AST, name: str) -> Iterator[ast.stmt | None]:
    """The statements that bind a local name; None for what is no statement of its own (a loop's target, a pattern)."""
    assigning = {
        id(target): node
        for node in own_nodes(scope)
        for target in (node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)])
        if isinstance(node, (ast.Assign, ast.AnnAssign))
    }
    for node in own_nodes(scope):
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store):
            yield assigning.get(id(node))
        elif isinstance(node, IMPORTS) and any((a.asname or a.name.partition(".")[0]) == name for a in node.names):
            yield node
        elif name in (getattr(node, "name", None), getattr(node, "rest", None)):
            yield None


def assigned(statement: ast.stmt, name: str) -> ast.expr | None:
    """What a statement assigns to a name."""
    if isinstance(statement, ast.Assign):
        plain = any(isinstance(target, ast.Name) and target.id == name for target in statement.targets)
        return statement.value if plain else None
    return statement.value if isinstance(statement, ast.AnnAssign) else None


def done_to(scope: ast.AST, statement: ast.stmt, name: str) -> Iterator[ast.stmt]:
    """What the statements after an assignment, in the same block, do to what it has bound: `session.mount(...)`, `session.auth = ...`."""
    for node in (scope, *own_nodes(scope)):
        for part in ("body", "orelse", "finalbody"):
            block = getattr(node, part, None)
            if isinstance(block, list) and statement in block:
                yield from (later for later in block[block.index(statement) + 1 :] if changes(later, name))


def changes(statement: ast.stmt, name: str) -> bool:
    """Whether a statement does nothing but something to what a name stands for."""
    if isinstance(statement, ast.Expr):
        called = statement.value.func if isinstance(statement.value, ast.Call) else None
        return isinstance(called, ast.Attribute) and root_of(called) == name
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    return isinstance(statement, (ast.Assign, ast.AugAssign)) and all(
        isinstance(target, (ast.Attribute, ast.Subscript)) and root_of(target) == name for target in targets
    )


def root_of(node: ast.expr) -> str:
    """`a` of `a.b[0].c`; "" where it begins with something else."""
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
