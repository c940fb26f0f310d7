"""Loops without an end, of which every turn does the same: the turns that are left are added up, and not run one by one.

A `while` that sends in each turn is looked at where a turn begins. When a turn has left everything that can be told apart as it found
it, decided nothing, asked no clock and drawn nothing at random, the next one can only do the same again, until the run has sent, or
computed, as much as it may. The last turns are run again, so that the run ends where and how it would have.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import FunctionType
from typing import Any

from sadpath.walk.answers import OTHER_LIMIT, PATIENCE, SEND_LIMIT
from sadpath.walk.machine import Machine
from sadpath.walk.run import Frame
from sadpath.walk.values import (
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
    ModuleV,
    Native,
    RangeV,
    SetV,
    Text,
    Unknown,
)

FIRST = 3
"""Turns that run before anything is compared: most loops end sooner."""
ALIKE = 3
"""Turns that have to be alike, one after the other: what may change "two sends after it was asked" has done so by then."""
MOST_LOOKS = 8
MOST_PARTS = 5_000
PLAIN = frozenset({str, int, float, complex, bool, bytes, type(None), type(Ellipsis)})
WORK = 50
"""`Machine.spend` makes a step of so much work."""


class NotAlike(Exception):
    """The state holds something that can't be compared."""


class Turns:
    """The turns of one loop, while it runs."""

    __slots__ = ("alike", "last", "looks", "sent", "turns")

    def __init__(self) -> None:
        self.turns = self.looks = self.alike = 0
        self.sent = -1
        self.last: Mark | None = None

    def begin(self, m: Machine) -> None:
        """A turn begins; where it would do what the last ones did, many are added up at once."""
        run = m.run
        sent = run.sends + run.others
        if sent == self.sent or self.looks >= MOST_LOOKS or m.loading:
            self.last = None
            return
        self.sent = sent
        self.turns += 1
        if self.turns <= FIRST:
            return
        self.looks += 1
        try:
            mark = Mark(m)
        except (NotAlike, RecursionError, ValueError):  # an empty cell is a ValueError
            self.last = None
            return
        self.alike = self.alike + 1 if self.last is not None and mark.state == self.last.state else 0
        if self.alike >= ALIKE and self.last is not None:
            repeat(m, self.last, mark)
            self.looks = MOST_LOOKS
        self.last = mark


class Mark:
    """A run where a turn begins: its state, and how far it has come."""

    __slots__ = ("counts", "kept", "lengths", "state")
    state: list[Any]

    def __init__(self, m: Machine) -> None:
        run = m.run
        self.counts = (run.sends, run.others, run.waits, run.steps * WORK + run.work)
        self.lengths = (len(run.path), len(run.trace), len(run.keys), len(run.send_log))
        state = State(m.run.number)
        self.kept = state.kept
        """Objects that are told apart by their ids are kept until the ids have been compared."""
        state.of_machine(m)
        self.state = state.parts


