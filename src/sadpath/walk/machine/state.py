"""What a machine holds: the program, the run, the frames; and the budget of a run."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from sadpath.walk.events import Events
from sadpath.walk.run import Frame, OverBudget, Run
from sadpath.walk.values import ModuleV, Unknown, Value

if TYPE_CHECKING:
    from sadpath.walk.answers import Answers
    from sadpath.walk.left_open import Ways
    from sadpath.walk.prepared import Prepared
    from sadpath.walk.program import Module, Program
    from sadpath.walk.shared import Sharing


class State:
    """What the machine holds, and the budgets: `max_steps` statements and calls a run, `max_depth` nested calls."""

    max_steps = 60_000
    max_depth = 60
    quiet = False
    strict = False
    """For tests: mistakes in natives come out instead of making the lanes unsure."""

    def __init__(self, program: Program, answers: Answers) -> None:
        self.program = program
        self.answers = answers
        self.run = Run(0, (), (0,))
        self.lane_count = 1
        self.queue: list[tuple[int, ...]] = []
        self.queued_lanes: dict[tuple[int, ...], tuple[int, ...]] = {}
        self.queue_room = [0, 0]
        self.unqueued: set[int] = set()
        self.symbols: dict[tuple[Any, ...], Unknown] = {}
        self.by_uid: dict[int, Unknown] = {}
        self.modules: dict[str, ModuleV] = {}
        self.frames: list[Frame] = []
        self.places: dict[int, int] = {}
        self.place_nodes: list[tuple[Module, ast.AST]] = []
        self.builtins: dict[str, Value] = {}
        self.entered: set[ast.AST] = set()
        """The functions that ran since somebody emptied it: the nodes themselves, as ids are given to others in time."""
        self.entered_at_load: set[ast.AST] = set()
        self.flags: set[str] = set()
        """The names of flags that somebody else may set, as `entered`."""
        self.generators: list[Any] = []
        self.loading = 0
        self.ways: Ways | None = None
        """While modules load, how the call that runs decides what nobody knows."""
        self.loads = 0
        """How often something was loaded: what was told of the modules before may be untrue."""
        self.caches: dict[Any, Any] = {}
        self.loaded_classes = 0
        self.events = Events()
        self.numbers = 0
        self.prepared: dict[tuple[int, ...], Prepared | None] = {}
        """By what runs of this walk have decided up to the call of the entry, what they had made ready then; None where it can't be
        kept."""
        self.filling: frozenset[str] = frozenset()
        """The names of what a walk takes to be filled by others (see `filled`)."""
        self.filled: set[str] = set()
        """Those of them under which there was something to fill."""
        self.sharing: Sharing | None = None
        """What the runs of a walk have in common; None where they share nothing."""

    def new_number(self) -> int:
        """A number that no run has had."""
        self.numbers += 1
        return self.numbers

    def run_cache(self) -> dict[Any, Any]:
        """What lives as long as the run."""
        return self.run.cache

    @property
    def active(self) -> tuple[int, ...]:
        """The lanes of this run, ascending."""
        return self.run.active

    @property
    def now(self) -> int:
        """The number of the current run, for `Heap.born`; 0 while modules load."""
        return 0 if self.loading else self.run.number

    def rebound(self, variables: dict[str, Value], name: str) -> None:
        """A name among the variables of an enclosing function is about to be bound anew, which is taken back after the run."""
        if not self.loading:
            self.run.before.append((variables, name, variables[name]))
        self.moved()

    def moved(self) -> None:
        """Something goes on of which no call that is shared knows how far it has come."""
        self.run.moved += 1
        if self.sharing is not None:
            self.sharing.give_up()

    def tick(self, amount: int = 1) -> None:
        """Count a step; raises `OverBudget` when the run has used up its budget."""
        self.run.steps += amount
        if self.run.steps > self.max_steps:
            raise OverBudget

    def spend(self, amount: int) -> None:
        """Count the handling of so many values at once, which is much quicker than a step for each."""
        run = self.run
        run.work += amount
        if run.work >= 50:
            self.tick(run.work // 50)
            run.work %= 50

    def unsure(self) -> None:
        """Something was not understood that may matter: the lanes of this run get no fate."""
        if not self.loading:
            self.run.flags.add("unsure")
