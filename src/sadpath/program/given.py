"""Classes of which objects are made with something that leads to evidence: a client that is given its host.

Where nothing in the class itself tells of an API, it leads there all the same: a walk that begins in one of its methods has an object
that is made as the project makes it (see `walk.makers`).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sadpath.program.families import bases_of
from sadpath.program.said import said_of
from sadpath.program.signs import evident_part
from sadpath.source.syntax import nodes_in
from sadpath.walk.program import original_name

if TYPE_CHECKING:
    from sadpath.program.file import File
    from sadpath.program.reach import Reading
    from sadpath.program.units import Unit

ASSIGNMENTS = (ast.Assign, ast.AnnAssign)


def give(reading: Reading, file: File, unit: Unit) -> None:
    """The classes lead of which a unit that does makes objects with what leads."""
    for call in given_calls(reading, file, unit.node):
        for origin, node in bases_of(reading, file, call.func):
            if id(node) not in reading.given:
                reading.given.add(id(node))
                fresh = [one for one in reading.units(origin) if one.node is node and id(node) not in origin.done]
                reading.lead(origin, fresh)


def given_calls(reading: Reading, file: File, node: ast.AST) -> Iterator[ast.Call]:
    """The calls of names below a node that are given what leads to evidence, by names that the function itself binds too."""
    nodes = [*nodes_in(node)]
    calls = [one for one in nodes if isinstance(one, ast.Call) and may_make(one)]
    assignments = [one for one in nodes if isinstance(one, ASSIGNMENTS) and one.value is not None]
    if not calls:
        return
    local: set[str] = set()
    before = -1
    while len(local) != before:
        before = len(local)
        for one in assignments:
            if one.value is not None and tells(reading, file, one.value, local):
                local |= bound_by(one)
    yield from (call for call in calls if any(tells(reading, file, arg, local) for arg in arguments_of(call)))


def may_make(call: ast.Call) -> bool:
    """Whether a call may be one of a class, by its name, and gives it something."""
    name = original_name(None, call.func).lstrip("_")
    return name[:1].isupper() and bool(call.args or call.keywords)


def arguments_of(call: ast.Call) -> list[ast.expr]:
    """All that a call gives."""
    return [*call.args, *(keyword.value for keyword in call.keywords)]


def tells(reading: Reading, file: File, node: ast.expr, local: set[str]) -> bool:
    """Whether an expression leads to evidence, by itself or by one of the function's own names."""
    said = said_of(node)
    if not (said.names | said.attributes).isdisjoint(local):
        return True
    return reading.leads(file, said) or evident_part(node, reading.signs(file.path))


def bound_by(statement: ast.Assign | ast.AnnAssign) -> set[str]:
    """The names and attributes that an assignment gives a value."""
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    return {original_name(None, target) for target in targets} - {""}
