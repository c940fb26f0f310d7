"""Who can notice an edit: the functions that may come to what it added, took away or gave another value.

Told by the words of texts, and by the names that walks made up. What no function that a walk ran can notice leaves that walk as it was.
"""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sadpath.program.compare import WRITTEN_OUT, plainly_bound
from sadpath.source.syntax import nodes_in
from sadpath.walk.asked import ALL, all_of, asked
from sadpath.walk.call_places import called_in
from sadpath.walk.models import Models

if TYPE_CHECKING:
    from sadpath.program.merge import Changes
    from sadpath.walk.program import Module

Method = ast.FunctionDef | ast.AsyncFunctionDef
Spot = tuple[int, int]
"""A place in a text: the line, from 1, and how many code points stand before it there."""


def who_notices(edited: Iterable[tuple[Module, Changes]], modules: Sequence[Module]) -> set[ast.AST] | None:
    """The functions of `modules` whose bodies may come to a function or a plain value that was edited, and what stands for the names
    of these where a walk asked for them as data (see `walk.asked`).

    None where that can't be said: something else was edited, or what runs while modules are loaded may notice.
    """
    found: set[ast.AST] = set()
    for module, changes in edited:
        if changes.shape or changes.classes or any(map(runs_unsaid, changes.functions)):
            return None
        owners = {id(node): owner for _, node, owner in module.functions()}
        if not {f.name for f in changes.functions if owners.get(id(f), module)}.isdisjoint(Models().attributes()):
            return None  # a library may call it
        left_out = {*definitions(module, changes)}
        for name in {f.name for f in changes.functions} | changes.names:
            found |= {asked(name), asked(ALL), asked(all_of(str(module.file)))}
            for other in modules:
                saying = who_says(other, name, left_out if other is module else set())
                if saying is None:
                    return None
                found |= saying
    return found


def calls_of(edited: Iterable[tuple[Module, Changes]]) -> set[ast.AST]:
    """What stands for all that the functions call that were edited: a walk that begins with an object may ask who makes it."""
    return {
        asked(f"{name}()")
        for module, changes in edited
        for function in (*changes.bodies, *changes.functions)
        for name in called_in(module, function)
    }


def runs_unsaid(function: Method) -> bool:
    """Whether a function may be called by who doesn't say its name: the language, a decorator; or something runs where it is defined."""
    if function.decorator_list or (function.name.startswith("__") and function.name.endswith("__")):
        return True
    defaults = [default for default in (*function.args.defaults, *function.args.kw_defaults) if default is not None]
    return not all(isinstance(node, WRITTEN_OUT) for default in defaults for node in nodes_in(default))


def definitions(module: Module, changes: Changes) -> Iterator[Spot]:
    """Where a module says the names that were edited because it defines them."""
    edited = {id(function) for function in changes.functions}
    for _, node, _ in module.functions():
        if id(node) in edited:
            line = module.lines[node.lineno - 1]
            if said := re.compile(rf"def\s+(?={node.name}\b)").search(line, node.col_offset):
                yield node.lineno, said.end()
    for statement in module.tree.body:
        if not changes.names.isdisjoint(plainly_bound(statement)):
            targets = (
                statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", statement)]
            )
            yield from ((target.lineno, target.col_offset) for target in targets)


def who_says(module: Module, name: str, left_out: set[Spot]) -> set[ast.AST] | None:
    """The functions of a module in whose bodies a name stands; None where it stands elsewhere. `left_out`: where it is defined."""
    text = module.text
    if not text.isascii():
        text, left_out = unicodedata.normalize("NFKC", text), set()
    if name not in text:
        return set()
    lines = {spot[0] for spot in spots_of(text, re.compile(rf"\b{name}\b")) if spot not in left_out}
    found: set[ast.AST] = set()
    bodies = [*bodies_in(module)] if lines else []
    for line in lines:
        function = next((node for node, body in bodies if line in body), None)
        if function is None:
            return None
        found.add(function)
    return found


def spots_of(text: str, pattern: re.Pattern[str]) -> Iterator[Spot]:
    """Where the pattern stands in a text."""
    for found in pattern.finditer(text):
        start = found.start()
        yield text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start) - 1


def bodies_in(module: Module) -> Iterator[tuple[Method, range]]:
    """The functions of a module with the lines of their bodies; not those whose body begins in a line of the header."""
    for _, node, _ in module.functions():
        header = [node.lineno, *(getattr(part, "end_lineno", 0) for part in nodes_in(node.args))]
        header += [node.returns.end_lineno or 0] if node.returns is not None else []
        if node.body[0].lineno > max(header):
            yield node, range(node.body[0].lineno, (node.end_lineno or node.lineno) + 1)
