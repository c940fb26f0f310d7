"""Which methods of a class lead to evidence, where the class does: those that come to it by way of its objects' attributes.

All classes that lead, and those that they are made from, are taken together: an attribute that leads in one of them leads in all.
"""

from __future__ import annotations

import ast
from collections.abc import Container, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sadpath.program.names import is_dunder
from sadpath.program.remember import remembered
from sadpath.program.said import Said, said_of
from sadpath.program.signs import evident_part
from sadpath.source.effects import first_name
from sadpath.source.syntax import FUNCTIONS, first_parameter, nodes_in

if TYPE_CHECKING:
    from sadpath.program.file import File
    from sadpath.program.reach import Reading

Method = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass
class Class:
    """A class with the file that it stands in, and the classes of the project that it is made from."""

    file: File
    node: ast.ClassDef
    bases: list[ast.ClassDef]


def leading_methods(reading: Reading, files: Iterable[File]) -> dict[int, str]:
    """The methods that lead to evidence in the classes of `files` that do, those that are inherited from other files too: by the
    ids of their nodes, the files in which they stand.
    """
    own = {file.path: file for file in files}
    classes = with_bases(reading, own.values())
    leading = leading_among(reading, classes)
    methods = {id(m): cls.file.path for cls, m in methods_in(classes) if id(m) in leading and cls.file.path in own}
    return methods | templates(classes, leading, own)


def templates(classes: dict[int, Class], leading: Mapping[int, str], files: Container[str]) -> dict[int, str]:
    """The methods that `classes` inherit from files other than `files` and that ask their own object for one that leads: by the ids
    of their nodes, the files. Nobody need call them there: who has the object does.
    """
    names = {method.name for cls, method in methods_in(classes) if cls.file.path in files and id(method) in leading}
    others = [(cls.file.path, method) for cls, method in methods_in(classes) if cls.file.path not in files]
    found: dict[int, str] = {}
    while more := [(path, m) for path, m in others if id(m) not in found and not asked_of_itself(m).isdisjoint(names)]:
        found.update((id(method), path) for path, method in more)
        names |= {method.name for _, method in more}
    return found


def leading_among(reading: Reading, classes: dict[int, Class]) -> dict[int, str]:
    """The names of the methods of these classes that lead to evidence, by the ids of their nodes."""
    leading: dict[int, str] = {}
    attributes: set[str] = set()
    whole: set[int] = set()
    methods = [*methods_in(classes)]
    parts = [(owner, part, said_of(part)) for owner in classes.values() for part in parts_of(owner.node)]
    given = taking(reading.given, classes)
    for owner, part, said in parts:
        if (
            reading.leads(owner.file, said)
            or evident_part(part, reading.signs(owner.file.path))
            or (id(owner.node) in given and isinstance(part, ast.AnnAssign))
        ):
            attributes |= said.stored
    before = -1
    while len(leading) + len(attributes) + len(whole) != before:
        before = len(leading) + len(attributes) + len(whole)
        for owner, method in methods:
            if id(method) in leading:
                continue
            said = said_of(method)
            itself = reading.leads(owner.file, said) or evident_part(method, reading.signs(owner.file.path))
            itself = itself or (id(owner.node) in given and method.name in TAKES)
            if not (
                itself or id(owner.node) in whole or hands_on(method) or not said.attributes.isdisjoint(attributes)
            ):
                continue
            leading[id(method)] = method.name
            attributes |= said.kept
            if itself and makes_own(owner.node, method):
                whole |= around(owner.node, classes)
            if not is_dunder(method.name):
                attributes.add(method.name)
            elif method.name not in MAKERS or any(
                leads_there(reading, owner.file, c, attributes) for c in calls_in(method)
            ):
                # the language calls it, whatever is done with the object
                whole |= around(owner.node, classes)
        for _, _, said in parts:
            # `post = partialmethod(call, "POST")`, `send = lambda self: self.call("POST")`
            if not attributes.isdisjoint(said.names | said.attributes):
                attributes |= said.stored
    return leading


TAKES = frozenset({"__init__", "__post_init__"})
"""The methods by which an object keeps what it is made with."""
MAKERS = frozenset({"__init__", "__post_init__", "__repr__", "__str__", "__eq__", "__hash__"})


def with_bases(reading: Reading, files: Iterable[File]) -> dict[int, Class]:
    """The classes of `files` that lead, and the project's classes that these are made from, by the ids of their nodes."""
    return family(
        reading,
        [
            (file, unit.node)
            for file in files
            for unit in reading.units(file)
            if isinstance(unit.node, ast.ClassDef) and id(unit.node) in file.done
        ],
    )


def taking(given: Set[int], classes: dict[int, Class]) -> set[int]:
    """The ids of the classes that are given something, and of those that they are made from: their `__init__` takes it."""
    found: set[int] = set()
    pending = [classes[key] for key in given if key in classes]
    while pending:
        cls = pending.pop()
        if id(cls.node) not in found:
            found.add(id(cls.node))
            pending += [classes[id(base)] for base in cls.bases if id(base) in classes]
    return found


