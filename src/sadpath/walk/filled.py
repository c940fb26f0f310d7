"""What a module or an object keeps and other code fills: a queue that is empty when its module is loaded is worked off all the same.

Where an entry leads to no request at all, it is looked at once more with something in the empty collections that it names, and with what
other functions set unknown. Who fills them need not be in the program.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sadpath.walk.flags import NEAR, Flag, concerns, setters_of
from sadpath.walk.hosts import DEEP
from sadpath.walk.run import Infeasible
from sadpath.walk.values import (
    ABSENT,
    ClassV,
    Container,
    DictV,
    Instance,
    ListV,
    ModuleV,
    SetV,
    Value,
)

if TYPE_CHECKING:
    from sadpath.walk.machine import Machine


def names_in(nodes: Iterable[ast.AST]) -> frozenset[str]:
    """The names and attributes that stand in pieces of code."""
    found: set[str] = set()
    seen: set[int] = set()
    for start in nodes:
        pending = [start]
        while pending:
            node = pending.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            if isinstance(node, ast.Name):
                found.add(node.id)
            elif isinstance(node, ast.Attribute):
                found.add(node.attr)
            pending += ast.iter_child_nodes(node)
    return frozenset(found)


class Filling:
    """Puts something into what is empty, under the names that an entry's way has come by."""

    def __init__(self, m: Machine, names: frozenset[str]) -> None:
        self.m, self.names = m, names
        self.seen: set[int] = set()
        self.done = False

    def everything(self, given: Iterable[Value]) -> None:
        """Fill what the project's modules keep, and the objects that the entry is given. `Infeasible` where there is nothing to fill."""
        for module in list(self.m.modules.values()):
            if module.project:
                self.parts(module, DEEP)
        for value in given:
            self.look("", value, DEEP)
        if not self.done:
            raise Infeasible

    def parts(self, owner: Instance | ModuleV | ClassV, deep: int) -> None:
        """Look at all that a module, an object or a class keeps."""
        for name, value in list(owner.attrs.items()):
            if (value is None or type(value) is bool) and name in self.names:
                if not isinstance(owner, ClassV):
                    self.release(owner, name, value)
            elif isinstance(value, (Instance, Container, ClassV)):
                self.look(name, value, deep - 1)

    def look(self, name: str, value: Value, deep: int) -> None:
        """Fill what is kept under a name, or what that object keeps."""
        if isinstance(value, Container):
            if name in self.names:
                self.fill(name, value)
        elif isinstance(value, (Instance, ClassV)) and deep and id(value) not in self.seen:
            self.seen.add(id(value))
            if isinstance(value, ClassV):
                if value.project:
                    self.parts(value, deep)
            elif value.cls.project:
                self.parts(value, deep)
            elif value.cls.find("qsize") is not ABSENT and name in self.names:
                for part in value.attrs.values():
                    self.look(name, part, 1)

    def fill(self, name: str, value: Container) -> None:
        """Put one element, which stands for all, into an empty collection."""
        m = self.m
        if not isinstance(value, (ListV, SetV, DictV)) or value.items:
            return
        made = m.unknown("kept", name)
        if isinstance(value, DictV):
            if value.base is not None or value.schema is not None or value.asks or value.kind == "counter":
                return
            m.touch(value)
            value.items = {m.unknown("kept", name, "key"): made}
            value.base = m.unknown("kept", name, "all")
        elif not value.open and not (isinstance(value, SetV) and value.frozen):
            m.touch(value)
            if isinstance(value, ListV):
                value.items.append(made)
            else:
                value.items = {made: None}
        else:
            return
        self.note(name)

    def release(self, owner: Instance | ModuleV, name: str, value: bool | None) -> None:
        """Nobody knows what a variable or an attribute is that a function of its module, or of its class, sets to something else."""
        m = self.m
        m.flags.add(NEAR + name)
        flag = Flag(owner, name, bool(value))
        homes = [owner] if isinstance(owner, ModuleV) else [cls.module for cls in owner.cls.mro if cls.project]
        for home in homes:
            source = home.module if home is not None else None
            for setter in setters_of(m, source).get(name, ()) if source is not None else ():
                same = isinstance(setter.value, ast.Constant) and setter.value.value is value
                if setter.of in ("", "self") and not same and concerns(setter, flag):
                    m.touch(owner)
                    of = owner.name if isinstance(owner, ModuleV) else owner.cls.name
                    owner.attrs[name] = m.unknown("set", of, name)
                    self.note(name)
                    return

    def note(self, name: str) -> None:
        """Something was filled that goes by this name."""
        self.done = True
        self.m.filled.add(name)
