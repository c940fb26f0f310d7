"""Who can notice an edit: the functions that may come to what it added, took away or gave another value.

Told by the words of texts, too much rather than too little. What no function that a walk ran can notice leaves that walk as it was.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sadpath.program.access import IMPORTERS
from sadpath.program.compare import plainly_bound
from sadpath.program.names import BY_NAME, INVENTORIES
from sadpath.walk.models import Models

if TYPE_CHECKING:
    from sadpath.program.merge import Changes
    from sadpath.walk.program import Module


def who_notices(edited: Iterable[tuple[Module, Changes]], modules: Sequence[Module]) -> set[ast.AST] | None:
    """The functions of `modules` whose bodies may come to a function or a plain value that was edited.

    None where that can't be said: something else was edited, or what runs while modules are loaded may notice.
    """
    found: set[ast.AST] = set()
    for module, changes in edited:
        if changes.shape or changes.classes or any(is_called_unsaid(function) for function in changes.functions):
            return None
        owners = {id(node): owner for _, node, owner in module.functions()}
        of_objects = {f.name for f in changes.functions if owners.get(id(f), module) is not None}
        if not of_objects.isdisjoint(Models().attributes()):
            return None  # a library may call it
        left_out = [*places_of(module, changes)]
        for name in {f.name for f in changes.functions} | changes.names:
            for other in modules:
                lines = {*lines_of(other, may_mean(name, module, other, of_object=name in of_objects))}
                noticing = bodies_at(other, lines.difference(*left_out) if other is module else lines)
                if noticing is None:
                    return None
                found |= noticing
    return found


def is_called_unsaid(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function may be called by who doesn't say its name: the language, a decorator."""
    return bool(function.decorator_list) or (function.name.startswith("__") and function.name.endswith("__"))


def places_of(module: Module, changes: Changes) -> Iterator[range]:
    """The lines in which a module says the names that were edited because it defines them."""
    edited = {id(function) for function in changes.functions}
    yield from (range(n.lineno, n.lineno + 1) for _, n, _ in module.functions() if id(n) in edited)
    for statement in module.tree.body:
        if not changes.names.isdisjoint(plainly_bound(statement)):
            yield range(statement.lineno, (statement.end_lineno or statement.lineno) + 1)


def may_mean(name: str, module: Module, other: Module, *, of_object: bool) -> Iterator[re.Pattern[str]]:
    """What stands in the text of `other` where it may get at the thing of that name in `module`. `of_object`: a class has it, so that it
    may be come to by any object.
    """
    if name in other.text:
        yield re.compile(rf"\b{name}\b")
    called = module.name.rpartition(".")[2]
    near = other is module or of_object or called in other.text or any(word in other.text for word in IMPORTERS)
    if near:
        yield LISTS if of_object else LISTS_OF_ITS_OWN if other is module else LISTS_OF_MODULES
        if any(part in other.text for part in parts_of(name)):
            yield ASKS


LISTS, ASKS = (re.compile(rf"\b(?:{'|'.join(sorted(words))})\b") for words in (INVENTORIES, BY_NAME))
"""What gets at all names, and at one that may be put together."""
_OTHERS = (
    r"\b(?:getmembers|getmembers_static)\b|\b(?:vars|dir)\b(?!\((?:self|cls)?\))|(?<!self\.)(?<!cls\.)\b__dict__\b"
)
LISTS_OF_MODULES = re.compile(_OTHERS)
"""What may get at all names of another module: not what asks an object for its own attributes."""
LISTS_OF_ITS_OWN = re.compile(rf"\b(?:globals|locals|vars|dir)\b(?!\((?:self|cls)\))|{_OTHERS}")
"""What may get at all names of the module that it stands in."""


def parts_of(name: str) -> list[str]:
    """The beginnings and ends of a name from which code may put it together."""
    return [part for at in re.finditer("_", name) for part in (name[: at.end()], name[at.start() :]) if len(part) > 2]


def lines_of(module: Module, patterns: Iterable[re.Pattern[str]]) -> Iterator[int]:
    """The lines, from 1, in which one of the patterns stands."""
    for pattern in patterns:
        for found in pattern.finditer(module.text):
            yield module.text.count("\n", 0, found.start()) + 1


def bodies_at(module: Module, lines: set[int]) -> set[ast.AST] | None:
    """The functions whose bodies have these lines; None where one stands in no body of a function: it runs when the module is loaded."""
    found: set[ast.AST] = set()
    left = set(lines)
    for _, node, _ in module.functions() if left else ():
        body = range(node.body[0].lineno, (node.end_lineno or node.lineno) + 1)
        if body.start > node.lineno and not left.isdisjoint(body):
            found.add(node)
            left.difference_update(body)
    return None if left else found
