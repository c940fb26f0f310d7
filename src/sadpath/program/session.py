"""Walking one program: its entries, what they reach, and the walk of each operation."""

from __future__ import annotations

import ast
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sadpath.program.evidence import Evidence
from sadpath.program.load import Loader
from sadpath.program.merge import Changes
from sadpath.program.names import Names, read_names
from sadpath.program.plan import Plan, entry_of, outermost_first, plan
from sadpath.program.reach import FEW, Reach, read_reach
from sadpath.program.record import Batch, Key, Part, Record, Start
from sadpath.timing import timed
from sadpath.walk.entries import Entry
from sadpath.walk.explore import Cancelled, Explorer
from sadpath.walk.models import Models
from sadpath.walk.outcomes import judge
from sadpath.walk.program import Module, Program

if TYPE_CHECKING:
    from sadpath.catalogue import Provider
    from sadpath.config import Config, Settings


NEAREST = 120
"""How many of the imported modules, the nearest first, are read for the names of what may send."""


MOST_SYMBOLS = 150_000
"""A machine that has made so many is replaced by a new one: an editor's session is to stay small."""


class Session:
    """The walks of the modules under one import root. It can be walked again after an edit: what the edit can't change is kept.

    `stop` is asked between runs whether to give up (`Cancelled`).
    """

    def __init__(self, loader: Loader, root: str, providers: Sequence[Provider], config: Config | Settings) -> None:
        self.loader, self.root, self.providers, self.config = loader, root, providers, config
        self.evidence = Evidence(providers)
        self.modules: list[Module] = []
        self.also: list[Module] = []
        self.program: Program | None = None
        self.machine: Explorer | None = None
        self.entered_at_load: set[int] = set()
        """Of machines that have been given up since everything was walked anew."""
        self.records: dict[Start, Record] = {}
        self.current: list[Record] = []
        self.through: set[int] = set()
        """The ids of the functions that the walks in `current` came through."""
        self.names: Names | None = None
        self.reach: Reach | None = None
        self.edited: list[tuple[Module, Changes]] = []
        self.planned: Plan | None = None
        self.parts: dict[Entry, list[Start]] = {}
        """What was seeded: by entry, the records that belong to it."""
        self.seeded = False
        self.asked: dict[str, str | None] = {}
        """By dotted name, the file of each module that the program's code asked for; None where there is none."""
        self.stop: Callable[[], bool] = lambda: False

    # ------------------------------------------------------------------ what is walked

    def hold(self, members: Sequence[Any], imported: Sequence[Any]) -> None:
        """Say which files make up the program: `members` are walked, of `imported` the nearest are read for what may send."""
        modules = [m for m in (self.loader.module(file.path, file.display) for file in members) if m is not None]
        nearest = [self.loader.module(file.path, file.display) for file in imported[:NEAREST]]
        if list(map(id, modules)) != list(map(id, self.modules)):
            self.modules = modules
            self.forget()
        self.also = [m for m in nearest if m is not None and m not in modules]

    def changed(self, module: Module, changes: Changes) -> None:
        """A module has been edited."""
        if changes and self.program is not None and self.uses(self.program, module):
            self.edited.append((module, changes))

    def uses(self, program: Program, module: Module) -> bool:
        """Whether the program has that module, walked or imported."""
        return program.modules.get(module.name) is module or module in self.modules or module in self.also

    def project_modules(self) -> list[Module]:
        """The project's modules that the program has, walked or imported."""
        imported = self.program.modules.values() if self.program is not None else ()
        return list({id(module): module for module in (*self.modules, *imported, *self.also)}.values())

    def forget(self) -> None:
        """Walk everything anew."""
        self.program = self.machine = None
        self.entered_at_load.clear()
        self.records.clear()
        self.parts.clear()
        self.seeded = False
        self.edited.clear()

    @property
    def explorer(self) -> Explorer:
        """The explorer of the program, with the modules that are walked loaded."""
        if self.program is None:
            self.program = Program(self.find)
            for module in self.modules:
                self.program.modules.setdefault(module.name, module)
        if self.machine is None:
            self.machine = Explorer(self.program, self.providers, self.config.bindings())
            self.machine.load(module.name for module in self.modules)
        return self.machine

    def find(self, dotted: str) -> Module | None:
        """The project's module of that name; what was asked for is noted."""
        module = self.loader.find(self.root, dotted)
        self.asked[dotted] = str(module.file) if module is not None else None
        return module

    def settle(self, names: Names) -> None:
        """Give up what the edits since the last walk have made untrue."""
        edited, self.edited, before, self.names = self.edited, [], self.names, names
        if self.machine is not None:
            self.entered_at_load |= self.machine.machine.entered_at_load
            if len(self.machine.machine.symbols) > MOST_SYMBOLS:
                self.machine = None
        nodes = {id(node) for _, changes in edited for node in (*changes.bodies, *changes.functions)}
        if not nodes.isdisjoint(self.entered_at_load) or not all(all_apart(c, before, names) for _, c in edited):
            self.forget()
            return
        if any(changes.reload for _, changes in edited):
            self.machine = None
        scripts = {Entry(module.name, "<module>") for module, changes in edited if changes.reload}
        for key, record in list(self.records.items()):
            if key[0] in scripts or not nodes.isdisjoint(record.entered):
                del self.records[key]

    # ------------------------------------------------------------------ walking

    def walk_entry(self, label: str) -> bool:
        """Walk from one named entry; whether this program has it."""
        dotted, _, name = label.partition(":")
        module = self.explorer.program.module(dotted)
        if module is None or (name != "<module>" and not has_function(module, name, self.explorer)):
            return False
        self.walk(Entry(dotted, name))
        return True

    def plan(self) -> tuple[Entry, ...]:
        """Find out where to walk from, and give up what edits have made untrue.

        Gives the entries from which is walked whatever the walks from others come through; `seed` may say what these gave.
        """
        before, names = self.names, read_names(self.modules, self.also, self.sdk_models(), self.names)
        self.settle(names)
        reach = self.read_reach() if len(names.candidates) > FEW else None
        if self.planned is None or names is not before or reach is not self.reach:
            self.planned, self.reach = plan(names, reach), reach
        return self.planned.first

    def read_reach(self) -> Reach:
        """Which functions are tied to evidence by names."""
        own = self.loader.owns(self.root)
        evidence = self.evidence
        return read_reach(self.modules, evidence.hits, evidence.sdks, own, root=self.root, before=self.reach)

    def walk_all(self) -> None:
        """Walk from every entry: functions that nobody calls first, then what these did not come through."""
        self.plan()
        self.walk_planned()

    def walk_planned(self) -> None:
        """As `walk_all`, after `plan`."""
        planned = self.planned
        assert planned is not None
        self.current = []
        self.through.clear()
        for entry in planned.first:
            self.walk_from(entry)
        for function in outermost_first([f for f in planned.rest if not self.has_entered(f.node)]):
            if not self.has_entered(function.node):
                self.walk_from(entry_of(function))
        wanted = set(map(id, self.current))
        self.records = {start: record for start, record in self.records.items() if id(record) in wanted}
        self.parts.clear()

    def missing(self) -> list[Entry]:
        """The entries of the plan that are to be walked from in any case, and are not yet."""
        assert self.planned is not None
        return [entry for entry in dict.fromkeys(self.planned.first) if (entry, frozenset()) not in self.records]

    def walk_part(self, entry: Entry) -> Part:
        """Walk from one of the planned entries; what is known already is not walked again."""
        before, self.current = self.current, []
        try:
            self.walk_from(entry)
            known = {id(record): start for start, record in self.records.items()}
            return Part(entry, [(known[id(record)], record) for record in self.current])
        finally:
            self.current = before

    def batch(self, parts: Iterable[Part]) -> Batch:
        """Parts, with what else another process has to know of the program to take them over."""
        return Batch([*parts], self.at_load(), dict(self.asked), dict(self.loader.unreadable))

    def seed(self, batch: Batch) -> None:
        """Take over what another process, or an earlier run, walked from planned entries of the very same files."""
        self.entered_at_load |= batch.at_load
        self.asked.update(batch.asked)
        self.seeded = True
        for part in batch.parts:
            self.records.update(part.started)
            self.parts[part.entry] = [start for start, _ in part.started]
        for path, place in batch.unreadable.items():
            self.loader.unreadable.setdefault(path, replace(place, path=self.loader.display(path)))

    def sdk_models(self) -> list[Module]:
        """The models of all SDKs of the providers."""
        models = Models()
        return [model for provider in self.providers for name in provider.imports for model in models.package(name)]

    def has_entered(self, function: ast.AST) -> bool:
        """Whether one of the walks so far, or the loading of a module, came through a function."""
        node = id(function)
        if node in self.through or node in self.entered_at_load:
            return True
        return not (self.machine is None and self.seeded) and node in self.explorer.machine.entered_at_load

    def at_load(self) -> set[int]:
        """The ids of the functions that the loading of modules came through."""
        if self.machine is None and self.seeded:
            return self.entered_at_load
        return self.entered_at_load | self.explorer.machine.entered_at_load

    def walk_from(self, entry: Entry) -> None:
        """Walk from a planned entry; from a method also as its subclasses inherit it, where they reach other operations."""
        if (known := self.parts.get(entry)) is not None and all(start in self.records for start in known):
            for start in known:
                self.add(self.records[start])
            return
        assert self.planned is not None
        reached = set(self.walk(entry))
        function = self.planned.functions.get(entry)
        if function is None or function.owner is None:
            return
        for cls in list(self.explorer.machine.caches.get("classes", ())):
            heirs = [base.node for base in cls.mro[1:]]
            if function.owner not in heirs or not cls.project or cls.module is None or "<locals>" in cls.qualname:
                continue
            if any(function.short in base.attrs for base in cls.mro[: heirs.index(function.owner) + 1]):
                continue  # overridden on the way
            reached |= self.walk(Entry(cls.module.name, f"{cls.qualname}.{function.short}"), frozenset(reached))

    def walk(self, entry: Entry, but: frozenset[Key] = frozenset()) -> set[Key]:
        """Walk the operations that an entry reaches, without those in `but`; their keys."""
        record = self.records.get((entry, but))
        if record is None:
            machine = self.explorer.machine
            machine.entered = set()
            record = self.walk_anew(entry, but)
            record.entered = machine.entered
            self.records[entry, but] = record
        self.add(record)
        return record.reached

    def add(self, record: Record) -> None:
        """One of the walks that are current."""
        self.current.append(record)
        self.through |= record.entered

    def walk_anew(self, entry: Entry, but: frozenset[Key]) -> Record:
        """As `walk`. A crash of the walk is noted as ours."""
        record = Record()
        self.explorer.stop = self.stop
        try:
            with timed(record.times, "walk", f"{entry.label}: what it reaches"):
                reached = self.explorer.discover(entry)
        except Cancelled:
            raise
        except Exception:
            record.internal.append(f"the walk from {entry.label} failed:\n{traceback.format_exc()}")
            return record
        self.drain(entry, record)
        for key, sent in reached.items():
            if key in but:
                continue
            try:
                with timed(record.times, "walk", f"{entry.label}: {sent.bound.operation.id}"):
                    walked = self.explorer.walk(entry, sent.bound)
                if walked.place is None:
                    continue
                record.walks.append(judge(walked))
                if walked.unfinished:
                    record.unfinished.append(f"{entry.label}: {sent.bound.operation.id}")
            except Cancelled:
                raise
            except Exception:
                record.internal.append(
                    f"the walk of {sent.bound.operation.id} from {entry.label} failed:\n{traceback.format_exc()}"
                )
            self.drain(entry, record)
        record.reached = set(reached)
        return record

    def drain(self, entry: Entry, record: Record) -> None:
        """Report the mistakes that the walk met on its way; one report for each kind."""
        for text in dict.fromkeys(self.explorer.internal):
            record.internal.append(f"the walk from {entry.label} failed:\n{text}")
        self.explorer.internal.clear()


def all_apart(changes: Changes, before: Names | None, after: Names) -> bool:
    """Whether nothing but bodies changed, and functions that nothing else in the program can mean: no name mentions them, no class overrides them."""
    if changes.shape or changes.classes:
        return False
    return all(before is not None and before.is_apart(f) and after.is_apart(f) for f in changes.functions)


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
