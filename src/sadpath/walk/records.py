"""What a call did: what it returned or raised, which objects it changed, what it sent and how far it moved the run."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sadpath.walk.machine import Machine
from sadpath.walk.run import Frame, Run, Step
from sadpath.walk.states import NotAlike, State, lanes_alike
from sadpath.walk.templates import TEMPLATE, Copier, Place, inside, unchanged
from sadpath.walk.values import Instance, Raised, Value

SMALL = 4
PARTS = 25
"""A call of less than so few steps, and one more for so many parts of the state that it depends on, is run sooner than looked up."""
WORK = 50
"""`Machine.spend` makes a step of so much work."""

Moment = tuple[tuple[int, ...], int]
"""A moment of a run: all that it has decided, and how much it has done. Runs that have the same one did the same up to it."""


def moment(run: Run) -> Moment:
    """How far a run has come."""
    return tuple(run.taken), run.steps * WORK + run.work


@dataclass
class Turns:
    """What a call decided, and where it left the clock and what is drawn at random."""

    choices: list[int]
    active: tuple[int, ...]
    assumed: dict[Any, bool]
    decided_at: dict[Any, int]
    changed: set[Any]
    after_send: set[Any]
    clock: Value
    clock_asked: int
    fresh: int

    def ahead_of(self, run: Run) -> bool:
        """Whether the run is to decide the same."""
        end = run.cursor + len(self.choices)
        return not self.choices or list(run.prefix[run.cursor : end]) == self.choices

    def take(self, run: Run) -> None:
        """Decide it."""
        run.cursor += len(self.choices)
        run.taken += self.choices
        run.active = self.active
        run.assumed.update(self.assumed)
        run.decided_at.update(self.decided_at)
        run.changed |= self.changed
        run.after_send |= self.after_send
        run.clock, run.clock_asked, run.fresh = self.clock, self.clock_asked, self.fresh


@dataclass
class Record:
    """What a call did. `content` and `outcome` are templates; `changed` are objects from outside that have `content` now."""

    outcome: Any
    raised: bool
    changed: list[Any]
    content: list[Any]
    cache: dict[Any, Any]
    path: list[int]
    last: int
    merges: bool
    trace: list[Step]
    keys: list[Value]
    send_log: list[tuple[int, int]]
    counts: tuple[int, int, int, int]
    flags: frozenset[str]
    entered: set[ast.AST]
    reads: set[int]
    kept: list[Any]
    turns: Turns | None
    """What it decided and drew, where it did."""


@dataclass
class Known:
    """What calls in one state did."""

    anywhere: Record | None = None
    """Of one that did nothing that depends on more than the state."""
    here: dict[Moment, list[Record]] = field(default_factory=dict)
    """Of those that did, by the moment of their run."""

    def fitting(self, run: Run) -> Record | None:
        """What a call does now; None where nobody knows."""
        if self.anywhere is not None or not self.here:
            return self.anywhere
        for record in self.here.get(moment(run), ()):
            if record.turns is not None and record.turns.ahead_of(run):
                return record
        return None

    def keep(self, when: Moment, record: Record) -> None:
        """Keep what a call did that began at that moment."""
        if record.turns is None:
            self.anywhere = record
            self.here.clear()
        else:
            self.here.setdefault(when, []).append(record)


class Recorder:
    """Runs a call and makes a record of what it does."""

    def __init__(self, m: Machine, frame: Frame, node: Any, state: State) -> None:
        self.m, self.frame, self.node, self.state = m, frame, node, state
        self.made: Record | None = None
        self.small = False
        """Whether it did so little that it is run sooner than looked up."""
        run = m.run
        self.moment = moment(run)
        self.things = [*state.met, *(thing for thing, _ in run.saved.values())]
        self.before = [inside(thing) for thing in self.things]
        self.lengths = (len(run.path), len(run.trace), len(run.keys), len(run.send_log))
        self.counts = (run.sends, run.others, run.waits, run.steps * WORK + run.work)
        self.quiet, self.still = self.unseen(), self.turned()
        self.decided = (
            len(run.taken),
            len(run.assumed),
            dict(run.decided_at),
            set(run.changed),
            set(run.after_send),
        )
        self.flags = set(run.flags)
        self.cache = set(run.cache)
        self.last = run.path[-1] if run.path else -1
        self.end = len(run.path)

    def unseen(self) -> tuple[Any, ...]:
        """What must be the same after a call that can be done again."""
        m, run = self.m, self.m.run
        return (
            run.context_asked,
            run.moved,
            len(m.caches.get("classes", ())),
            sum(not generator.finished for generator in m.generators),
        )

    def turned(self) -> tuple[Any, ...]:
        """What must be the same after a call that can be done again anywhere."""
        run = self.m.run
        return (
            run.cursor,
            run.active,
            run.fresh,
            run.clock_asked,
            run.clock,
            len(run.assumed),
            len(run.decided_at),
            len(run.changed),
            len(run.after_send),
        )

    def turns(self) -> Turns | None:
        """What the call decided and drew."""
        if self.turned() == self.still:
            return None
        run = self.m.run
        taken, assumed, decided, changed, after = self.decided
        return Turns(
            run.taken[taken:],
            run.active,
            dict(list(run.assumed.items())[assumed:]),
            {key: at for key, at in run.decided_at.items() if decided.get(key) != at},
            run.changed - changed,
            run.after_send - after,
            run.clock,
            run.clock_asked,
            run.fresh,
        )

    def ended(self) -> None:
        """The function's body is through."""
        self.end = len(self.m.run.path)

    def call(self, run: Callable[[Callable[[], None]], Value]) -> Value:
        """Run it."""
        m = self.m
        entered, m.entered = m.entered, set()
        reads, m.events.reads_now = m.events.reads_now, set()
        try:
            try:
                outcome = run(self.ended)
            except Raised as error:
                self.keep(error.exc, True)
                raise
            self.keep(outcome, False)
            return outcome
        finally:
            entered |= m.entered
            reads |= m.events.reads_now
            m.entered, m.events.reads_now = entered, reads

    def keep(self, outcome: Any, raised: bool) -> None:
        """Make a record of it, where all that it did is known."""
        m, run = self.m, self.m.run
        if self.unseen() != self.quiet:
            return
        steps = run.steps * WORK + run.work - self.counts[3]
        if steps < (SMALL + len(self.state.parts) // PARTS) * WORK:
            self.small = True
            return
        places = {id(thing): Place(n) for n, thing in enumerate(self.things)}
        copier = Copier(run.number, TEMPLATE, places, lanes_alike(m))
        try:
            copier.dicts = {
                id(getattr(thing, "attrs" if isinstance(thing, Instance) else "items", None)) for thing in self.things
            }
            changed: list[Any] = []
            content: list[Any] = []
            for number, (thing, before) in enumerate(zip(self.things, self.before, strict=True)):
                after = inside(thing)
                if not unchanged(before, after):
                    changed.append(Place(number))
                    content.append(copier.copy_of(after))
                    if isinstance(thing, Frame):
                        return
            known = {id(thing) for thing in self.things}
            for thing, _ in run.saved.values():
                if id(thing) not in known:
                    changed.append(thing)
                    content.append(copier.copy_of(inside(thing)))
            made = copier.copy(outcome)
            cache = {name: copier.copy(value) for name, value in run.cache.items() if name not in self.cache}
        except (NotAlike, RecursionError):
            return
        path, trace, keys, log = self.lengths
        sends, others, waits, _ = self.counts
        first = self.node.body[0] if isinstance(self.node.body, list) else None
        self.made = Record(
            made,
            raised,
            changed,
            content,
            cache,
            run.path[path : self.end],
            self.last,
            not self.frame.module.project or m.places.get(id(first), -2) == self.last,
            run.trace[trace:],
            run.keys[keys:],
            [(w - waits, o - others) for w, o in run.send_log[log:]],
            (run.sends - sends, run.others - others, run.waits - waits, steps),
            frozenset(run.flags - self.flags),
            set(m.entered),
            set(m.events.reads_now),
            [*self.state.kept, *self.state.met],
            self.turns(),
        )
