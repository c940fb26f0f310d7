"""`globals()`, `locals()`, `vars(module)` and `sys.modules`: names as data."""

from __future__ import annotations

from typing import Any

from sadpath.walk.asked import ALL, all_of, note_asked
from sadpath.walk.containers.choices import MOST_CHOICES
from sadpath.walk.machine import Machine
from sadpath.walk.operators.comparison import text_may_equal
from sadpath.walk.run import Frame
from sadpath.walk.values import ABSENT, DictV, Lanes, ModuleV, Text, Value
from sadpath.walk.values.asked_dicts import AskedDict


class NamespaceV(AskedDict):
    """What a module binds, as a dict that shows what it binds now. Imports that wait are run for the names that are asked for."""

    __slots__ = ("module",)

    def __init__(self, m: Machine, module: ModuleV) -> None:
        super().__init__(m)
        self.module = module
        if module.opaque:
            self.base = m.unknown("names", module.name)

    @property
    def name(self) -> str:
        """The module's name."""
        return self.module.name

    @property
    def all_names(self) -> str:
        """What stands for all names of the module where they are asked for."""
        return all_of(str(self.module.module.file)) if self.module.module is not None else ALL

    @property
    def items(self) -> dict[Value, Value]:  # type: ignore[override]
        """The names of now, all of them."""
        from sadpath.walk.deferred import force_all

        note_asked(self.m, self.all_names)
        force_all(self.m, self.module)
        return self.module.attrs

    def part(self, key: Value) -> DictV:
        """The names that a key may be; those that nobody knows all of where it could be too many."""
        m, names = self.m, self.names(key)
        if names is None:
            return m.new_dict({}, self.base or m.unknown("names", self.module.name))
        return m.new_dict({name: found for name in names if (found := self.value(name)) is not ABSENT}, self.base)

    def names(self, key: Value) -> list[str] | None:
        """The names that are asked for, bound or not; None where nobody knows them."""
        if type(key) is Lanes:
            keys = [key.values[lane] for lane in self.m.active]
            return list(dict.fromkeys(str(one) for one in keys)) if all(isinstance(k, str) for k in keys) else None
        if isinstance(key, str):
            return [str(key)]
        if not isinstance(key, Text):
            return None
        note_asked(self.m, self.all_names)
        known = [*self.module.attrs, *self.m.caches.get("unloaded", {}).get(self.module.name, ())]
        names = [name for name in dict.fromkeys(known) if text_may_equal(key, name)]
        return names if len(names) <= MOST_CHOICES else None

    def value(self, name: str) -> Value:
        """What is bound to a name; `ABSENT` where that is nothing."""
        from sadpath.walk.deferred import of_module
        from sadpath.walk.objects.module_attributes import unloaded

        note_asked(self.m, name)
        found = of_module(self.m, self.module, name)
        return unloaded(self.m, self.module, name) if found is ABSENT else found

    def put(self, key: Value, item: Value) -> None:
        """Bind a name. Under a key that nobody knows it may be any, so that the module has more names than anybody knows."""
        self.m.touch(self.module)
        if isinstance(key, str):
            self.module.attrs[str(key)] = item
        elif self.m.loading:
            self.module.opaque = True
        else:
            self.m.run.flags.add("unsure")

    def snapshot(self) -> Any:
        """What is done to it is done to the module."""
        self.m.touch(self.module)


class ModulesV(AskedDict):
    """`sys.modules`. Of what is no module of the project nobody knows whether it has been imported."""

    __slots__ = ()

    @property
    def name(self) -> str:
        """There is one."""
        return "sys.modules"

    @property
    def items(self) -> dict[Value, Value]:  # type: ignore[override]
        """The modules that have been loaded."""
        return dict(self.m.modules)

    def part(self, key: Value) -> DictV:
        """The module of that name."""
        from sadpath.walk.imports import import_module

        m = self.m
        key = m.single(key)
        if isinstance(key, str):
            running = m.frames[-1].module if m.frames else None
            if running is not None and running.name == key:
                return m.new_dict({key: running})
            source = None if key in m.modules else m.program.module(key)
            if key in m.modules or (source is not None and source.project):
                return m.new_dict({key: import_module(m, str(key))})
        return m.new_dict({}, m.unknown("modules"))

    def put(self, key: Value, item: Value) -> None:
        """What stands there instead of a module is not asked for again."""


def namespace(m: Machine, module: ModuleV) -> NamespaceV:
    """`vars(module)`: one dict for each module."""
    known: dict[int, NamespaceV] = m.caches.setdefault("namespaces", {})
    found = known.get(id(module))
    if found is None or (found.base is None) is module.opaque:
        found = known[id(module)] = NamespaceV(m, module)
    return found


def local_names(m: Machine, frame: Frame) -> DictV:
    """`locals()` where `frame` runs: in a function a copy, in the body of a class, as where a module runs, what is bound itself."""
    from sadpath.walk.syntax.names import is_class_body

    told: dict[Value, Value] = {}
    scope: Frame | None = frame
    while scope is not None and getattr(scope.info, "comprehension", False):
        told = {**scope.variables, **told}
        scope = scope.parent
    if scope is None or scope.info is None:
        return namespace(m, frame.module)
    if is_class_body(scope) and not told:
        return m.new_dict(scope.variables)
    return m.new_dict({**scope.variables, **told})
