"""Loops without an end, of which every turn does the same: the turns that are left are added up, and not run one by one.

A `while` that sends in each turn is looked at where a turn begins. When a turn has left everything that can be told apart as it found
it, decided nothing, asked no clock and drawn nothing at random, the next one can only do the same again, until the run has sent, or
computed, as much as it may. The last turns are run again, so that the run ends where and how it would have.
"""

from __future__ import annotations

from typing import Any

from sadpath.walk.answers import OTHER_LIMIT, PATIENCE, SEND_LIMIT
from sadpath.walk.machine import Machine
from sadpath.walk.states import NotAlike, State

FIRST = 3
"""Turns that run before anything is compared: most loops end sooner."""
ALIKE = 3
"""Turns that have to be alike, one after the other: what may change "two sends after it was asked" has done so by then."""
MOST_LOOKS = 8
WORK = 50
"""`Machine.spend` makes a step of so much work."""


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
        except (NotAlike, RecursionError):
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
        state = State(m)
        self.kept = state.kept
        """Objects that are told apart by their ids are kept until the ids have been compared."""
        state.of_machine()
        self.state = state.parts


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
