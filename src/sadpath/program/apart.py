"""Who can notice an edit: the functions that may come to what it added, took away or gave another value.

Told by the words of texts. What no function that a walk ran can notice leaves that walk as it was.
"""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sadpath.program.compare import WRITTEN_OUT, plainly_bound
from sadpath.source.syntax import nodes_in
from sadpath.walk.models import Models

if TYPE_CHECKING:
    from sadpath.program.merge import Changes
    from sadpath.walk.program import Module

Method = ast.FunctionDef | ast.AsyncFunctionDef
Spot = tuple[int, int]
"""A place in a text: the line, from 1, and how many code points stand before it there."""

LISTS = re.compile(r"\b(?:vars|dir|__dict__|getmembers|getmembers_static)\b")
"""What may get at all names of something."""
LISTS_HERE = re.compile(r"\b(?:globals|locals)\b")
"""What gets at all names that a module has itself, those that it has by a star too."""
ITS_OWN = re.compile(r"\b(?:vars|dir)\((?:self|cls)\)|(?<=self\.)__dict__\b|(?<=cls\.)__dict__\b")
"""The same of the object that a method is asked of: no module."""
ASKS = re.compile(
    r"\b(?:getattr|hasattr)\b(?!\([^,()\n]*,\s*[\"'][^\"'{}%\\]*[\"']\s*[,)])"
    r"|\b(?:methodcaller|attrgetter)\b(?!\([\"'][^\"'{}%\\]*[\"']\s*[,)])"
)
"""What may get at a name that is put together; not where it stands there as a whole."""


def who_notices(edited: Iterable[tuple[Module, Changes]], modules: Sequence[Module]) -> set[ast.AST] | None:
    """The functions of `modules` whose bodies may come to a function or a plain value that was edited.

    None where that can't be said: something else was edited, or what runs while modules are loaded may notice.
    """
    found: set[ast.AST] = set()
    for module, changes in edited:
        if changes.shape or changes.classes or any(map(runs_unsaid, changes.functions)):
            return None
        owners = {id(node): owner for _, node, owner in module.functions()}
        of_objects = {f.name for f in changes.functions if owners.get(id(f), module) is not None}
        if not of_objects.isdisjoint(Models().attributes()):
            return None  # a library may call it
        left_out = {*definitions(module, changes)}
        for name in {f.name for f in changes.functions} | changes.names:
            for other in modules:
                own = left_out if other is module else None
                noticing = who_says(other, name, own, of_object=name in of_objects)
                if noticing is None:
                    return None
                found |= noticing
    return found


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


def who_says(module: Module, name: str, left_out: set[Spot] | None, *, of_object: bool) -> set[ast.AST] | None:
    """The functions of a module in whose bodies a name stands, or something that may get at it without saying it; None where that
    stands elsewhere. `left_out`: where the name is defined, if that is in this module. `of_object`: it is one of an object's attributes.
    """
    text = module.text
    if not text.isascii():
        text, left_out = unicodedata.normalize("NFKC", text), left_out and set()
    found: set[ast.AST] = set()
    spots = (
        [spot for spot in spots_of(text, re.compile(rf"\b{name}\b")) if spot not in (left_out or ())]
        if name in text
        else []
    )
    own = set() if of_object else {*spots_of(text, ITS_OWN)}
    listed = [*spots_of(text, LISTS), *spots_of(text, ASKS)]
    if left_out is not None or "import *" in text:
        listed += spots_of(text, LISTS_HERE)
    if not spots and not listed:
        return found
    bodies = [*bodies_in(module)]
    for spot in (*spots, *listed):
        inside = next(((node, owner) for node, owner, body in bodies if spot[0] in body), None)
        if inside is None:
            return None
        if spot not in own or inside[1] is None or spot in spots:
            found.add(inside[0])
    return found


def spots_of(text: str, pattern: re.Pattern[str]) -> Iterator[Spot]:
    """Where the pattern stands in a text."""
    for found in pattern.finditer(text):
        start = found.start()
        yield text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start) - 1


def bodies_in(module: Module) -> Iterator[tuple[Method, ast.ClassDef | None, range]]:
    """The functions of a module, with their classes and the lines of their bodies; not those whose body begins in a line of the header."""
    for _, node, owner in module.functions():
        header = [node.lineno, *(getattr(part, "end_lineno", 0) for part in nodes_in(node.args))]
        header += [node.returns.end_lineno or 0] if node.returns is not None else []
        if node.body[0].lineno > max(header):
            yield node, owner, range(node.body[0].lineno, (node.end_lineno or node.lineno) + 1)