def family(reading: Reading, classes: list[tuple[File, ast.ClassDef]]) -> dict[int, Class]:
    """These classes, and the project's classes that they are made from, by the ids of their nodes.

    A class may be made from one of its own name, which can look as if it were itself: each is gone through once.
    """
    found: dict[int, Class] = {}
    work = [*classes]
    while work:
        file, node = work.pop()
        if id(node) in found:
            continue
        bases = [base for expression in node.bases for base in bases_of(reading, file, expression)]
        found[id(node)] = Class(file, node, [base for _, base in bases])
        work += bases
    return found


def bases_of(reading: Reading, file: File, expression: ast.expr) -> Iterator[tuple[File, ast.ClassDef]]:
    """(file, class) of what an expression in a class's bases may stand for."""
    expression = plain_base(expression)
    if isinstance(expression, ast.Name):
        places = reading.resolve(file.path, expression.id)
    elif isinstance(expression, ast.Attribute):
        modules = reading.asked.links(file.path).modules
        first = first_name(expression)
        places = [(path, expression.attr) for path, names in modules.items() if first in names]
    else:
        places = []
    for path, name in places:
        origin = reading.file(path)
        for unit in reading.units(origin):
            if isinstance(unit.node, ast.ClassDef) and unit.node.name == name:
                yield origin, unit.node


def plain_base(expression: ast.expr) -> ast.expr:
    """`Base` of `Base[Item]`, and of `Base`."""
    return expression.value if isinstance(expression, ast.Subscript) else expression


def around(node: ast.ClassDef, classes: dict[int, Class]) -> set[int]:
    """The ids of a class, of those that it is made from, and of those that are made from it."""
    found: set[int] = set()
    up = [node]
    while up:
        one = up.pop()
        if id(one) not in found:
            found.add(id(one))
            up += classes[id(one)].bases if id(one) in classes else []
    grown = {id(node)}
    while more := {key for key, cls in classes.items() if key not in grown and any(id(b) in grown for b in cls.bases)}:
        grown |= more
    return found | grown


def methods_of(node: ast.ClassDef) -> list[Method]:
    """The methods of a class, those under conditions and of classes in it too."""
    return [part for part in inside(node) if isinstance(part, FUNCTIONS)]


def methods_in(classes: Mapping[int, Class]) -> Iterator[tuple[Class, Method]]:
    """The methods of all these classes."""
    for cls in classes.values():
        for method in methods_of(cls.node):
            yield cls, method


def parts_of(node: ast.ClassDef) -> list[ast.stmt]:
    """The other statements in the body of a class."""
    return [part for part in inside(node) if not isinstance(part, FUNCTIONS)]


def inside(node: ast.ClassDef) -> Iterator[ast.stmt]:
    """The statements in the body of a class; classes, conditions, `try` and `with` are looked into."""
    pending: list[ast.AST] = list(reversed(node.body))
    while pending:
        part = pending.pop()
        if isinstance(part, (ast.ClassDef, ast.If, ast.Try, ast.With)):
            pending += [
                inner for inner in ast.iter_child_nodes(part) if isinstance(inner, (ast.stmt, ast.ExceptHandler))
            ]
        elif isinstance(part, ast.ExceptHandler):
            pending += part.body
        elif isinstance(part, ast.stmt):
            yield part


def hands_on(method: Method) -> bool:
    """Whether a method hands its object on: what gets it may ask anything of it."""
    return remembered(method, "hands on", find_handing_on)


def find_handing_on(method: Method) -> bool:
    """As `hands_on`, read anew."""
    first = first_parameter(method)
    asked = {id(n.value) for n in ast.walk(method) if isinstance(n, ast.Attribute)}
    return any(isinstance(n, ast.Name) and n.id == first and id(n) not in asked for n in ast.walk(method))


def makes_own(node: ast.ClassDef, method: Method) -> bool:
    """Whether a method calls its own class, by name or as `cls(...)`: what it gives may come to be any attribute of the object."""
    names = {node.name, first_parameter(method)}
    return any(isinstance(call.func, ast.Name) and call.func.id in names for call in calls_in(method))


def asked_of_itself(method: Method) -> frozenset[str]:
    """The attributes that a method asks its own object for."""
    return remembered(method, "asked of itself", find_asked_of_itself)


def find_asked_of_itself(method: Method) -> frozenset[str]:
    """As `asked_of_itself`, read anew."""
    first = first_parameter(method)
    attributes = (n for n in nodes_in(method) if isinstance(n, ast.Attribute))
    return frozenset(n.attr for n in attributes if isinstance(n.value, ast.Name) and n.value.id == first)


def calls_in(method: Method) -> list[ast.Call]:
    """All calls in the body of a method."""
    return [node for statement in method.body for node in ast.walk(statement) if isinstance(node, ast.Call)]


def leads_there(reading: Reading, file: File, call: ast.Call, attributes: set[str]) -> bool:
    """Whether a call may come to evidence."""
    said: Said = said_of(call)
    return reading.leads(file, said) or not said.attributes.isdisjoint(attributes)
