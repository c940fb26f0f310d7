"""Which functions of a large program names tie to a catalogued API: only there are walks worth starting.

An over-approximation by names alone, as in `names`: a function counts where its body holds evidence (a host, a path, an SDK's
import), or mentions a module's name that leads to some. In a small program every function that may send is walked instead.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from sadpath.program.names import Function
from sadpath.program.remember import remembered
from sadpath.source.imports import BY_NAME, Import
from sadpath.source.sift import Own
from sadpath.walk.program import Module

FEW = 20
"""Up to so many functions that may send, the walks themselves tell best which of them reach an API."""
FEW_OF_BOUND = 150
"""The same, where the settings bind files to an API: these may hold no evidence."""

IMPORTERS = frozenset(word.decode() for word in BY_NAME)
"""Who mentions one of these may reach any module."""


@dataclass(frozen=True)
class Unit:
    """A statement of a module's top level: the names that it binds, those that it mentions, and whether it holds evidence."""

    binds: frozenset[str]
    mentions: frozenset[str]
    evident: bool
    node: ast.stmt
    registrars: frozenset[str] = frozenset()
    """What decorates it, or is called with it: `REGISTRY.register` counts as `REGISTRY`."""
    container: bool = False


@dataclass
class Reach:
    """`names` are the names of top-level things that lead to evidence; `classes` the names of classes whose methods do."""

    names: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    nodes: set[int] = field(default_factory=set)
    scripts: set[str] = field(default_factory=set)
    told: tuple[object, ...] = ()
    """All that it was made of."""

    def has(self, function: Function) -> bool:
        """Whether the function is tied to evidence."""
        if function.owner is not None and function.owner.name in self.classes:
            return True
        return id(function.node) in self.nodes or not self.names.isdisjoint(function.mentions)


Holds = Callable[[bytes, Own], bool]
"""Whether a text is evidence, in a file whose own imports the predicate tells."""


@dataclass(frozen=True)
class Signs:
    """What is evidence in one module."""

    holds: Callable[[bytes], bool]
    sdk: Callable[[ast.Import | ast.ImportFrom], bool]
    root: str
    """The import root, on which it hangs what is the project's own."""


def read_reach(
    modules: Iterable[Module],
    holds: Holds,
    packages: Iterable[str],
    own: Own,
    *,
    root: str = "",
    before: Reach | None = None,
) -> Reach:
    """What leads to evidence in these modules, which share the import root `root`.

    `holds` tells whether bytes do, `packages` are the SDKs' import names, `own` tells which imports are the project's own modules.
    It is `before` itself where an edit since has not changed anything of this.
    """
    sdk = frozenset(packages)
    signs = Signs(lambda data: holds(data, own), lambda node: imports_sdk(node, sdk, own), root)
    modules = tuple(modules)
    found = [units_of_module(module, signs) for module in modules]
    told = (modules, found)
    if before is not None and before.told == told:
        return before
    units = [unit for each in found for unit in each]
    reach = Reach(told=told)
    evident = spread(units, reach)
    for module, each in zip(modules, found, strict=True):
        for unit in each:
            if id(unit) in evident:
                reach.nodes.add(id(unit.node))
                if not isinstance(unit.node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    reach.scripts.add(module.name)
    classes = {u.node.name: u.node for u in units if isinstance(u.node, ast.ClassDef) and id(u) in evident}
    reach.classes = with_bases(classes, units)
    return reach


def units_of_module(module: Module, signs: Signs) -> list[Unit]:
    """The units of a module; all are evident where only the whole text is: pieces of a URL that only together are evidence."""

    def read(tree: ast.Module) -> list[Unit]:
        made = [unit for s in tree.body for unit in remembered(s, f"units of {signs.root}", units_of, signs)]
        for number, unit in enumerate(made):
            if "__getattr__" in unit.binds:  # the module's own: what it gives is mentioned as `module.name`
                made[number] = unit = replace(unit, binds=unit.binds | {module.name.rpartition(".")[2]})
            if not unit.mentions.isdisjoint(IMPORTERS):
                made[number] = replace(unit, evident=True)
        if not any(unit.evident for unit in made) and signs.holds(module.text.encode("utf-8", "replace")):
            return [replace(unit, evident=True) for unit in made]
        return made

    return remembered(module.tree, f"units of {signs.root}", read)


def spread(units: list[Unit], reach: Reach) -> set[int]:
    """The ids of the units that are evident, or mention one that is, and so on."""
    by_mention: dict[str, list[Unit]] = {}
    defined: dict[str, list[Unit]] = {}
    for unit in units:
        for name in unit.mentions:
            by_mention.setdefault(name, []).append(unit)
        for name in unit.binds:
            defined.setdefault(name, []).append(unit)
    containers = {name for unit in units if unit.container for name in unit.binds}
    work = [unit for unit in units if unit.evident]
    evident = set(map(id, work))
    while work:
        unit = work.pop()
        leads = set(unit.binds)
        for registrar in unit.registrars:
            leads |= {registrar} & containers
            for definition in defined.get(registrar, ()):
                leads |= definition.mentions & containers
        for name in leads - reach.names:
            reach.names.add(name)
            for other in by_mention.get(name, ()):
                if id(other) not in evident:
                    evident.add(id(other))
                    work.append(other)
    return evident


def with_bases(evident: dict[str, ast.ClassDef], units: list[Unit]) -> set[str]:
    """The evident classes and the classes that these are made from: their methods may run for an object of such a class."""
    known: dict[str, list[ast.ClassDef]] = {}
    for unit in units:
        if isinstance(unit.node, ast.ClassDef):
            known.setdefault(unit.node.name, []).append(unit.node)
    found: set[str] = set()
    work = list(evident)
    while work:
        name = work.pop()
        if name not in found:
            found.add(name)
            work += [base for node in known.get(name, ()) for base in map(last_name, node.bases) if base in known]
    return found


def units_of(statement: ast.stmt, signs: Signs) -> list[Unit]:
    """The units of one statement; conditions, `try` and `with` are looked into."""
    return list(inner_units(statement, signs))


def inner_units(statement: ast.stmt, signs: Signs) -> Iterator[Unit]:
    """As `units_of`."""
    if isinstance(statement, (ast.If, ast.Try, ast.With)):
        for inner in ast.iter_child_nodes(statement):
            for part in inner.body if isinstance(inner, ast.ExceptHandler) else [inner]:
                if isinstance(part, ast.stmt):
                    yield from inner_units(part, signs)
        return
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        for alias in statement.names:
            bound = alias.asname or alias.name.split(".")[0]
            yield Unit(frozenset([bound]), frozenset([alias.name.rpartition(".")[2]]), signs.sdk(statement), statement)
        return
    parts = pieces(statement)
    evident = any(remembered(part, f"evident in {signs.root}", is_evident, signs) for part in parts)
    named = frozenset[str]().union(*(remembered(part, "mentioned", mentioned) for part in parts))
    registrars: set[str] = set()
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        binds = {statement.name}
        registrars |= {first_name(decorator) for decorator in statement.decorator_list}
    else:
        binds = bound_names(statement)
        registrars |= {first_name(node.func) for node in ast.walk(statement) if isinstance(node, ast.Call)}
    if isinstance(statement, ast.ClassDef):
        registrars |= {last_name(base) for base in statement.bases}  # a base class may keep a list of its subclasses
    value = getattr(statement, "value", None)
    container = isinstance(value, (ast.Dict, ast.List, ast.Set, ast.Call)) or isinstance(statement, ast.ClassDef)
    yield Unit(
        frozenset(binds),
        named,
        evident,
        statement,
        frozenset(registrars),
        container and not is_plain_class(statement),
    )


def pieces(statement: ast.stmt) -> list[ast.AST]:
    """What an edit changes by itself: the parts of a class, else the statement."""
    if not isinstance(statement, ast.ClassDef):
        return [statement]
    return [
        *statement.decorator_list,
        *statement.bases,
        *statement.keywords,
        *getattr(statement, "type_params", ()),
        *statement.body,
    ]


def is_evident(part: ast.AST, signs: Signs) -> bool:
    """Whether something in a part of a statement is evidence."""
    return any(holds_evidence(node, signs) for node in ast.walk(part) if not is_docstring(node))


def is_plain_class(statement: ast.stmt) -> bool:
    """A class that keeps no list of its subclasses."""
    if not isinstance(statement, ast.ClassDef):
        return False
    return not statement.keywords and not any(
        isinstance(s, ast.FunctionDef) and s.name == "__init_subclass__" for s in statement.body
    )


def holds_evidence(node: ast.AST, signs: Signs) -> bool:
    """Whether one node is evidence by itself."""
    if isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)) and len(node.value) > 3:
        return signs.holds(node.value if isinstance(node.value, bytes) else node.value.encode("utf-8", "replace"))
    return isinstance(node, (ast.Import, ast.ImportFrom)) and signs.sdk(node)


