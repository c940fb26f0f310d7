"""Starting a walk at an entry: finding the function, making its object and its arguments, and running it to its end."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from sadpath.walk.arguments import already_given, arguments, injects, passes_on, underlying
from sadpath.walk.calls import call
from sadpath.walk.containers.iteration import iterate
from sadpath.walk.decorated import call_of_object
from sadpath.walk.deferred import of_module
from sadpath.walk.filled import Filling
from sadpath.walk.generators import CoroutineV, GeneratorV
from sadpath.walk.imports import import_module, is_main_guard
from sadpath.walk.machine import Machine
from sadpath.walk.objects.attributes import get_attribute
from sadpath.walk.prepared import Call, keep, made_before
from sadpath.walk.run import Frame
from sadpath.walk.stand_ins import make_self
from sadpath.walk.syntax.awaiting import await_value
from sadpath.walk.threads import finish_threads
from sadpath.walk.values import ABSENT, ClassV, Descriptor, Instance, Lanes, ModuleV, Value


@dataclass(frozen=True)
class Entry:
    """Where a walk starts: a module and the qualified name of a function or method, or `<module>`."""

    module: str
    name: str

    @property
    def label(self) -> str:
        """As the contracts print it: `shop.capture:Client.capture`."""
        return f"{self.module}:{self.name}"


class NoEntry(Exception):
    """The entry does not exist, or is nothing that can be called."""


def run_entry(m: Machine, entry: Entry) -> Value:
    """Call the entry in the machine's current run; what it returns (generators are exhausted, coroutines awaited)."""
    if entry.name == "<module>":
        return run_module(m, entry.module)
    made = made_before(m)
    if made is None:
        keep(m, made := ready_call(m, entry))
    if m.filling:
        Filling(m, m.filling).everything(made.args)
    result = finish(m, call(m, made.function, [*made.args], {**made.keywords}))
    finish_threads(m)
    return result


def ready_call(m: Machine, entry: Entry) -> Call:
    """The entry's function with its object and its arguments."""
    function, args = prepare(m, entry)
    if (made := call_of_object(m, entry.module, entry.name, function)) is not None:
        return made
    keywords: dict[str, Value] = {}
    target = underlying(function)
    if target is not None and passes_on(target):
        keywords = {"**": m.unknown("parameters", entry.label)}
    elif target is not None and not injects(function):
        positional, keywords = arguments(m, target, skip=len(args) + already_given(function))
        args = [*args, *positional]
    elif target is not None:
        keywords = {"**": m.unknown("parameters", entry.label)}
    return Call(function, args, keywords)


def finish(m: Machine, result: Value) -> Value:
    """What the caller of an entry gets in the end."""
    if isinstance(result, CoroutineV):
        return finish(m, result.run())
    if isinstance(result, GeneratorV):
        items = []
        for item in iterate(m, result):
            m.tick()
            items.append(item)
        return m.new_list(items)
    if isinstance(result, Instance) and result.cls.find("__awaited__") is not ABSENT and result.cls.module is not None:
        return await_value(m, result)
    return result


def run_module(m: Machine, name: str) -> Value:
    """A script's top level, run with lanes."""
    source = m.program.module(name)
    if source is None:
        raise NoEntry(name)
    doc = ast.get_docstring(source.tree, clean=False)
    told = {"__name__": name, "__doc__": doc, "__file__": m.unknown("module", name, "__file__", kind="str")}
    made = ModuleV(name, told, source, born=m.now)
    made.project = True
    frame = Frame(made, None, None)
    m.frames.append(frame)
    try:
        for statement in source.tree.body:
            if not is_main_guard(statement):
                m.body([statement], frame)
    finally:
        m.frames.pop()
    finish_threads(m)
    return None


def prepare(m: Machine, entry: Entry) -> tuple[Value, list[Value]]:
    """The callable of an entry and its first arguments (`self`)."""
    module = import_module(m, entry.module)
    parts = entry.name.split(".")
    value: Value = module
    owner: ClassV | None = None
    for part in parts:
        if isinstance(value, ClassV):
            owner = value
            found = value.attrs.get(part, ABSENT)
            if found is ABSENT:
                found = value.find(part)
        elif isinstance(value, ModuleV):
            found = of_module(m, value, part)
        elif isinstance(value, Instance) and owner is None:
            found = get_attribute(m, value, part, ABSENT)
        else:
            found = ABSENT
        if found is ABSENT:
            raise NoEntry(entry.label)
        value = found
    if owner is None:
        if isinstance(value, Lanes) or value is None:
            raise NoEntry(entry.label)
        return value, []
    if isinstance(value, Descriptor):
        if value.kind == "static":
            return value.fn, []
        if value.kind == "class":
            return value.fn, [owner]
        return value.fn, [make_self(m, owner)]
    return value, [make_self(m, owner)]
