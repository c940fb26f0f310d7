"""Calls that several runs of a walk have in common: what a call did is done again without running it.

Two runs of a walk do the same until a decision parts them, and a helper that is called twice with the same arguments in the same state does
the same twice. What a call of the project's code can depend on is looked at before it runs (see `states`); what it did is kept where
all of it is known (see `records`). A call that decides something, reads the clock or draws something at random is done again where a run
does over what another one did before the two part. One that looks at the frames around it or makes something that can't be copied (a
generator, a class, a closure) is run each time. So is what a single lane does: hardly another run comes by there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sadpath.walk.answers import OTHER_LIMIT, PATIENCE, SEND_LIMIT
from sadpath.walk.machine import Machine
from sadpath.walk.records import WORK, Known, Record, Recorder
from sadpath.walk.run import Frame
from sadpath.walk.states import NotAlike, State, lanes_alike
from sadpath.walk.templates import TEMPLATE, Copier, Place, put
from sadpath.walk.values import Raised, Value

TRIES = 6
"""A function is not tried again of which so many calls, one after the other, could not be kept."""
ASKED_AGAIN = 2
"""So many sends later an unknown condition may be otherwise (see `Decisions.may_have_changed` and `flags`); more make no difference."""
UNUSED = 48
"""Nor one of which so many calls were kept, and none was met again since."""


@dataclass
class Sharing:
    """The calls of one walk. `given_up`: something happened that no record tells of."""

    records: dict[tuple[Any, ...], Known] = field(default_factory=dict)
    """By the state that a call depends on."""
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
        known = self.records.get(key)
        if known is None:
            known = self.records[key] = Known()
        record = known.fitting(m.run)
        if record is not None and fits(m, record):
            self.tries[id(node)] = 0
            self.shared += 1
            self.steps += record.counts[3] // WORK
            return again(m, record, state, frame)
        if known.anywhere is not None:
            return run(lambda: None)
        return self.recorded(Recorder(m, frame, node, state), known, run)

    def recorded(self, recorder: Recorder, known: Known, run: Callable[[Callable[[], None]], Value]) -> Value:
        """Run a call, and keep what it does where all of that is known."""
        node = id(recorder.node)
        self.tries[node] = self.tries.get(node, 0) + UNUSED // TRIES
        try:
            return recorder.call(run)
        finally:
            made = recorder.made
            if recorder.small:
                self.tries[node] += UNUSED // 3
            elif made is not None and not self.given_up:
                self.tries[node] -= UNUSED // TRIES - 1
                known.keep(recorder.moment, made)

    def state(self, m: Machine, frame: Frame) -> State:
        """What the call can depend on."""
        caller = m.frames[-1]
        state = State(m)
        if not frame.module.project:  # its steps are told at the caller's place
            state.named(caller.call)
            state.named(caller.statement)
        state.of_run()
        run = m.run
        state.parts.append(run.sends > 0)
        if run.decided_at:
            state.parts.append(tuple([min(run.sends - at, ASKED_AGAIN) for at in run.decided_at.values()]))
        state.add(frame.function)
        state.parts.append(tuple(frame.variables))
        state.all(frame.variables.values())
        return state


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
    if record.turns is not None:
        record.turns.take(run)
    m.entered |= record.entered
    m.events.reads_now |= record.reads
    if frame.module.project:
        m.returned_to(m.frames[-1])
    if record.raised:
        raise Raised(outcome)
    return outcome
