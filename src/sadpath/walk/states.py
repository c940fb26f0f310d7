"""Two states of a run that nothing tells apart: each as a list of its parts, which are equal then.

Objects that the run has made are known by the order in which they are come upon, older ones by themselves: what is older is as it was
when the walk began, but for what the run has noted as changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import FunctionType
from typing import Any

from sadpath.walk.answer_values import Traced
from sadpath.walk.machine import Machine
from sadpath.walk.run import Frame
from sadpath.walk.values import (
    ABSENT,
    Absent,
    BoundMethod,
    ClassV,
    Container,
    Descriptor,
    DictV,
    FunctionV,
    Heap,
    Instance,
    IteratorV,
    Lanes,
    ListV,
    Literal,
    ModuleV,
    Native,
    Pending,
    RangeV,
    SetV,
    Text,
    Unknown,
)
from sadpath.walk.values.views import VIEWS

MOST_PARTS = 5_000
PLAIN = frozenset({str, int, float, complex, bool, bytes, type(None), type(Ellipsis)})


FIXED = PLAIN | {Unknown, Text, Literal, Absent}


class NotAlike(Exception):
    """The state holds something that can't be compared."""


class State:
    """Everything that the further course of a run can depend on, as `parts`."""

    def __init__(self, m: Machine) -> None:
        self.m = m
        self.number = m.run.number
        self.parts: list[Any] = []
        self.kept: list[Any] = []
        """Things that are told apart by their ids; who keeps the parts keeps them."""
        self.met: list[Any] = []
        """The run's own objects and scopes, in the order in which they were come upon."""
        self.seen: dict[int, int] = {}
        self.dicts: dict[int, int] = {}

    def of_machine(self) -> None:
        """The frames and what they reach, and all that `of_run` adds."""
        m = self.m
        if any(not generator.finished for generator in m.generators):
            raise NotAlike  # how far it has come is not to be seen
        self.of_run()
        self.parts += [m.run.cursor, m.run.fresh, m.run.clock_asked, m.run.moved]
        self.parts += [len(m.symbols), len(m.queue), len(m.caches.get("classes", ())), len(m.events.conditions)]
        for frame in m.frames:
            self.add(frame)

    def of_run(self) -> None:
        """What the run has decided and changed."""
        run = self.m.run
        self.parts += [run.active, run.depth, tuple(run.assumed.items()), tuple(run.decided_at.items())]
        self.parts += [frozenset(run.changed), frozenset(run.after_send), frozenset(run.flags)]
        for key, value in run.cache.items():
            self.parts.append(key)
            self.add(value)
        for thing, _ in run.saved.values():
            self.named(thing)
            self.content(thing)

    def named(self, thing: Any) -> None:
        """Something that is the same only as itself."""
        self.kept.append(thing)
        self.parts.append(id(thing))

    def all(self, values: Iterable[Any]) -> None:
        """Several things, and how many they are."""
        parts = self.parts
        start = len(parts)
        parts.append(0)
        count = 0
        for value in values:
            count += 1
            if (kind := type(value)) in PLAIN:
                parts += (kind, value)
            else:
                self.add(value)
        parts[start] = count

    def add(self, value: Any) -> None:
        """One value, with what it holds."""
        kind = type(value)
        parts = self.parts
        if kind in PLAIN:
            parts += (kind, value)
            return
        if len(parts) > MOST_PARTS:
            raise NotAlike
        parts.append(kind)
        if kind is Unknown:
            parts.append(value.uid)
        elif kind is Literal:
            parts.append(id(value.node))
        elif kind is Absent:
            pass
        elif isinstance(value, Heap):
            if kind is IteratorV:
                raise NotAlike  # how far it has come is not to be seen
            if value.born != self.number:
                self.kept.append(value)
                parts.append(id(value))
            elif self.is_new(value):
                self.content(value)
        elif kind is dict:
            parts.append(len(value))
            for name, item in value.items():
                if type(name) is str:
                    parts.append(name)
                else:
                    self.add(name)
                if (of := type(item)) in PLAIN:
                    parts += (of, item)
                else:
                    self.add(item)
        elif kind is Lanes:
            self.lanes(value)
        elif kind is tuple or kind is list:
            self.all(value)
        elif kind is Text:
            self.named(value.origin)
            self.all(value.parts)
        elif kind is frozenset or kind is set:
            self.all(value)
        elif hasattr(value, "told"):  # the status of a success
            if self.is_new(value):
                parts += [int(value), value.domain, tuple(value.told)]
        elif isinstance(value, (str, int)):
            parts.append(str(value) if isinstance(value, str) else int(value))
            self.all(getattr(value, "__dict__", {}).values())
            if hasattr(value, "node"):
                self.named(value.node)
        elif kind is Frame:
            if self.is_new(value):
                self.frame(value)
        elif kind is BoundMethod:
            self.add(value.fn)
            self.add(value.self_value)
        elif kind is Native:
            parts.append(value.name)
            self.add(value.call)
        elif kind is FunctionType:
            self.named(value.__code__)
            self.all(closed_over(value))
            self.all(value.__defaults__ or ())
        elif kind is Descriptor:
            self.all((value.kind, value.fn, value.setter, value.deleter))
        elif kind is RangeV:
            parts.append(value.range)
        elif hasattr(value, "__next__") or hasattr(value, "resume") or getattr(value, "awaited", None) is False:
            raise NotAlike
        else:
            self.named(value)

    def lanes(self, value: Lanes) -> None:
        """A value for each lane. Nothing changes it, so that constants and symbols in it are looked at once."""
        known = lanes_alike(self.m)
        found = known.get(id(value))
        if found is None:
            fixed = State(self.m)
            fixed.named(value.origin)
            others: list[Any] = []
            for item in value.values:
                if type(item) in FIXED or isinstance(item, Traced):
                    fixed.add(item)
                else:
                    others.append(item)
                    fixed.parts.append(ABSENT)
            numbers: dict[Any, int] = self.m.caches.setdefault("numbers of lanes", {})
            found = (value, numbers.setdefault(tuple(fixed.parts), len(numbers)), others)
            known[id(value)] = found
        self.parts.append(found[1])
        self.all(found[2])

    def is_new(self, thing: Any) -> bool:
        """Whether an object comes for the first time; it is the n-th from then on."""
        number = self.seen.get(id(thing))
        if number is None:
            self.parts.append(len(self.met))
            self.seen[id(thing)] = len(self.met)
            self.met.append(thing)
            return True
        self.parts.append(number)
        return False

    def frame(self, frame: Frame) -> None:
        """A scope: its names and where it stands."""
        self.named(frame.statement)
        self.named(frame.call)
        self.parts.append(tuple(frame.variables))
        self.all(frame.variables.values())
        self.all(frame.handling)
        self.add(frame.self_value)
        self.add(frame.parent)

    def content(self, thing: Heap) -> None:
        """What an object holds."""
        if isinstance(thing, Instance):
            self.parts.append(self.dicts.setdefault(id(thing.attrs), len(self.dicts)))  # `vars(thing)` has the same one
            self.add(thing.cls)
            self.add(thing.attrs)
            self.add(thing.payload)
            self.parts.append(thing.accident)
            return
        if isinstance(thing, VIEWS):
            raise NotAlike
        if isinstance(thing, Container):
            self.add(thing.attrs)
            self.add(thing.cls)
        if isinstance(thing, ListV):
            self.named(thing.origin)
            self.schema(thing)
            self.all((thing.open, thing.items))
        elif isinstance(thing, SetV):
            self.all((thing.open, thing.frozen, thing.items))
        elif isinstance(thing, DictV):
            self.schema(thing)
            self.parts.append(self.dicts.setdefault(id(thing.items), len(self.dicts)))
            self.all((thing.items, thing.base, thing.default, thing.fold_case, thing.kind))
        elif isinstance(thing, ClassV):
            self.named(thing)
            self.add(thing.attrs)
        elif isinstance(thing, FunctionV):
            self.named(thing.node)
            self.all((thing.scope, thing.defaults, thing.kw_defaults, thing.attrs, thing.owner))
        elif isinstance(thing, ModuleV):
            self.add(thing.attrs)
        elif isinstance(thing, Pending):
            self.named(thing)
        else:
            raise NotAlike

    def schema(self, thing: ListV | DictV) -> None:
        """Of which part of an error body it is."""
        if thing.schema is not None:
            self.named(thing.schema.provider)
            self.parts.append(thing.schema.path)


def closed_over(function: FunctionType) -> list[Any]:
    """What a function of Python holds in its closure."""
    try:
        return [cell.cell_contents for cell in function.__closure__ or ()]
    except ValueError:
        raise NotAlike from None  # not there yet


def lanes_alike(m: Machine) -> dict[int, tuple[Lanes, int, list[Any]]]:
    """By the id of a value: itself, a number that it has in common with those of the same constants and symbols, and what else is in it."""
    found: dict[int, tuple[Lanes, int, list[Any]]] = m.caches.setdefault("lanes alike", {})
    return found


def forget_lanes(m: Machine) -> None:
    """A walk is over."""
    m.caches.pop("lanes alike", None)
    m.caches.pop("numbers of lanes", None)
