"""Objects that the modules of a project keep since they were loaded: as a name, in a table, in another object."""

from __future__ import annotations

from collections.abc import Iterator

from sadpath.walk.call_places import TESTS
from sadpath.walk.decorated import has_one_way
from sadpath.walk.hosts import DEEP, alike, parts_of_value, tells_host
from sadpath.walk.machine import Machine
from sadpath.walk.values import ClassV, Container, Instance, ModuleV, Value

MOST_PARTS = 64
"""A table with more is data."""


def kept_object(m: Machine, cls: ClassV) -> Instance | None:
    """An object of the class that was made with the arguments that the program uses."""
    return module_instance(m, cls) or held_instance(m, cls)


def module_instance(m: Machine, cls: ClassV) -> Instance | None:
    """An object of the class that a module of the project keeps: it was made with the arguments that the program uses."""
    if m.loading or any(isinstance(thing, ModuleV) for thing, _ in m.run.saved.values()):
        return kept_by_modules(m).get(cls)
    loads, kept = m.caches.get("kept by modules", (-1, {}))
    if loads != m.loads:
        kept = kept_by_modules(m)
        m.caches["kept by modules"] = m.loads, kept
    found: Instance | None = kept.get(cls)
    return found


def kept_by_modules(m: Machine) -> dict[ClassV, Instance]:
    """By class, the first object that a module of the project keeps since it was loaded; none that is a way to a function of its own."""
    found: dict[ClassV, Instance] = {}
    for module in list(m.modules.values()):
        if module.project:
            for name, value in module.attrs.items():
                if isinstance(value, Instance) and value.born == 0 and not has_one_way(m, module.name, name, value):
                    found.setdefault(value.cls, value)
    return found


def held_instance(m: Machine, cls: ClassV) -> Instance | None:
    """An object of the class with a host of its own, kept in a table, in a class or in another object; None where several have others."""
    if m.loading or not cls.project:
        return None
    loads, held = m.caches.get("held by objects", (-1, {}))
    if loads != m.loads:
        held = {}
        for one in held_by_objects(m):
            held.setdefault(one.cls, []).append(one)
        m.caches["held by objects"] = m.loads, held
    found: list[Instance] = [one for one in held.get(cls, ()) if tells_host(one)]
    return found[0] if found and all(alike(found[0], other) for other in found) else None


def held_by_objects(m: Machine) -> Iterator[Instance]:
    """The objects of the project's classes in what its modules keep since they were loaded."""
    seen: set[int] = set()
    for name in sorted(m.modules):
        module = m.modules[name]
        if module.project and not (TESTS.search(name) or m.program.defers(name)):
            for value in [*module.attrs.values()]:
                yield from held_in(value, seen, DEEP)


def held_in(value: Value, seen: set[int], deep: int) -> Iterator[Instance]:
    """The objects of the project's classes that a value is or holds."""
    if id(value) in seen or not deep or not isinstance(value, (Instance, Container, tuple, ClassV)):
        return
    if not isinstance(value, tuple) and value.born != 0:
        return
    seen.add(id(value))
    if isinstance(value, Instance):
        if not value.cls.project:
            return
        yield value
    elif isinstance(value, ClassV) and not value.project:
        return
    parts = [*(value.attrs.values() if isinstance(value, ClassV) else parts_of_value(value))]
    for part in parts if len(parts) <= MOST_PARTS else ():
        yield from held_in(part, seen, deep - 1)
