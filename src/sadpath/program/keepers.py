"""What may keep something that leads to evidence, so that whoever has it comes to evidence by it: tables, registries, objects
that are handed a function, classes that hear of their subclasses.
"""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING

from sadpath.source.syntax import FUNCTIONS
from sadpath.walk.program import statements_in

if TYPE_CHECKING:
    from sadpath.program.file import File
    from sadpath.program.reach import Reading
    from sadpath.program.units import Unit
    from sadpath.walk.program import Module

STANDARD = frozenset(sys.stdlib_module_names)


def store(reading: Reading, file: File, unit: Unit) -> None:
    """What a unit stores into a module, or into something that another file defines, leads there."""
    modules = reading.asked.links(file.path).modules
    for one in unit.said.stores:
        for origin, names in modules.items():
            if one.first in names:
                reading.add(reading.file(origin), one.attributes)
        for path, there in reading.resolve(file.path, one.first):
            reading.add(reading.file(path), {there})


def kept_by(reading: Reading, file: File, unit: Unit) -> set[str]:
    """The names here of what may keep what a unit defines or hands over; those in other files lead from now on."""
    here: set[str] = set()
    for called, names in unit.keepers:
        # what is no code of the project keeps nothing in what else it is given
        own = not called or reading.resolve(file.path, called)
        for name in (names if own else names & {called}) - file.leads:
            for path, there in reading.resolve(file.path, name):
                origin = reading.file(path)
                for definition in reading.units(origin):
                    if not definition.names(there):
                        continue
                    if is_keeper(reading, origin, definition):
                        here.add(name)
                        reading.add(origin, {there})
                    elif isinstance(definition.node, (*FUNCTIONS, ast.ClassDef)):
                        add_keepers(reading, origin, definition)
    return here


def add_keepers(reading: Reading, file: File, definition: Unit) -> None:
    """What a function or a class of the project has may be kept in the tables that it uses."""
    for name in definition.said.used - file.leads:
        for path, there in reading.resolve(file.path, name):
            origin = reading.file(path)
            if any(unit.names(there) and is_keeper(reading, origin, unit) for unit in reading.units(origin)):
                reading.add(origin, {there})
                reading.add(file, {name})


def is_keeper(reading: Reading, file: File, unit: Unit) -> bool:
    """Whether what the unit makes can keep what it is given, so that a walk finds it there again."""
    if not unit.keeps or not unit.made_by:
        return unit.keeps
    if any(other.names(unit.made_by) for other in reading.units(file)):
        return True
    links = reading.asked.links(file.path)
    if links.origins(unit.made_by) or any(unit.made_by in names for names in links.modules.values()):
        return True
    module = reading.module(file.path)
    return module is not None and is_modelled(reading, module, unit.made_by)


def is_modelled(reading: Reading, module: Module, name: str) -> bool:
    """Whether a name is a builtin, or comes from a library that the walk knows more of than its name."""
    tops = [
        (node.module or "").partition(".")[0] if isinstance(node, ast.ImportFrom) else alias.name.partition(".")[0]
        for node in statements_in(module.tree.body)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
        if (alias.asname or alias.name.partition(".")[0]) == name
    ]
    return not tops or any(top in STANDARD or reading.models.file(top) is not None for top in tops if top != "typing")
