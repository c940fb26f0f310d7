"""What the top-level statements of a module bind, mention and store, and which of them hold evidence of a catalogued API."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from sadpath.program.remember import remembered
from sadpath.program.said import FUNCTIONS, Said, said_of, together
from sadpath.source.effects import at_load, first_name
from sadpath.source.imports import Import
from sadpath.source.sift import Own
from sadpath.source.syntax import nodes_in
from sadpath.walk.imports import is_main_guard
from sadpath.walk.program import Module


@dataclass(frozen=True)
class Unit:
    """A statement of a module's top level; those under conditions, `try` and `with` are looked into.

    `keepers`: (name of what is called, names) of what may keep what the statement defines or hands over: those in a decorator, in
    a base class, in a call at the top level (where the first is ""). `keeps`: it makes something that can keep what it is given: a
    table, an object, a class that hears of its subclasses. `runs`: it calls something when the module is loaded, and is no
    definition.
    """

    node: ast.stmt
    said: Said
    binds: frozenset[str]
    evident: bool
    keepers: tuple[tuple[str, frozenset[str]], ...] = ()
    keeps: bool = False
    made_by: str = ""
    """Where it keeps because something is called (`x = Table()`): the first name of what is called."""
    runs: bool = False


@dataclass(frozen=True)
class Signs:
    """What is evidence in one module. `root`: the import root, on which hangs what is the project's own."""

    holds: Callable[[bytes], bool]
    sdk: Callable[[ast.Import | ast.ImportFrom], bool]
    root: str


def units_of_module(module: Module, signs: Signs | None) -> list[Unit]:
    """The units of a module; without `signs` it is known to hold no evidence.

    All are evident where only the whole text is: pieces of a URL that only together are evidence.
    """

    def read(tree: ast.Module) -> list[Unit]:
        made = [unit for s in tree.body for unit in remembered(s, about, units_of, signs)]
        if signs is not None and not any(unit.evident for unit in made):
            if signs.holds(module.text.encode("utf-8", "replace")):
                return [replace(unit, evident=True) for unit in made]
        return made

    about = "units" if signs is None else f"units with evidence of {signs.root}"
    return remembered(module.tree, about, read)


def bound_in(module: Module, units: Iterable[Unit]) -> frozenset[str]:
    """What a module with these units binds at its top level, imports too."""
    imports = [node for node in at_load(module.tree.body) if isinstance(node, (ast.Import, ast.ImportFrom))]
    imported = (alias.asname or alias.name.partition(".")[0] for node in imports for alias in node.names)
    return frozenset(imported).union(*(unit.binds for unit in units))


def units_of(statement: ast.stmt, signs: Signs | None) -> list[Unit]:
    """The units of one statement; imports are none, but for those of an SDK. Of one without `signs` none is evident."""
    return list(inner_units(statement, signs, guarded=is_main_guard(statement)))


def inner_units(statement: ast.stmt, signs: Signs | None, *, guarded: bool) -> Iterator[Unit]:
    """As `units_of`. `guarded`: below `if __name__ == "__main__"`."""
    if isinstance(statement, (ast.If, ast.Try, ast.With)):
        for inner in ast.iter_child_nodes(statement):
            for part in inner.body if isinstance(inner, ast.ExceptHandler) else [inner]:
                if isinstance(part, ast.stmt):
                    yield from inner_units(part, signs, guarded=guarded)
        return
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        if signs is not None and signs.sdk(statement):
            bound = frozenset(alias.asname or alias.name.split(".")[0] for alias in statement.names)
            yield Unit(statement, Said(), bound, evident=True)
        return
    said = together(said_of(part) for part in pieces(statement))
    evident = any(evident_part(part, signs) for part in pieces(statement))
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
        binds = said.stored | {statement.name} | {store.first for store in said.stores}
        yield Unit(statement, said, binds, evident, keepers_in(statement.decorator_list))
        return
    if isinstance(statement, ast.ClassDef):
        declared = (said_of(part).stored for part in statement.body if isinstance(part, FUNCTIONS))
        binds = frozenset({statement.name}).union((store.first for store in said.stores), *declared)
        keepers = keepers_in([*statement.decorator_list, *statement.bases])
        runs = any(calls(part) for part in pieces(statement) if not isinstance(part, FUNCTIONS))
        yield Unit(statement, said, binds, evident, keepers, keeps=hears_of_subclasses(statement), runs=runs)
        return
    calling = calls(statement)
    value = getattr(statement, "value", None)
    yield Unit(
        statement,
        said,
        said.stored | {store.first for store in said.stores},
        evident,
        (("", said.names),) if calling or said.stores else (),
        keeps=isinstance(value, (*TABLES, ast.Call)),
        made_by=first_name(value.func) if isinstance(value, ast.Call) else "",
        runs=calling and not guarded,
    )


TABLES = (ast.Dict, ast.List, ast.Set, ast.DictComp, ast.ListComp, ast.SetComp)


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


def evident_part(part: ast.AST, signs: Signs | None) -> bool:
    """Whether a piece of a statement holds evidence."""
    return signs is not None and remembered(part, f"evident in {signs.root}", is_evident, signs)


def is_evident(part: ast.AST, signs: Signs) -> bool:
    """Whether something in a part of a statement is evidence."""
    found = [node for node in nodes_in(part) if isinstance(node, MAY_BE_EVIDENCE)]
    alone = {id(node.value) for node in found if isinstance(node, ast.Expr)}  # docstrings, and other strings for nobody
    texts = [
        as_bytes(n.value) for n in found if isinstance(n, ast.Constant) and id(n) not in alone and is_text(n.value)
    ]
    # nearly all hold none, together as well
    if texts and signs.holds(b"\n".join(texts)) and any(map(signs.holds, texts)):
        return True
    return any(signs.sdk(node) for node in found if isinstance(node, (ast.Import, ast.ImportFrom)))


MAY_BE_EVIDENCE = (ast.Constant, ast.Import, ast.ImportFrom, ast.Expr)


def is_text(value: object) -> bool:
    """Whether a constant is long enough a text to be evidence."""
    return isinstance(value, (str, bytes)) and len(value) > 3


def as_bytes(value: object) -> bytes:
    """A text as it stands in a file."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


def imports_sdk(node: ast.Import | ast.ImportFrom, sdk: frozenset[str], own: Own) -> bool:
    """Whether an import is one of an SDK."""
    names = tuple(alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        wanted = [Import(node.level, node.module or "", names)]
    else:
        wanted = [Import(0, name, ()) for name in names]
    return any(i.module.partition(".")[0] in sdk and not own(i) for i in wanted)


def keepers_in(expressions: list[ast.expr]) -> tuple[tuple[str, frozenset[str]], ...]:
    """(first name, all names) of decorators and base classes."""
    return tuple((first_name(expression), names_in(expression)) for expression in expressions)


def hears_of_subclasses(statement: ast.ClassDef) -> bool:
    """Whether a class, or its metaclass, may keep its subclasses."""
    return bool(statement.keywords) or any(
        isinstance(s, ast.FunctionDef) and s.name == "__init_subclass__" for s in statement.body
    )


def calls(node: ast.AST) -> bool:
    """Whether something is called when the statement runs."""
    return any(isinstance(inner, (ast.Call, ast.Await)) for inner in nodes_in(node))


def names_in(node: ast.AST) -> frozenset[str]:
    """All names in an expression."""
    return frozenset(inner.id for inner in nodes_in(node) if isinstance(inner, ast.Name))
