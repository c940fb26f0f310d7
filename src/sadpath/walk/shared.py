"""Calls that several runs of a walk have in common: what a call did is done again without running it.

Two runs of a walk do the same until a decision parts them, and a helper that is called twice with the same arguments in the same state does
the same twice. What a call of the project's code can depend on is looked at before it runs (see `states`); what it did is kept where
all of it is known: what it returned or raised, which objects it changed, what it sent and how far it moved the run. A call that decides
something, reads the clock, draws something at random, looks at the frames around it or makes something that can't be copied (a
generator, a class, a closure) is run each time. So is what a single lane does: hardly another run comes by there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sadpath.walk.answers import OTHER_LIMIT, PATIENCE, SEND_LIMIT
from sadpath.walk.machine import Machine
from sadpath.walk.run import Frame, Step
from sadpath.walk.states import NotAlike, State, lanes_alike
from sadpath.walk.templates import TEMPLATE, Copier, Place, inside, put, unchanged
from sadpath.walk.values import Instance, Raised, Value

SMALL = 4
PARTS = 25
"""A call of less than so few steps, and one more for so many parts of the state that it depends on, is run sooner than looked up."""
TRIES = 6
"""A function is not tried again of which so many calls, one after the other, could not be kept."""
UNUSED = 48
"""Nor one of which so many calls were kept, and none was met again since."""
WORK = 50
"""`Machine.spend` makes a step of so much work."""


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
    entered: set[int]
    reads: set[int]
    kept: list[Any]


@dataclass
class Sharing:
    """The calls of one walk. `given_up`: something happened that no record tells of."""

    records: dict[tuple[Any, ...], Record | None] = field(default_factory=dict)
    tries: dict[int, int] = field(default_factory=dict)
    """By the id of a function's node: how many of its calls were looked at for nothing since one was shared."""
    given_up: bool = False
    shared: int = 0
    """How many calls were not run."""
    steps: int = 0
    """How many steps these would have taken."""

    def give_up(self) -> None:
        """From here on nothing is shared."""
        self.given_up = True
        self.records.clear()

    def call(self, m: Machine, frame: Frame, node: Any, run: Callable[[Callable[[], None]], Value]) -> Value:
        """What the function of `frame`, with its arguments bound, returns or raises. `run` runs it, and calls what it is given at its end."""
        if self.given_up or len(m.run.active) == 1 or self.tries.get(id(node), 0) >= UNUSED:
            return run(lambda: None)
        try:
            state = self.state(m, frame)
        except (NotAlike, RecursionError):
            self.tries[id(node)] = self.tries.get(id(node), 0) + UNUSED // TRIES
            return run(lambda: None)
        key = tuple(state.parts)
        record = self.records.get(key)
        if record is not None and fits(m, record):
            self.tries[id(node)] = 0
            self.shared += 1
            self.steps += record.counts[3] // WORK
            return again(m, record, state, frame)
        if key in self.records:
            return run(lambda: None)
        self.tries[id(node)] = self.tries.get(id(node), 0) + UNUSED // TRIES
        return Recorder(self, m, frame, node, state, key).call(run)

    def state(self, m: Machine, frame: Frame) -> State:
        """What the call can depend on."""
        caller = m.frames[-1]
        state = State(m)
        if not frame.module.project:  # its steps are told at the caller's place
            state.named(caller.call)
            state.named(caller.statement)
        state.of_run()
        run = m.run
        if run.assumed or run.decided_at:
            state.parts.append(run.sends)
        state.add(frame.function)
        state.parts.append(tuple(frame.variables))
        state.all(frame.variables.values())
        return state


class Recorder:
    """Runs a call and keeps what it does."""

    def __init__(
        self, sharing: Sharing, m: Machine, frame: Frame, node: Any, state: State, key: tuple[Any, ...]
    ) -> None:
        self.sharing, self.m, self.frame, self.node, self.state, self.key = sharing, m, frame, node, state, key
        run = m.run
        self.things = [*state.met, *(thing for thing, _ in run.saved.values())]
        self.before = [inside(thing) for thing in self.things]
        self.lengths = (len(run.path), len(run.trace), len(run.keys), len(run.send_log))
        self.counts = (run.sends, run.others, run.waits, run.steps * WORK + run.work)
        self.quiet = self.unseen()
        self.flags = set(run.flags)
        self.cache = set(run.cache)
        self.last = run.path[-1] if run.path else -1
        self.end = len(run.path)

    def unseen(self) -> tuple[Any, ...]:
        """What must be the same after a call that can be shared."""
        m, run = self.m, self.m.run
        return (
            run.cursor,
            run.active,
            run.fresh,
            run.clock_asked,
            run.clock,
            run.context_asked,
            run.rebound,
            len(run.assumed),
            len(run.decided_at),
            len(run.changed),
            len(run.after_send),
            len(m.caches.get("classes", ())),
            sum(not generator.finished for generator in m.generators),
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
        m, run, sharing = self.m, self.m.run, self.sharing
        if sharing.given_up or self.unseen() != self.quiet:
            return
        steps = run.steps * WORK + run.work - self.counts[3]
        if steps < (SMALL + len(self.state.parts) // PARTS) * WORK:
            sharing.tries[id(self.node)] += UNUSED // 3
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
        sharing.tries[id(self.node)] -= UNUSED // TRIES - 1
        sharing.records[self.key] = Record(
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
        )


def fits(m: Machine, record: Record) -> bool:
    """Whether the call can be told again here: its path joins on, and it stays within all bounds."""
    run = m.run
    sends, others, _, work = record.counts
    last = run.path[-1] if run.path else -1
    if record.merges or (record.path and record.path[0] == last):
        if last != record.last:
            return False
    return (
        run.sends + sends <= SEND_LIMIT * PATIENCE
        and run.others + others <= OTHER_LIMIT
        and run.steps + work // WORK + 1 < m.max_steps
    )


def again(m: Machine, record: Record, state: State, frame: Frame) -> Value:
    """Do what a call did, without running it."""
    run = m.run
    copier = Copier(TEMPLATE, run.number, {}, lanes_alike(m))
    copier.places = [*state.met, *(thing for thing, _ in run.saved.values())]
    for thing, content in zip(record.changed, record.content, strict=True):
        if type(thing) is Place:
            thing = copier.places[thing.number]
        else:
            m.touch(thing)
        put(thing, copier.copy_of(content))
    for name, value in record.cache.items():
        run.cache[name] = copier.copy(value)
    outcome = copier.copy(record.outcome)
    sends, others, waits, work = record.counts
    run.path += record.path
    run.trace += record.trace
    run.keys += record.keys
    run.send_log += [(w + run.waits, o + run.others) for w, o in record.send_log]
    run.sends += sends
    run.others += others
    run.waits += waits
    run.steps, run.work = divmod(run.steps * WORK + run.work + work, WORK)
    run.flags |= record.flags
    m.entered |= record.entered
    m.events.reads_now |= record.reads
    if frame.module.project:
        m.returned_to(m.frames[-1])
    if record.raised:
        raise Raised(outcome)
    return outcome