def is_docstring(node: ast.AST) -> bool:
    """A string that stands alone marks its own constant as no evidence."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        node.value.sadpath_docstring = True  # type: ignore[attr-defined]
        return True
    return hasattr(node, "sadpath_docstring")


def imports_sdk(node: ast.Import | ast.ImportFrom, sdk: frozenset[str], own: Own) -> bool:
    """Whether an import is one of an SDK."""
    names = tuple(alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        wanted = [Import(node.level, node.module or "", names)]
    else:
        wanted = [Import(0, name, ()) for name in names]
    return any(i.module.partition(".")[0] in sdk and not own(i) for i in wanted)


def bound_names(statement: ast.stmt) -> set[str]:
    """The names that a statement assigns; of `thing.x = ...` and `thing.x[y] = ...` they are `thing` and `x`."""
    found: set[str] = set()
    for node in ast.walk(statement):
        if isinstance(node, (ast.Name, ast.Attribute, ast.Subscript)) and isinstance(node.ctx, ast.Store):
            found.add(first_name(node))
            while isinstance(node, (ast.Attribute, ast.Subscript)):
                found.add(node.attr if isinstance(node, ast.Attribute) else "")
                node = node.value
    return found - {""}


def mentioned(node: ast.AST) -> frozenset[str]:
    """All names and attributes inside `node`; and what strings name, for `getattr`, registries and quoted annotations."""
    found: set[str] = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name):
            found.add(inner.id)
        elif isinstance(inner, ast.Attribute):
            found.add(inner.attr)
        elif isinstance(inner, (ast.Import, ast.ImportFrom)):
            found.update(alias.name.rpartition(".")[2] for alias in inner.names)
        elif isinstance(inner, ast.Constant) and isinstance(inner.value, str) and len(inner.value) < 120:
            last = inner.value.rpartition(".")[2].strip()
            if last.isidentifier():
                found.add(last)
    return frozenset(found)


def first_name(node: ast.expr) -> str:
    """`a` of `a.b[c].d(e)`; "" where it starts otherwise."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def last_name(node: ast.expr) -> str:
    """`b` of `a.b` and of `a.b[c]`."""
    if isinstance(node, ast.Subscript):
        node = node.value
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
