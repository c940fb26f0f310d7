"""Imports of modules that nothing in the program hangs on: the module is loaded when a walk asks for the name.

Most of what a large application imports has no part in a walk, and loading all of it takes longer than all walks. Which modules may
wait `Program.defers` tells: none that leads to a catalogued API, as these may change what others hold when they are loaded.
"""

from __future__ import annotations

import ast

from sadpath.walk.imports import import_module, import_name, loading, resolve_relative, unloaded_names
from sadpath.walk.machine import Machine
from sadpath.walk.run import Frame, Stop
from sadpath.walk.values import ABSENT, ModuleV, Pending, Raised, Value


def defer(m: Machine, statement: ast.stmt, frame: Frame) -> bool:
    """Bind what an import statement of a module's top level binds, for later; false where it has to run now."""
    if isinstance(statement, ast.ImportFrom):
        base = resolve_relative(frame.module, statement.level, statement.module or "")
        if not may_wait(m, base):
            return False
        if any(
            a.name == "*" or not (may_wait(m, f"{base}.{a.name}") or is_none(m, f"{base}.{a.name}"))
            for a in statement.names
        ):
            return False
        for alias in statement.names:
            frame.module.attrs[alias.asname or alias.name] = Pending(base, alias.name)
        return True
    if isinstance(statement, ast.Import):
        if not all(may_wait(m, prefix) for alias in statement.names for prefix in prefixes(alias.name)):
            return False
        for alias in statement.names:
            frame.module.attrs[alias.asname or alias.name.partition(".")[0]] = Pending(
                alias.name if alias.asname else alias.name.partition(".")[0]
            )
        return True
    return False


def may_wait(m: Machine, name: str) -> bool:
    """Whether that is a module of the project that may be loaded later; one that is loaded already has nothing to wait for."""
    return name not in m.modules and m.program.defers(name)


def is_none(m: Machine, name: str) -> bool:
    """Whether there is no module of that name."""
    return name not in m.modules and not m.program.has(name)


def prefixes(name: str) -> list[str]:
    """`a`, `a.b` and `a.b.c` of `a.b.c`."""
    parts = name.split(".")
    return [".".join(parts[:count]) for count in range(1, len(parts) + 1)]


def force(m: Machine, module: ModuleV, name: str, pending: Pending) -> Value:
    """Run the import that a name of a module waits for; the value of the name. `ABSENT` where it is bound to nothing then."""
    module.attrs.pop(name)  # who comes back to it on the way, by a circular import, finds nothing yet
    with loading(m, Frame(module, None, None)):
        try:
            source = import_module(m, pending.module)
            value: Value = import_name(m, source, pending.name) if pending.name else source
        except (Raised, Stop) as problem:
            value = ABSENT
            kind = problem.exc.cls.name if isinstance(problem, Raised) else "budget"
            m.caches.setdefault("load errors", []).append((module.name, 0, kind))
            unloaded_names(m, module.name).add(name)
    if value is not ABSENT:
        module.attrs.setdefault(name, value)
    return value


def force_all(m: Machine, module: ModuleV) -> None:
    """Run all imports that names of a module wait for."""
    for name, value in list(module.attrs.items()):
        if type(value) is Pending:
            force(m, module, name, value)


def of_module(m: Machine, module: ModuleV, name: str) -> Value:
    """What a module binds to a name; `ABSENT` where that is nothing."""
    value = module.attrs.get(name, ABSENT)
    return force(m, module, name, value) if type(value) is Pending else value
