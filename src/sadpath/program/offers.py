"""What gets an object of a class that it doesn't name: who asks for an abstract class that it is made from, or for a protocol that
it meets.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sadpath.program.families import bases_of, family, leading_among, methods_of, plain_base
from sadpath.program.said import Said, said_of, together
from sadpath.program.units import Unit, pieces

if TYPE_CHECKING:
    from sadpath.program.file import File
    from sadpath.program.reach import Reading


def offer(reading: Reading, file: File, node: ast.ClassDef) -> None:
    """A class of a file leads: so does who asks for one of the abstract classes that it is made from, as in an annotation."""
    for other, base in abstract_bases(reading, file, node):
        if base.name not in other.leads:
            reading.add(other, {base.name})
            other.offered.add(base.name)


def only_inherits(reading: Reading, file: File, unit: Unit) -> bool:
    """Whether nothing in a unit that leads does so but the classes that it is made from, and these are only offered."""
    node = unit.node
    if not isinstance(node, ast.ClassDef) or reading.leads(file, said_beside_bases(node)):
        return False
    offered = []
    for base in node.bases:
        if reading.leads(file, said_of(plain_base(base))):
            found = [(origin, cls.name) for origin, cls in bases_of(reading, file, base)]
            if not found or any(name not in origin.offered for origin, name in found):
                return False
            offered += [(origin.path, name) for origin, name in found]
    for one in offered:
        reading.heirs.setdefault(one, []).append(file.path)
    return True


def said_beside_bases(node: ast.ClassDef) -> Said:
    """What stands in a class, but for the classes that it is made from."""
    items = [base.slice for base in node.bases if isinstance(base, ast.Subscript)]
    return together(said_of(part) for part in (*items, *(p for p in pieces(node) if p not in node.bases)))


def abstract_bases(reading: Reading, file: File, node: ast.ClassDef) -> Iterator[tuple[File, ast.ClassDef]]:
    """The project's classes that leave something to their subclasses, among those that a class is made from.

    What asks for one of them in an annotation may get an object of the class.
    """
    for other in family(reading, [(file, node)]).values():
        if other.node is not node and leaves_methods(other.node):
            yield other.file, other.node


def leaves_methods(node: ast.ClassDef) -> bool:
    """Whether a class has abstract methods, or ones that only raise NotImplementedError."""
    return any(
        "abstract" in "".join(said_of(decorator).names | said_of(decorator).attributes)
        for method in methods_of(node)
        for decorator in method.decorator_list
    ) or any("NotImplementedError" in said_of(method).names for method in methods_of(node))


def protocols_in(units: Iterable[Unit]) -> Iterator[ast.ClassDef]:
    """The protocols that a module defines."""
    for unit in units:
        if isinstance(unit.node, ast.ClassDef) and any(
            "Protocol" in said_of(b).names | said_of(b).attributes for b in unit.node.bases
        ):
            yield unit.node


def fits(reading: Reading, protocol: ast.ClassDef, file: File, node: ast.ClassDef) -> bool:
    """Whether a class has all methods of a protocol, of its own or from the classes that it is made from, and one of them leads
    to evidence."""
    wanted = {method.name for method in methods_of(protocol)}
    classes = family(reading, [(file, node)])
    if not wanted or not wanted <= {method.name for one in classes.values() for method in methods_of(one.node)}:
        return False
    if wanted == {"__call__"} and not takes_the_same(protocol, [one.node for one in classes.values()]):
        return False
    return not wanted.isdisjoint(leading_among(reading, classes).values())


def takes_the_same(protocol: ast.ClassDef, classes: Sequence[ast.ClassDef]) -> bool:
    """Whether one of the classes can be called as a protocol says that has nothing but `__call__`: so may most objects that can be
    called, so that the names of the parameters have to be its own too, where they may be given by name.
    """
    wanted = [method.args for method in methods_of(protocol)]
    found = [method.args for cls in classes for method in methods_of(cls) if method.name == "__call__"]
    return any(can_be_given(asked, taken) for asked in wanted for taken in found)


def can_be_given(asked: ast.arguments, taken: ast.arguments) -> bool:
    """Whether a method with the parameters `taken` can be called as one with the parameters `asked` is.

    What takes anything is a wrapper, as a rule, and meant for no protocol that doesn't say so.
    """
    if asked.vararg or asked.kwarg or taken.vararg or taken.kwarg:
        return bool(asked.vararg or asked.kwarg)
    wanted, found = by_position(asked), by_position(taken)
    if not len(found) - len(taken.defaults) <= len(wanted) <= len(found):
        return False
    if any(name not in ("", other) for name, other in zip(wanted, found, strict=False)):
        return False
    named = {arg.arg for arg in asked.kwonlyargs}
    must = {arg.arg for arg, default in zip(taken.kwonlyargs, taken.kw_defaults, strict=True) if default is None}
    return must <= named <= {*found, *(arg.arg for arg in taken.kwonlyargs)}


def by_position(spec: ast.arguments) -> list[str]:
    """The names of the parameters that may be given by position but for the first, "" for those that can't be by name."""
    named = ["" if arg.arg.startswith("__") else arg.arg for arg in spec.args]
    return [*("" for _ in spec.posonlyargs), *named][1:]


def add_protocols(reading: Reading) -> bool:
    """What asks for a protocol gets an object of a class that has its methods; whether something leads for that."""
    for path in reading.members if reading.classes else ():
        if reading.asked.has_protocols(path):
            file = reading.file(path)
            for node in protocols_in(reading.units(file)):
                if node.name not in file.leads and any(fits(reading, node, *cls) for cls in reading.classes):
                    reading.add(file, {node.name})
    return bool(reading.work)
