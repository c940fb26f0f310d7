"""What the top-level statements of a module bind, mention and store."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sadpath.program.pieces import words_in
from sadpath.program.remember import remembered
from sadpath.program.said import Said, said_of, together
from sadpath.program.signs import Signs, evident_part
from sadpath.source.effects import at_load, first_name
from sadpath.source.partial import first_line, last_line
from sadpath.source.syntax import FUNCTIONS, nodes_in
from sadpath.walk.imports import is_main_guard
from sadpath.walk.program import Module

IMPORTS = (ast.Import, ast.ImportFrom)


@dataclass(eq=False)
class Unit:
    """A statement of a module's top level; those under conditions, `try` and `with` are looked into.

    `words`: all that its text may name. What it says is read when somebody asks, which nobody does of most units.
    `guarded`: it stands below `if __name__ == "__main__"`.
    """

    node: ast.stmt
    words: frozenset[str]
    evident: bool
    guarded: bool = False

    @cached_property
    def said(self) -> Said:
        """What stands in it; nothing in an import."""
        return Said() if isinstance(self.node, IMPORTS) else together(said_of(part) for part in pieces(self.node))

    @cached_property
    def binds(self) -> frozenset[str]:
        """The names of the module that it gives a value, or stores something into."""
        node = self.node
        if isinstance(node, IMPORTS):
            return frozenset(alias.asname or alias.name.split(".")[0] for alias in node.names)
        into = {store.first for store in self.said.stores}
        if isinstance(node, FUNCTIONS):
            return self.said.stored | {node.name} | into
        if isinstance(node, ast.ClassDef):
            declared = (said_of(part).stored for part in node.body if isinstance(part, FUNCTIONS))
            return frozenset({node.name}).union(into, *declared)
        return self.said.stored | into

    @cached_property
    def keepers(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """(name of what is called, names) of what may keep what the statement defines or hands over: those in a decorator, in a
        base class, in a call at the top level (where the first is "").
        """
        node = self.node
        if isinstance(node, FUNCTIONS):
            return keepers_in(node.decorator_list)
        if isinstance(node, ast.ClassDef):
            return keepers_in([*node.decorator_list, *node.bases])
        return (("", self.said.names),) if self.said.stores or calls(node) else ()

    @property
    def keeps(self) -> bool:
        """Whether it makes something that can keep what it is given: a table, an object, a class that hears of its subclasses."""
        if isinstance(self.node, ast.ClassDef):
            return hears_of_subclasses(self.node)
        return isinstance(getattr(self.node, "value", None), (*TABLES, ast.Call))

    @property
    def made_by(self) -> str:
        """Where it keeps because something is called (`x = Table()`): the first name of what is called."""
        value = getattr(self.node, "value", None)
        return first_name(value.func) if isinstance(value, ast.Call) else ""

    @property
    def runs(self) -> bool:
        """Whether it calls something when the module is loaded, and is no definition."""
        if isinstance(self.node, ast.ClassDef):
            return any(calls(part) for part in pieces(self.node) if not isinstance(part, FUNCTIONS))
        return not (self.guarded or isinstance(self.node, (*FUNCTIONS, *IMPORTS))) and calls(self.node)

    def names(self, name: str) -> bool:
        """Whether it binds a name."""
        return name in self.words and name in self.binds


def units_of_module(module: Module, signs: Signs | None) -> list[Unit]:
    """The units of a module; without `signs` it is known to hold no evidence.

    All are evident where only the whole text is: pieces of a URL that only together are evidence.
    """

    def read(tree: ast.Module) -> list[Unit]:
        made = [unit for s in tree.body for unit in remembered(s, about, units_of, module.lines, signs)]
        if signs is not None and not any(unit.evident for unit in made):
            if signs.holds(module.text.encode("utf-8", "replace")):
                return [replace(unit, evident=True) for unit in made]
        return made

    about = "units" if signs is None else f"units with evidence of {signs.root}"
    return remembered(module.tree, about, read)


def bound_in(module: Module, units: Iterable[Unit]) -> frozenset[str]:
    """What a module with these units binds at its top level, imports too."""
    imports = [node for node in at_load(module.tree.body) if isinstance(node, IMPORTS)]
    imported = (alias.asname or alias.name.partition(".")[0] for node in imports for alias in node.names)
    return frozenset(imported).union(*(unit.binds for unit in units))


def units_of(statement: ast.stmt, lines: Sequence[str], signs: Signs | None) -> list[Unit]:
    """The units of one statement; imports are none, but for those of an SDK. Of one without `signs` none is evident."""
    return list(inner_units(statement, lines, signs, guarded=is_main_guard(statement)))


def inner_units(statement: ast.stmt, lines: Sequence[str], signs: Signs | None, *, guarded: bool) -> Iterator[Unit]:
    """As `units_of`. `guarded`: below `if __name__ == "__main__"`."""
    if isinstance(statement, (ast.If, ast.Try, ast.With)):
        for inner in ast.iter_child_nodes(statement):
            for part in inner.body if isinstance(inner, ast.ExceptHandler) else [inner]:
                if isinstance(part, ast.stmt):
                    yield from inner_units(part, lines, signs, guarded=guarded)
        return
    if isinstance(statement, IMPORTS):
        evident = signs is not None and signs.sdk(statement)
        if not evident:
            return
    else:
        evident = any(evident_part(part, signs) for part in pieces(statement))
    text = "\n".join(lines[first_line(statement) - 1 : last_line(statement)])
    yield Unit(statement, words_in(text), evident, guarded)


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
