"""Who may call whom, by names alone: a quick over-approximation that says where walks are worth starting."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sadpath.program.remember import remembered
from sadpath.source.syntax import nodes_in
from sadpath.walk.imports import is_main_guard
from sadpath.walk.program import Module


@dataclass
class Function:
    """A function or method that can be an entry, and the names that its body mentions."""

    module: Module
    name: str
    node: ast.FunctionDef | ast.AsyncFunctionDef
    owner: ast.ClassDef | None
    mentions: frozenset[str]
    of_objects: frozenset[str] = frozenset()
    """Those of them that only an object can have: `run` where nothing but `self.run` and `job.task.run` stands."""

    @property
    def short(self) -> str:
        """The name without its class."""
        return self.name.rpartition(".")[2]

    @property
    def by_language(self) -> bool:
        """Whether the language calls it for what is done with an object, so that nobody mentions it: `with`, `for`, `x[key]`."""
        return self.owner is not None and self.short in PROTOCOLS


PROTOCOLS = frozenset(
    f"__{name}__"
    for name in (
        *("call", "getitem", "setitem", "delitem", "contains", "len", "iter", "next", "enter", "exit"),
        *("aiter", "anext", "aenter", "aexit", "await"),
    )
)


@dataclass(frozen=True)
class ModuleNames:
    """What one module contributes: its functions, and what its top-level code mentions (see `top_level_names`)."""

    functions: list[Function]
    top_level: frozenset[str]


@dataclass
class Names:
    """The functions of some modules, and what can be told from names."""

    functions: list[Function]
    top_level: dict[str, frozenset[str]]
    """By module: the names that its top-level code (no definitions, no main guard) mentions in calls."""
    modules: tuple[Module, ...] = ()
    told: tuple[object, ...] = ()
    """All that it was made of."""

    @cached_property
    def candidates(self) -> list[Function]:
        """The functions that can be entries, those that nobody mentions first, and those that the language calls last."""
        uncalled = self.uncalled
        pending = (f for f in self.functions if not is_dunder(f.short) or f.by_language)
        return sorted(pending, key=lambda f: (f.by_language, id(f.node) not in uncalled))

    @cached_property
    def uncalled(self) -> set[int]:
        """The ids of the nodes of functions that nothing in these modules mentions, but for themselves."""
        functions: dict[str, int] = {}
        methods: dict[str, int] = {}
        for mentions, of_objects in [
            *((f.mentions, f.of_objects) for f in self.functions),
            *((n, frozenset()) for n in self.top_level.values()),
        ]:
            for name in mentions:
                methods[name] = methods.get(name, 0) + 1
                if name not in of_objects:
                    functions[name] = functions.get(name, 0) + 1
        found: set[int] = set()
        for f in self.functions:
            by_itself = f.short in f.mentions and (f.owner is not None or f.short not in f.of_objects)
            if (functions if f.owner is None else methods).get(f.short, 0) <= by_itself:
                found.add(id(f.node))
        return found


def is_dunder(name: str) -> bool:
    """`__init__` and the like: called by the language, not by name."""
    return name.startswith("__") and name.endswith("__")


def read_names(modules: Iterable[Module], before: Names | None = None) -> Names:
    """The names of `modules`. It is `before` itself where an edit since has not changed what names tell."""
    modules = tuple(modules)
    own = [*map(names_of, modules)]
    told = (modules, own)
    if before is not None and before.told == told:
        return before
    return Names(
        [function for each in own for function in each.functions],
        {module.name: each.top_level for module, each in zip(modules, own, strict=True)},
        modules,
        told,
    )


def names_of(module: Module) -> ModuleNames:
    """The names of one module."""
    return remembered(module.tree, "names", lambda tree: read_module(module))


def read_module(module: Module) -> ModuleNames:
    """As `names_of`, read anew."""
    return ModuleNames(functions_of(module), top_level_names(module))


def functions_of(module: Module) -> list[Function]:
    """The functions and methods of a module, with the names that they and their nested functions mention."""
    made = [
        Function(
            module,
            name,
            node,
            owner,
            *remembered(node, "mentions of a function", read_mentions),
        )
        for name, node, owner in module.functions()
    ]
    if any(function.mentions & BY_NAME for function in made):
        named = named_by_strings(module, {function.short for function in made})
        for function in made:
            if function.mentions & BY_NAME:
                function.mentions |= named - {function.short}
    return made


BY_NAME = frozenset({"getattr", "methodcaller", "attrgetter"})
"""What gets at an attribute by a string."""

INVENTORIES = frozenset({"globals", "locals", "vars", "dir", "__dict__", "getmembers", "getmembers_static"})
"""What gets at all names that there are."""


def named_by_strings(module: Module, names: set[str]) -> set[str]:
    """Those of `names` that strings of the module could be: the whole of one, or with what stands before a `{}` or a `+`."""
    strings = {
        node.value for node in nodes_in(module.tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    prefixes = tuple(s for s in strings if s.endswith("_") and len(s) > 2 and s.isidentifier())
    return {name for name in names if name in strings or (prefixes and name.startswith(prefixes))}


def mentions(node: ast.AST) -> frozenset[str]:
    """All names and attributes that are read inside `node`."""
    return read_mentions(node)[0]


def read_mentions(node: ast.AST) -> tuple[frozenset[str], frozenset[str]]:
    """(all names and attributes that are read inside `node`, those of them that only an object can have).

    These stand there as attributes only, of something that is no module: of `self`, of an attribute, of what a call gives.
    """
    names: set[str] = set()
    objects: set[str] = set()
    others: set[str] = set()
    for inner in nodes_in(node):
        kind = inner.__class__
        if kind is ast.Name:
            if isinstance(inner.ctx, ast.Load):  # type: ignore[attr-defined]
                names.add(inner.id)  # type: ignore[attr-defined]
        elif kind is ast.Attribute:
            value = inner.value  # type: ignore[attr-defined]
            of_name = isinstance(value, ast.Name) and value.id not in ("self", "cls")
            (others if of_name else objects).add(inner.attr)  # type: ignore[attr-defined]
    return frozenset(names | objects | others), frozenset(objects - others - names)


def top_level_names(module: Module) -> frozenset[str]:
    """Names that run when the module is imported, outside definitions and the main guard."""
    found: set[str] = set()
    for statement in module.tree.body:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Import, ast.ImportFrom)) or is_main_guard(
            statement
        ):
            continue
        if isinstance(statement, ast.ClassDef):
            for inner in statement.body:
                if not isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    found |= remembered(inner, "mentions", mentions)
            for decorator in statement.decorator_list:
                found |= mentions(decorator)
            continue
        found |= remembered(statement, "mentions", mentions)
    return frozenset(found)
