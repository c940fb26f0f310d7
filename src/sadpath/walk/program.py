"""The program that is walked: its modules, and what is fixed about a function before it runs."""

from __future__ import annotations

import ast
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


@dataclass(eq=False)
class Module:
    """A parsed module. `name` is dotted; `path` is as it is printed; library models have `project` false."""

    name: str
    path: str
    tree: ast.Module
    project: bool = True
    is_package: bool = False
    file: Path | None = None
    text: str = ""
    split: tuple[str, list[str]] = ("", [""])

    @property
    def is_parsed(self) -> bool:
        """Whether it has a tree already: see `Unparsed`."""
        return "tree" in self.__dict__

    @property
    def lines(self) -> list[str]:
        """The lines of the text, without their ends."""
        if self.split[0] is not self.text:
            self.split = self.text, self.text.split("\n")
        return self.split[1]

    @cached_property
    def originals(self) -> dict[str, str]:
        """The original name of each name that an import of the module gives another one (`from typing import Optional as Maybe`)."""
        return {
            alias.asname: alias.name.rpartition(".")[2]
            for node in statements_in(self.tree.body)
            if isinstance(node, (ast.Import, ast.ImportFrom))
            for alias in node.names
            if alias.asname
        }

    def functions(self) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef, ast.ClassDef | None]]:
        """(qualified name, node, class or None) of the functions and methods that a caller can name: no nested functions."""
        yield from functions_in(self.tree.body, "", None)


class Unparsed(Module):
    """A module of the project whose text is parsed when somebody asks for its tree."""

    def __init__(
        self, name: str, path: str, file: Path, text: str, parse: Callable[[], ast.Module], *, is_package: bool
    ) -> None:
        super().__init__(name, path, ast.Module([], []), True, is_package, file, text)
        del self.tree
        self.parse = parse

    def __getattr__(self, name: str) -> ast.Module:
        if name != "tree":
            raise AttributeError(name)
        self.tree = self.parse()
        return self.tree


def functions_in(
    body: list[ast.stmt], prefix: str, owner: ast.ClassDef | None
) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef, ast.ClassDef | None]]:
    """As `Module.functions`, of some statements; `prefix` is the qualified name of what they are in, with a dot."""
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield prefix + node.name, node, owner
        elif isinstance(node, ast.ClassDef):
            yield from functions_in(node.body, f"{prefix}{node.name}.", node)
        elif isinstance(node, (ast.If, ast.Try, ast.With)):
            yield from functions_in(node.body, prefix, owner)
            yield from functions_in(getattr(node, "orelse", []), prefix, owner)


def statements_in(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """These statements and all those inside of them, handlers and cases too, in the order of `ast.walk`."""
    pending: deque[ast.AST] = deque(body)
    while pending:
        node = pending.popleft()
        yield node
        for part in PARTS:
            pending += getattr(node, part, ())


PARTS = ("body", "handlers", "cases", "orelse", "finalbody")


def original_name(module: Any, node: ast.AST | None) -> str:
    """The last part of a dotted name, as the module that it is imported from calls it; "" for something else.

    `module` is a `Module`, or None where nobody knows it.
    """
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Name):
        return module.originals.get(node.id, node.id) if isinstance(module, Module) else node.id
    return ""


@dataclass
class ScopeInfo:
    """What the body of a function fixes: the names that it binds, and whether it is a generator."""

    bound: frozenset[str]
    globals: frozenset[str]
    nonlocals: frozenset[str]
    is_generator: bool


@dataclass
class Program:
    """All modules that can be reached. `find` gives a module by its dotted name, or None where it is not the project's."""

    find: Callable[[str], Module | None]
    modules: dict[str, Module] = field(default_factory=dict)
    has: Callable[[str], bool] = lambda name: True
    """Whether the project has a module of that name; it may be wrong where nothing is deferred."""
    mentioning: Callable[[str], Iterable[str]] = lambda word: ()
    """Gives the modules of the project in which a word stands, among them some that nothing has loaded."""
    defers: Callable[[str], bool] = lambda name: False
    """Whether a module of the project may be loaded when a walk asks for one of its names, rather than when it is imported."""

    def module(self, name: str) -> Module | None:
        """The project's module of that name, parsed; None where there is none."""
        if name not in self.modules:
            found = self.find(name)
            if found is None:
                return None
            self.modules[name] = found
        return self.modules[name]


DEFINITIONS = frozenset({ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef})
COMPREHENSIONS = frozenset({ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp})
NAMING = frozenset({ast.ExceptHandler, ast.MatchAs, ast.MatchStar})


def scope_of(node: Any) -> ScopeInfo:
    """The `ScopeInfo` of a function, lambda, comprehension or class; made when somebody asks, as few functions of a library are called."""
    info: ScopeInfo | None = getattr(node, "sadpath_scope", None)
    if info is None:
        info = node.sadpath_scope = scope_info(node)  # kept on the node: library models are walked by many programs
    return info


def scope_info(node: Any) -> ScopeInfo:
    """Names bound in the body of `node` (parameters included), without those of inner scopes."""
    bound: set[str] = set()
    outer: set[str] = set()
    free: set[str] = set()
    generator = False
    arguments = getattr(node, "args", None)
    if isinstance(arguments, ast.arguments):
        for arg in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]:
            if arg is not None:
                bound.add(arg.arg)
    body = node.body if isinstance(node.body, list) else [node.body]
    stack: list[Any] = list(body)
    while stack:
        item = stack.pop()
        kind = type(item)
        if kind is ast.Name:
            if type(item.ctx) is not ast.Load:
                bound.add(item.id)
            continue
        if kind is ast.Constant or kind is ast.Lambda:
            continue
        if kind in DEFINITIONS:
            bound.add(item.name)
            stack.extend(item.decorator_list)
            continue
        if kind in COMPREHENSIONS:
            # a walrus inside binds in this scope; everything else stays inside
            bound.update(n.target.id for n in ast.walk(item) if isinstance(n, ast.NamedExpr))
            stack.append(item.generators[0].iter)
            continue
        if kind is ast.Global:
            outer.update(item.names)
        elif kind is ast.Nonlocal:
            free.update(item.names)
        elif kind is ast.Import or kind is ast.ImportFrom:
            bound.update((a.asname or a.name.split(".")[0]) for a in item.names)
        elif kind in NAMING:
            if item.name:
                bound.add(item.name)
        elif kind is ast.MatchMapping:
            if item.rest:
                bound.add(item.rest)
        elif kind is ast.Yield or kind is ast.YieldFrom:
            generator = True
        for name in kind._fields:
            part = getattr(item, name, None)
            if type(part) is list:
                stack += [one for one in part if isinstance(one, ast.AST)]
            elif isinstance(part, ast.AST):
                stack.append(part)
    return ScopeInfo(frozenset(bound - outer - free), frozenset(outer), frozenset(free), generator)
