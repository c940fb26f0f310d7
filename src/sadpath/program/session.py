"""Walking one program: its entries, what they reach, and the walk of each operation."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any

from sadpath.program.evidence import Evidence
from sadpath.program.load import Loader
from sadpath.program.names import Function, Names, read_names
from sadpath.program.reach import FEW, read_reach
from sadpath.walk.entries import Entry
from sadpath.walk.explore import Explorer
from sadpath.walk.outcomes import WalkFacts, judge
from sadpath.walk.program import Module, Program

if TYPE_CHECKING:
    from sadpath.catalogue import Provider
    from sadpath.config import Config, Settings


NEAREST = 120
"""How many of the imported modules, the nearest first, are read for the names of what may send."""


class Session:
    """The walks of the modules under one import root."""

    def __init__(
        self,
        loader: Loader,
        root: str,
        members: Sequence[Any],
        imported: Sequence[Any],
        providers: Sequence[Provider],
        config: Config | Settings,
        results: Any,
    ) -> None:
        self.loader, self.root, self.results = loader, root, results
        self.program = Program(lambda dotted: loader.find(root, dotted))
        self.modules: list[Module] = []
        for file in members:
            module = loader.module(file.path, file.display)
            if module is not None:
                self.modules.append(module)
                self.program.modules.setdefault(module.name, module)
        nearest = [loader.module(file.path, file.display) for file in imported[:NEAREST]]
        self.also = [m for m in nearest if m is not None and m not in self.modules]
        self.explorer = Explorer(self.program, providers, config.bindings())
        self.evidence = Evidence(providers)
        self.walks: list[WalkFacts] = []

    def walk_entry(self, label: str) -> bool:
        """Walk from one named entry; whether this program has it."""
        dotted, _, name = label.partition(":")
        module = self.program.module(dotted)
        if module is None or (name != "<module>" and not has_function(module, name, self.explorer)):
            return False
        self.walk(Entry(dotted, name))
        return True

    def walk_all(self) -> None:
        """Walk from every entry: functions that nobody calls first, then what these did not come through."""
        sdk = [
            model
            for provider in self.explorer.answers.binder.providers
            for name in provider.imports
            for model in self.explorer.answers.models.package(name)
        ]
        names = read_names(self.modules, self.also, sdk)
        scripts, pending = names.scripts(), names.candidates()
        if len(pending) > FEW:
            reach = read_reach(self.modules, self.evidence.hits, self.evidence.sdks, self.loader.owns(self.root))
            scripts, pending = [s for s in scripts if s in reach.scripts], [f for f in pending if reach.has(f)]
        for script in scripts:
            self.walk(Entry(script, "<module>"))
        uncalled = names.uncalled()
        entered = self.explorer.machine.entered
        for function in [f for f in pending if id(f.node) in uncalled]:
            self.walk_function(function)
        rest = [f for f in pending if id(f.node) not in uncalled and id(f.node) not in entered]
        for function in outermost_first(rest, names):
            if id(function.node) not in entered:
                self.walk_function(function)

    def walk_function(self, function: Function) -> None:
        """Walk from a function; from a method also as its subclasses inherit it, where they reach other operations."""
        reached = self.walk(Entry(function.module.name, function.name))
        if function.owner is None:
            return
        for cls in list(self.explorer.machine.caches.get("classes", ())):
            heirs = [base.node for base in cls.mro[1:]]
            if function.owner not in heirs or not cls.project or cls.module is None or "<locals>" in cls.qualname:
                continue
            if any(function.short in base.attrs for base in cls.mro[: heirs.index(function.owner) + 1]):
                continue  # overridden on the way
            reached |= self.walk(Entry(cls.module.name, f"{cls.qualname}.{function.short}"), reached)

    def walk(self, entry: Entry, but: AbstractSet[tuple[str, str]] = frozenset()) -> set[tuple[str, str]]:
        """Walk the operations that an entry reaches, without those in `but`; their keys. A crash of the walk is noted as ours."""
        try:
            reached = self.explorer.discover(entry)
        except Exception:
            self.results.internal.append(f"the walk from {entry.label} failed:\n{traceback.format_exc()}")
            return set()
        self.drain(entry)
        for key, sent in reached.items():
            if key in but:
                continue
            try:
                walked = self.explorer.walk(entry, sent.bound)
                if walked.place is None:
                    continue
                self.walks.append(judge(walked))
                if walked.unfinished:
                    self.results.unfinished.append(f"{entry.label}: {sent.bound.operation.id}")
            except Exception:
                self.results.internal.append(
                    f"the walk of {sent.bound.operation.id} from {entry.label} failed:\n{traceback.format_exc()}"
                )
            self.drain(entry)
        return set(reached)

    def drain(self, entry: Entry) -> None:
        """Report the mistakes that the walk met on its way; one report for each kind."""
        for text in dict.fromkeys(self.explorer.internal):
            self.results.internal.append(f"the walk from {entry.label} failed:\n{text}")
        self.explorer.internal.clear()


def has_function(module: Module, name: str, explorer: Explorer) -> bool:
    """Whether the module defines (or assigns, or a base class gives) that name."""
    from sadpath.walk.entries import NoEntry, prepare
    from sadpath.walk.run import Run

    machine = explorer.machine
    explorer.numbers += 1
    machine.run = Run(explorer.numbers, (), (0,))
    try:
        prepare(machine, Entry(module.name, name))
    except NoEntry:
        return False
    except Exception:
        return True
    finally:
        machine.rollback()
    return True


def outermost_first(functions: list[Function], names: Names) -> list[Function]:
    """Functions that fewer of the others mention come first."""

    def callers(function: Function) -> int:
        return sum(1 for other in functions if other is not function and function.short in other.mentions)

    return sorted(functions, key=callers)