class State:
    """Everything that the further course of a run can depend on, as a list that is equal for states that nothing tells apart."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.parts: list[Any] = []
        self.kept: list[Any] = []
        self.seen: dict[int, int] = {}

    def of_machine(self, m: Machine) -> None:
        """Frames, what the run changed, what it decided, and what counts things that must not be counted up."""
        run = m.run
        if any(not generator.finished for generator in m.generators):
            raise NotAlike  # how far it has come is not to be seen
        self.parts += [run.active, run.cursor, run.depth, run.fresh, run.clock_asked, tuple(run.assumed.items())]
        self.parts += [dict(run.decided_at), set(run.changed), set(run.after_send), set(run.flags)]
        self.parts += [len(m.symbols), len(m.queue), len(m.caches.get("classes", ())), len(m.events.conditions)]
        for frame in m.frames:
            self.add(frame)
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
        values = list(values)
        self.parts.append(len(values))
        for value in values:
            self.add(value)

    def add(self, value: Any) -> None:
        """One value, with what it holds."""
        kind = type(value)
        parts = self.parts
        if len(parts) > MOST_PARTS:
            raise NotAlike
        parts.append(kind)
        if kind in PLAIN:
            parts.append(value)
        elif kind is Unknown:
            parts.append(value.uid)
        elif kind in (tuple, list, frozenset, set):
            self.all(value)
        elif kind is dict:
            self.all(value)
            self.all(value.values())
        elif kind is Lanes:
            self.named(value.origin)
            self.all(value.values)
        elif kind is Text:
            self.named(value.origin)
            self.all(value.parts)
        elif isinstance(value, (str, int)):
            parts.append(str(value) if isinstance(value, str) else int(value))
            self.all(getattr(value, "__dict__", {}).values())
            if hasattr(value, "node"):
                self.named(value.node)
        elif kind is Frame:
            if self.is_new(value):
                self.frame(value)
        elif isinstance(value, Heap):
            if kind is IteratorV:
                raise NotAlike  # how far it has come is not to be seen
            if value.born != self.number:
                self.named(value)
            elif self.is_new(value):
                self.content(value)
        elif kind is BoundMethod:
            self.add(value.fn)
            self.add(value.self_value)
        elif kind is Native:
            parts.append(value.name)
            self.add(value.call)
        elif kind is FunctionType:
            self.named(value.__code__)
            self.all(cell.cell_contents for cell in value.__closure__ or ())
            self.all(value.__defaults__ or ())
        elif kind is Descriptor:
            self.all((value.kind, value.fn, value.setter, value.deleter))
        elif kind is RangeV:
            parts.append(value.range)
        elif hasattr(value, "__next__") or hasattr(value, "resume"):
            raise NotAlike
        else:
            self.named(value)
            parts.append(getattr(value, "awaited", None))

    def is_new(self, thing: Any) -> bool:
        """Whether an object comes for the first time; it is the n-th from then on."""
        number = self.seen.get(id(thing))
        if number is None:
            self.parts.append(len(self.seen))
            self.seen[id(thing)] = len(self.seen)
            self.kept.append(thing)
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
        if isinstance(thing, Container):
            self.add(thing.attrs)
            self.add(thing.cls)
        if isinstance(thing, ListV):
            self.named(thing.origin)
            self.parts.append(thing.schema)
            self.all((thing.open, thing.items))
        elif isinstance(thing, SetV):
            self.all((thing.open, thing.frozen, thing.items))
        elif isinstance(thing, DictV):
            self.parts.append(thing.schema)
            self.all((thing.items, thing.base, thing.default, thing.fold_case, thing.kind))
        elif isinstance(thing, Instance):
            self.all((thing.cls, thing.attrs, thing.payload, thing.accident))
        elif isinstance(thing, ClassV):
            self.named(thing)
            self.add(thing.attrs)
        elif isinstance(thing, FunctionV):
            self.named(thing.node)
            self.all((thing.scope, thing.defaults, thing.kw_defaults, thing.attrs, thing.owner))
        elif isinstance(thing, ModuleV):
            self.add(thing.attrs)
        else:
            raise NotAlike


def repeat(m: Machine, before: Mark, now: Mark) -> None:
    """Add up the turns that are left, but for the last ones: each is as the one between the two marks."""
    run = m.run
    sends, others, waits, work = (b - a for a, b in zip(before.counts, now.counts, strict=True))
    left = [(m.max_steps * WORK - now.counts[3]) // work - 2]
    if sends:
        left.append((SEND_LIMIT * PATIENCE - run.sends) // sends - 1)
    if others:
        left.append((OTHER_LIMIT - run.others) // others - 1)
    turns = min(left)
    if turns < 1:
        return
    path, trace, keys, log = before.lengths
    run.path += run.path[path:] * turns
    run.trace += run.trace[trace:] * turns
    run.keys += run.keys[keys:] * turns
    sent = run.send_log[log:]
    for turn in range(1, turns + 1):
        run.send_log += [(w + turn * waits, o + turn * others) for w, o in sent]
    run.sends += turns * sends
    run.others += turns * others
    run.waits += turns * waits
    run.steps, run.work = divmod(now.counts[3] + turns * work, WORK)
