"""The walk of one operation from one entry: all its runs, and how each of them ended."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from sadpath.catalogue import Provider
from sadpath.walk import registered
from sadpath.walk.answers import SEND_LIMIT, Answers, Sent
from sadpath.walk.binding import Binder, Bound
from sadpath.walk.builtins.registry import install as install_builtins
from sadpath.walk.builtins.types import ACCIDENTS
from sadpath.walk.call_places import PLACES
from sadpath.walk.canonical import canonical
from sadpath.walk.entries import Entry, NoEntry, run_entry
from sadpath.walk.environment import variables_set
from sadpath.walk.events import Events
from sadpath.walk.filled import names_in
from sadpath.walk.handed_back import carries, describe, spells
from sadpath.walk.imports import import_module
from sadpath.walk.leaves import Leaf, Walked
from sadpath.walk.machine import Machine
from sadpath.walk.models import Models
from sadpath.walk.natives.modules import modules as native_modules
from sadpath.walk.outside import ANY_READ, rests_on, written_by
from sadpath.walk.program import Program
from sadpath.walk.run import Endless, Idle, Infeasible, OverBudget, Run, Stop
from sadpath.walk.shared import Sharing
from sadpath.walk.states import forget_lanes
from sadpath.walk.values import (
    Instance,
    Raised,
    StopWalkIteration,
)

assert registered  # the functions for all kinds of nodes, and the builtins

MOST_RUNS = 256
MOST_DISCOVERY_RUNS = 60
MOST_FILLINGS = 3
"""So often what an entry has come by is filled for another look."""
MOST_LEFT_EMPTY = 4
"""So many of these are left empty, one at a time, where the way is barred with all filled."""
MOST_STEPS = 250_000
OVER_BUDGET = "the walk's budget"
MOST_DISCOVERY_STEPS = 120_000


class Cancelled(Exception):
    """Nobody waits for the result any more."""


class Explorer:
    """Walks entries of one program. Modules are loaded once and shared by all walks."""

    def __init__(
        self,
        program: Program,
        providers: Sequence[Provider],
        configured: Callable[[str], Collection[str]] | None = None,
    ) -> None:
        self.program = program
        self.answers = Answers(Binder(providers, configured), Models())
        self.machine = Machine(program, self.answers)
        install_builtins(self.machine)
        self.answers.natives = native_modules(self.machine)
        self.stop: Callable[[], bool] = lambda: False
        """Asked between two runs, whether to give up: then `Cancelled` is raised. State stays sound, and the walk can be had again."""
        self.filling: dict[Entry, frozenset[str]] = {}
        """By entry that leads to no request otherwise, the names of what is taken to be filled by others (see `filled`)."""
        self.internal: list[str] = []
        """The tracebacks of mistakes in the walk itself, for whoever reports them and empties the list."""

    def load(self, modules: Iterable[str]) -> None:
        """Load modules of the program, as an import would."""
        machine = self.machine
        machine.run = Run(machine.new_number(), (), (0,))
        for name in modules:
            try:
                import_module(machine, name)
            except (Stop, Raised, StopWalkIteration, RecursionError, MemoryError):
                continue
            except Exception:
                if machine.strict:
                    raise
                self.internal.append(traceback.format_exc())
            finally:
                machine.rollback()
        machine.end_generators()

    def edited(self) -> None:
        """The bodies of some functions are others now: forget what was read off them, and hold no nodes that are gone.

        Walks that were had before keep the table that their places are numbers in.
        """
        self.machine.places, self.machine.place_nodes = {}, []
        for name in ("setters", "setters of modules", *PLACES):
            self.machine.caches.pop(name, None)

    def discover(self, entry: Entry) -> dict[tuple[str, str], Sent]:
        """The operations that the entry reaches while everything succeeds, with the place that sends each."""
        self.filling.pop(entry, None)
        reached, leaves = self.reached(entry)
        return reached if reached or entry.name == "<module>" else self.discover_filled(entry, leaves)

    def discover_filled(self, entry: Entry, leaves: list[Leaf]) -> dict[tuple[str, str], Sent]:
        """As `discover`, with something in what these runs have come by; the walks of the entry keep to it where that leads anywhere."""
        m = self.machine
        m.filled.clear()
        names: frozenset[str] = frozenset()
        for _ in range(MOST_FILLINGS):
            steps = {step for leaf in leaves for step in leaf.path}
            known, names = names, names | names_in(m.place_nodes[step][1] for step in steps)
            if names == known:
                break
            self.filling[entry] = names
            reached, leaves = self.reached(entry)
            if reached:
                return reached
        filled = sorted(m.filled)
        for name in filled[:MOST_LEFT_EMPTY] if len(filled) > 1 else ():  # `if ERRORS: return`
            self.filling[entry] = names - {name}
            reached, _ = self.reached(entry)
            if reached:
                return reached
        self.filling.pop(entry, None)
        return {}

    def reached(self, entry: Entry) -> tuple[dict[tuple[str, str], Sent], list[Leaf]]:
        """What an entry reaches, and the runs that have shown it."""
        answers = self.answers
        answers.begin(None)
        self.machine.lane_count = 1
        leaves, *_ = self.runs(entry, (0,), MOST_DISCOVERY_RUNS, MOST_DISCOVERY_STEPS)
        return dict(answers.reached), leaves

    def walk(self, entry: Entry, bound: Bound) -> Walked:
        """Walk all documented answers of an operation from the entry."""
        walked = self.walk_once(entry, bound, strict=True)
        success = [leaf for leaf in walked.leaves if 0 in leaf.lanes and leaf.end == "returned" and leaf.sends]
        if not success and bound.operation.success and 0 not in walked.unfinished:
            again = self.walk_once(entry, bound, strict=False)
            if any(0 in leaf.lanes and leaf.end == "returned" and leaf.sends for leaf in again.leaves):
                return again
        return walked

    def walk_once(self, entry: Entry, bound: Bound, strict: bool) -> Walked:
        """One walk; `strict` holds success to the documented statuses."""
        answers, m = self.answers, self.machine
        answers.begin(bound, strict)
        m.lane_count = len(answers.lanes)
        m.events = Events()
        m.sharing = Sharing()
        try:
            leaves, unfinished, runs, steps = self.runs(entry, tuple(range(m.lane_count)), MOST_RUNS, MOST_STEPS)
        finally:
            m.sharing = None
        walked = Walked(
            bound, entry, answers.lanes, leaves, unfinished, m.events, answers.place, m.place_nodes, runs, steps
        )
        answers.target = None
        return walked

    def runs(
        self, entry: Entry, lanes: tuple[int, ...], most: int, most_steps: int
    ) -> tuple[list[Leaf], set[int], int, int]:
        """All runs from an entry, within the budget; those that part early come first, so that no lane waits for another one's many ways.

        Success has a budget of its own: what it does with data that nobody knows (pages, rows) takes no room from the errors.
        """
        m = self.machine
        forget_lanes(m)
        m.prepared.clear()
        m.filling = self.filling.get(entry, frozenset())
        m.queue = [()]
        m.queued_lanes = {(): lanes}
        m.queue_room, m.unqueued = [most, most - 1], set()
        leaves: list[Leaf] = []
        unfinished: set[int] = set()
        count, steps = [0, 0], [0, 0]
        while m.queue:
            if self.stop():
                raise Cancelled
            prefix = m.queue.pop(0)
            mine = m.queued_lanes.pop(prefix, lanes)
            succeeds = 0 in mine
            if count[succeeds] >= most or steps[succeeds] > most_steps:
                unfinished.update(mine)
                continue
            count[succeeds] += 1
            leaf = self.one(entry, prefix, lanes)
            steps[succeeds] += m.run.steps
            if leaf is not None:
                leaves.append(leaf)
                if leaf.why == OVER_BUDGET and leaf.sends:
                    unfinished.update(leaf.lanes)
        forget_lanes(m)
        m.prepared.clear()
        unfinished |= m.unqueued
        return leaves, unfinished, sum(count), sum(steps)

    def one(self, entry: Entry, prefix: tuple[int, ...], lanes: tuple[int, ...]) -> Leaf | None:
        """One run; None where its decisions contradict each other."""
        m = self.machine
        m.run = run = Run(m.new_number(), prefix, lanes)
        m.frames = []
        m.loading, m.ways = 0, None
        end, kind, why = "returned", "", ""
        value: Any = None
        try:
            value = run_entry(m, entry)
        except Raised as error:
            value = error.exc
            kind = error.exc.cls.name
            accidental = error.exc.accident is not False and any(base.name in ACCIDENTS for base in error.exc.cls.mro)
            end = "crashed" if accidental else "raised"
            if error.exc.payload == "model":
                end, why = "unknown", f"the model of a library failed: {error.exc.attrs.get('args')}"
        except Idle:
            pass
        except Endless:
            end = "endless"
        except Infeasible:
            return None
        except OverBudget:
            end, why = "unknown", OVER_BUDGET
        except NoEntry as error:
            end, why = "unknown", f"no such entry: {error}"
        except (RecursionError, MemoryError):
            end, why = "unknown", "too deep a nesting"
        except StopWalkIteration:
            end = "raised"
        except Exception:
            if m.strict:
                raise
            end, why = "unknown", "a mistake in the walk"
            self.internal.append(traceback.format_exc())
        finally:
            m.end_generators()
            m.events.conditions.clear()
            if end == "returned" and "untypical" not in run.flags:
                m.events.success_reads |= m.events.reads_now
            m.events.reads_now.clear()
            m.events.pairs = 0
        if run.sends > SEND_LIMIT and end != "endless":
            end, kind, why = "endless", "", ""
            run.flags.add("bounded")
        values: dict[int, str] = {}
        if self.answers.target is not None and end in ("returned", "raised", "crashed"):
            for lane in run.active:
                values[lane] = canonical(m, value, lane, error=end != "returned")
        rests = {lane: rests_on(m, text) for lane, text in values.items()}
        written = {lane: written_by(m, lane) for lane in values} if ANY_READ in run.cache else {}
        m.rollback()
        keys = tuple(dict.fromkeys(run.keys))
        return Leaf(
            run.active,
            end,
            kind,
            values,
            tuple(run.path),
            run.sends,
            run.waits,
            keys,
            dict(run.assumed),
            frozenset(run.after_send),
            frozenset(run.flags),
            tuple(run.trace),
            tuple(run.send_log),
            why,
            {lane: describe(m, value, lane) for lane in run.active}
            if end == "returned" and self.answers.target
            else {},
            carries(value) or self.spells(value) if end == "raised" else True,
            variables_set(m),
            {lane: places for lane, places in rests.items() if places},
            written,
        )

    def spells(self, error: Instance) -> bool:
        """Whether the code of each lane that is left stands in a text that an exception has."""
        lanes = self.answers.lanes if self.answers.target is not None else ()
        return bool(lanes) and spells(error, {lanes[lane].wire for lane in self.machine.run.active})
