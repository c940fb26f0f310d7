"""What the runs of a walk have in common before they call the entry: its object and its arguments, made once.

A run that is to decide the same on the way there goes on from what an earlier one has made. These objects count as older than the
run then, so that what it changes is taken back after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sadpath.walk.machine import Machine
from sadpath.walk.run import Run
from sadpath.walk.states import NotAlike
from sadpath.walk.templates import TEMPLATE, Copier
from sadpath.walk.values import Heap, Value

FEW_STEPS = 12
"""What takes no more steps is made anew sooner than kept."""
MOST_KEPT = 24


@dataclass(frozen=True)
class Call:
    """What is called, and with which arguments."""

    function: Value
    args: Sequence[Value]
    keywords: dict[str, Value]


@dataclass(frozen=True)
class Prepared:
    """A call that one run has made ready, and how the run stood then. `changed`: older objects that this has changed, with what they
    were before, and after it.
    """

    call: Call
    run: dict[str, Any]
    changed: list[tuple[Heap, Any, Any]]
    reads: frozenset[int]


SIMPLE = ("active", "cursor", "clock", "clock_asked", "context_asked", "fresh", "steps", "depth", "work")
COPIED = ("taken", "assumed", "after_send", "decided_at", "changed", "path", "keys", "trace", "flags", "cache")


def made_before(m: Machine) -> Call | None:
    """What an earlier run of the walk has made ready for one that decides as this one will; this run stands then where that one did."""
    prefix = m.run.prefix
    for taken, known in m.prepared.items():
        if prefix[: len(taken)] == taken and known is not None:
            go_on(m, known)
            return known.call
    return None


def go_on(m: Machine, known: Prepared) -> None:
    """Let the run stand where the one did that has made the call ready."""
    run = m.run
    for name in SIMPLE:
        setattr(run, name, known.run[name])
    for name in COPIED:
        setattr(run, name, known.run[name].copy())
    for thing, before, after in known.changed:
        thing.restore(after)
        run.saved[id(thing)] = thing, before
    m.events.reads_now |= known.reads


def keep(m: Machine, call: Call) -> None:
    """Keep what this run has made ready for those to come, where nothing in it goes on by itself (an iterator, a closure)."""
    run = m.run
    started = run.sends or run.others or run.waits or run.moved or m.generators
    if started or run.steps <= FEW_STEPS or len(m.prepared) >= MOST_KEPT:
        return
    taken = tuple(run.taken)
    if taken in m.prepared or len(m.caches.get("classes", ())) != m.loaded_classes:
        return
    if not can_be_kept(run, call):
        m.prepared[taken] = None
        return
    changed = [(thing, before, thing.snapshot()) for thing, before in run.saved.values()]
    stands = {name: getattr(run, name) for name in SIMPLE} | {name: getattr(run, name).copy() for name in COPIED}
    m.prepared[taken] = Prepared(call, stands, changed, frozenset(m.events.reads_now))
    run.number = m.new_number()


def can_be_kept(run: Run, call: Call) -> bool:
    """Whether all that the run has made up to the call, as far as anything can come to it, is plain objects."""
    copier = Copier(run.number, TEMPLATE, {}, {})
    try:
        copier.copy(call.function)
        for value in (*call.args, *call.keywords.values(), *run.cache.values()):
            copier.copy(value)
        for thing, _ in run.saved.values():
            copier.copy_of(thing.snapshot())
    except (NotAlike, RecursionError):
        return False
    return True
