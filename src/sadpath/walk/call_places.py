"""Where the code of a program calls something by a name, told from its syntax."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sadpath.source.syntax import FUNCTIONS, first_parameter, nodes_in, parts_of
from sadpath.walk.imports import is_main_guard
from sadpath.walk.machine import Machine
from sadpath.walk.program import Module, original_name
from sadpath.walk.values import ModuleV

PLACES = ("places of calls", "calls by name")
"""What a machine keeps of them until an edit."""
TESTS = re.compile(r"(?:^|\.)(?:tests?|conftest|testing|test_[^.]*|[^.]*_tests?)(?:\.|$)")
"""Names of modules that test others."""


@dataclass(frozen=True, eq=False)
class CallPlace:
    """A call, and what it stands in: classes, functions, the block of a main guard, the outermost first."""

    module: ModuleV
    call: ast.Call
    around: tuple[ast.AST, ...]

    @property
    def function(self) -> ast.AST | None:
        """The outermost function around it: what an edit changes by itself."""
        return next((node for node in self.around if isinstance(node, FUNCTIONS)), None)


def places_of(m: Machine, name: str) -> list[CallPlace]:
    """The places outside of tests that call something by a name, in modules that are loaded whatever is walked."""
    known: dict[str, tuple[int, list[CallPlace]]] = m.caches.setdefault("places of calls", {})
    stamp, found = known.get(name, (-1, []))
    if stamp != len(m.modules):
        modules = [m.modules[one] for one in sorted(m.modules)]
        found = [
            place
            for module in dict.fromkeys(modules)
            if module.project and module.module is not None and name in module.module.text
            if not (TESTS.search(module.name) or m.program.defers(module.name))
            for place in calls_by_name(m, module).get(name, ())
        ]
        known[name] = len(m.modules), found
    return found


def calls_by_name(m: Machine, module: ModuleV) -> dict[str, list[CallPlace]]:
    """The calls of a module by what is called, as it is named where it is defined."""
    known: dict[str, dict[str, list[CallPlace]]] = m.caches.setdefault("calls by name", {})
    if module.name not in known:
        made = known[module.name] = {}
        assert module.module is not None
        for call, around in calls_in(module.module.tree, ()):
            own = owner_by_first(call.func, around)
            name = own.name if own is not None else original_name(module.module, call.func)
            made.setdefault(name, []).append(CallPlace(module, call, around))
    return known[module.name]


def calls_in(node: ast.AST, around: tuple[ast.AST, ...]) -> Iterator[tuple[ast.Call, tuple[ast.AST, ...]]]:
    """The calls below a node, each with what it stands in."""
    pending = [(node, around)]
    while pending:
        node, around = pending.pop()
        if isinstance(node, ast.Call):
            yield node, around
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)) or (isinstance(node, ast.stmt) and is_main_guard(node)):
            around = (*around, node)
        pending += [(part, around) for part in parts_of(node)]


def owner_by_first(func: ast.expr, around: tuple[ast.AST, ...]) -> ast.ClassDef | None:
    """The class that a classmethod around means by the name of its first parameter; None where that is not what is called."""
    if not isinstance(func, ast.Name) or len(around) < 2:
        return None
    owner, method = around[-2:]
    if not isinstance(owner, ast.ClassDef) or not isinstance(method, FUNCTIONS) or kind_of(method) != "class":
        return None
    return owner if func.id == first_parameter(method) else None


def kind_of(method: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """Whether a method is a "class" or a "static" one; "" for one of objects."""
    names = {original_name(None, decorator) for decorator in method.decorator_list}
    return "class" if "classmethod" in names else "static" if "staticmethod" in names else ""


def called_in(module: Module, function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    """The names of all that a function calls, as they are where they are defined; "" for its own class by its first parameter."""
    calls = [inner.func for inner in nodes_in(function) if isinstance(inner, ast.Call)]
    first = first_parameter(function)
    own = {""} if any(isinstance(func, ast.Name) and func.id == first for func in calls) else set()
    return own | {name for func in calls if (name := original_name(module, func))}
