"""Walking one program: its entries, what they reach, and the walk of each operation."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from sadpath.cache import record as recording
from sadpath.cache.states import State
from sadpath.program.apart import calls_of, who_notices
from sadpath.program.held import Held
from sadpath.program.load import Loader
from sadpath.program.merge import Changes
from sadpath.program.names import Function, Names, read_names
from sadpath.program.plan import Plan, entry_of, outermost_first, plan
from sadpath.program.reach import Reach
from sadpath.program.record import Batch, Key, Part, Record, Start
from sadpath.program.walking import has_function, walk_anew
from sadpath.walk.entries import Entry
from sadpath.walk.explore import Explorer
from sadpath.walk.flags import NEAR
from sadpath.walk.program import Module

if TYPE_CHECKING:
    from sadpath.catalogue import Provider


class Bindings(Protocol):
    """Settings, or what stands in for them."""

    def bindings(self) -> Callable[[str], frozenset[str]] | None:
        """Gives the ids of the APIs that a file is bound to; None where none is."""


MOST_SYMBOLS = 150_000
MOST_EDITS = 1_000
"""A machine that has made so many, or outlived so many, is replaced by a new one: an editor's session is to stay small."""


class Session(Held):
    """The walks of the modules under one import root. It can be walked again after an edit: what the edit can't change is kept.

    `stop` is asked between runs whether to give up (`Cancelled`).
    """

    def __init__(self, loader: Loader, root: str, providers: Sequence[Provider], config: Bindings) -> None:
        super().__init__(loader, root)
        self.providers, self.config = providers, config
        self.machine: Explorer | None = None
        self.outlived = 0
        """How many edits the machine has outlived."""
        self.entered_at_load: set[ast.AST] = set()
        """Of machines that have been given up since everything was walked anew."""
        self.records: dict[Start, Record] = {}
        self.current: list[Record] = []
        self.through: set[ast.AST] = set()
        """The functions that the walks in `current` came through, and those that were told of since."""
        self.names: Names | None = None
        self.edited: list[tuple[Module, Changes]] = []
        self.planned: Plan | None = None
        self.following: list[Function] | None = None
        """Of the plan's `rest`, in their order, those that were not walked through when the others were first asked for."""
        self.parts: dict[Entry, list[Start]] = {}
        """By entry, the records that belong to it."""
        self.seeded = False
        self.touched = False
        """Whether there is more to keep than what was kept."""
        self.states: dict[str, State | None] = {}
        """The states of files that other processes read."""
        self.stop: Callable[[], bool] = lambda: False

    # ------------------------------------------------------------------ what is walked

    def hold(self, modules: Sequence[Module]) -> None:
        """Say which modules make up the program; what they import is loaded when a walk comes to it."""
        if list(map(id, modules)) != list(map(id, self.modules)):
            self.modules = [*modules]
            self.forget()

    def changed(self, module: Module, changes: Changes) -> None:
        """A module has been edited."""
        if changes and self.program is not None and self.uses(self.program, module):
            self.edited.append((module, changes))
            self.touched = True

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
        self.program = self.program or self.opened()
        if self.machine is None:
            self.machine = Explorer(self.program, self.providers, self.config.bindings())
            self.machine.load(module.name for module in self.modules)
            self.outlived = 0
        return self.machine

    def settle(self, names: Names) -> None:
        """Give up what the edits since the last walk have made untrue."""
        edited, self.edited, self.names = self.edited, [], names
        if self.machine is not None:
            self.entered_at_load |= self.machine.machine.entered_at_load
            self.outlived += len(edited)
            if edited:
                self.machine.edited()
            if len(self.machine.machine.symbols) > MOST_SYMBOLS or self.outlived > MOST_EDITS:
                self.machine = None
        nodes: set[ast.AST] = {node for _, changes in edited for node in (*changes.bodies, *changes.functions)}
        noticing = who_notices(edited, self.project_modules())
        if noticing is None or not (nodes | noticing).isdisjoint(self.entered_at_load):
            self.forget()
            return
        nodes |= noticing | calls_of(edited)
        if any(changes.reload for _, changes in edited):
            self.machine = None
        flags = {flag for _, changes in edited for name in changes.flags for flag in (name, NEAR + name)}
        flags |= self.mentioned_since()
        for key, record in list(self.records.items()):
            if not nodes.isdisjoint(record.entered) or not flags.isdisjoint(record.flags):
                del self.records[key]

    def mentioned_since(self) -> set[str]:
        """The flags that walks have asked for and that modules mention of which these walks did not know."""
        asked = {flag for record in self.records.values() for flag in record.flags if not flag.startswith(NEAR)}
        known = self.program.modules if self.program is not None else {}
        return {flag for flag in asked if any(name not in known for name in self.mentioning(flag))}

    # ------------------------------------------------------------------ walking

    def walk_entry(self, label: str) -> bool:
        """Walk from one named entry; whether this program has it."""
        dotted, _, name = label.partition(":")
        module = self.explorer.program.module(dotted)
        if module is None or (name != "<module>" and not has_function(module, name, self.explorer)):
            return False
        self.walk((Entry(dotted, name), frozenset()))
        return True

    def plan(self, reach: Reach | None = None) -> tuple[Entry, ...]:
        """Find out where to walk from, and give up what edits have made untrue; without `reach` from all functions.

        Gives the entries from which is walked whatever the walks from others come through; `seed` may say what these gave.
        """
        before, names = self.names, read_names(self.modules, self.names)
        self.settle(names)
        if self.planned is None or names is not before or reach != self.reach:
            self.planned, self.reach = plan(names, reach), reach
        self.following = None
        return self.planned.first

    def walk_planned(self) -> None:
        """Walk from every entry, after `plan`: functions that nobody calls first, then what these did not come through."""
        planned = self.planned
        assert planned is not None
        self.current = []
        self.through.clear()
        entries = [*planned.first]
        for entry in entries:
            self.walk_from(entry)
        for function in outermost_first([f for f in planned.rest if not self.has_entered(f.node)]):
            if not self.has_entered(function.node):
                self.walk_from(entry := entry_of(function))
                entries.append(entry)
        self.parts = {entry: self.parts[entry] for entry in entries}
        wanted = {start for starts in self.parts.values() for start in starts}
        self.records = {start: record for start, record in self.records.items() if start in wanted}

    def take_what_is_done(self) -> None:
        """After walks that were given up: those that were done are current."""
        assert self.planned is not None
        self.current = []
        planned = {*self.planned.first, *self.planned.functions}
        for entry, starts in self.parts.items():
            if entry in planned and all(start in self.records for start in starts):
                for start in starts:
                    self.add(self.records[start])

    def missing(self) -> list[Entry]:
        """The entries of the plan that are to be walked from in any case, and are not yet."""
        assert self.planned is not None
        return [entry for entry in dict.fromkeys(self.planned.first) if (entry, frozenset()) not in self.records]

    def open_functions(self) -> Iterator[Entry]:
        """After walks from the first entries: those of the plan's other functions that no walk known here came through yet."""
        assert self.planned is not None
        if self.following is None:
            self.following = outermost_first([f for f in self.planned.rest if not self.is_told_of(f.node)])
        for function in self.following:
            if not self.is_told_of(function.node) and (entry := entry_of(function)) not in self.parts:
                yield entry

    def is_told_of(self, function: ast.AST) -> bool:
        """As `has_entered`, but nothing is loaded to find out."""
        if function in self.through or function in self.entered_at_load:
            return True
        return self.machine is not None and function in self.machine.machine.entered_at_load

    def walk_part(self, entry: Entry) -> Part:
        """Walk from one of the planned entries; what is known already is not walked again."""
        before, self.current = self.current, []
        try:
            self.walk_from(entry)
        finally:
            self.current = before
        return self.part(entry)

    def part(self, entry: Entry) -> Part:
        """All that was walked because of an entry."""
        return Part(entry, [(start, self.records[start]) for start in self.parts[entry]])

    def done(self) -> list[Part]:
        """All that was walked, but for entries at which something went wrong."""
        return [part for part in map(self.part, self.parts) if not any(record.internal for _, record in part.started)]

    def batch(self, parts: Iterable[Part]) -> Batch:
        """Parts, with what else another process has to know of the program to take them over."""
        loader = self.loader
        return Batch([*parts], self.at_load(), dict(self.asked), dict(loader.unreadable), dict(loader.states))

    def seed(self, batch: Batch) -> None:
        """Take over what another process, or an earlier run, walked from planned entries of the very same files."""
        self.entered_at_load |= batch.at_load
        for name in batch.asked:
            if name not in self.asked:
                self.asked[name] = self.loader.resolve(self.root, name)
        recording.looked(batch.states)
        self.states.update(batch.states)
        self.seeded = self.touched = True
        for part in batch.parts:
            self.records.update(part.started)
            self.parts[part.entry] = [start for start, _ in part.started]
            self.through.update(*(record.entered for _, record in part.started))
        for path, place in batch.unreadable.items():
            self.loader.unreadable.setdefault(path, replace(place, path=self.loader.display(path)))

    def has_entered(self, function: ast.AST) -> bool:
        """Whether one of the walks so far, or the loading of a module, came through a function."""
        if self.is_told_of(function):
            return True
        return not (self.machine is None and self.seeded) and function in self.explorer.machine.entered_at_load

    def at_load(self) -> set[ast.AST]:
        """The functions that the loading of modules came through."""
        if self.machine is None and self.seeded:
            return self.entered_at_load
        return self.entered_at_load | self.explorer.machine.entered_at_load

    def walk_from(self, entry: Entry) -> None:
        """Walk from a planned entry; from a method also as its subclasses inherit it, where they reach other operations."""
        starts = self.parts.get(entry)
        if starts is not None and all(start in self.records for start in starts):
            for start in starts:
                self.add(self.records[start])
            return
        assert self.planned is not None
        starts = self.parts[entry] = [(entry, frozenset())]
        reached = set(self.walk(starts[0]))
        function = self.planned.functions.get(entry)
        if function is None or function.owner is None:
            return
        for cls in list(self.explorer.machine.caches.get("classes", ())):
            heirs = [base.node for base in cls.mro[1:]]
            if function.owner not in heirs or not cls.project or cls.module is None or "<locals>" in cls.qualname:
                continue
            if any(function.short in base.attrs for base in cls.mro[: heirs.index(function.owner) + 1]):
                continue  # overridden on the way
            starts.append((Entry(cls.module.name, f"{cls.qualname}.{function.short}"), frozenset(reached)))
            reached |= self.walk(starts[-1])

    def walk(self, start: Start) -> set[Key]:
        """Walk the operations that an entry reaches, without some; their keys."""
        record = self.records.get(start)
        if record is None:
            machine = self.explorer.machine
            machine.entered, machine.flags = set(), set()
            self.explorer.stop = self.stop
            record = walk_anew(self.explorer, *start)
            self.touched = True
            record.entered, record.flags = machine.entered, machine.flags
            self.records[start] = record
        self.add(record)
        return record.reached

    def add(self, record: Record) -> None:
        """One of the walks that are current."""
        self.current.append(record)
        self.through |= record.entered
