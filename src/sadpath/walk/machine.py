"""The machine that runs the walk: lanes, decisions, the trail of changes, and the dispatch over syntax.

One *run* follows one path: a set of lanes that have behaved the same so far. Where a condition parts them, the run goes on
with one part, and the rest is queued as the decisions that lead there; the queued run starts again at the entry and follows
these decisions. So the state never has to be copied, and the code of the walk reads like an interpreter's.
Objects that are older than the run are restored afterwards (see `Heap.snapshot`).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from sadpath.walk.events import Events
from sadpath.walk.values import (
    ABSENT,
    NOWHERE,
    BoundMethod,
    ClassV,
    DictV,
    FunctionV,
    Heap,
    Instance,
    Lanes,
    ListV,
    ModuleV,
    Origin,
    Raised,
    RangeV,
    SetV,
    Text,
    Unknown,
    Value,
    origin_of,
)

if TYPE_CHECKING:
    from sadpath.walk.answers import Answers
    from sadpath.walk.program import Module, Program
from sadpath.walk.run import MOST_TRACE, Frame, Infeasible, OverBudget, Run, Step

SPEAKS_OF_ERRORS = re.compile(r"err|fault|fail|problem|exception|warning|reason|code|message|detail|title|kind", re.I)
"""Names of fields that are there when something is wrong."""
MODEL_FAULTS = frozenset({"TypeError", "AttributeError", "NameError", "UnboundLocalError"})


Evaluate = Callable[["Machine", Any, "Frame"], Value]


EVALUATE: dict[type[ast.AST], Evaluate] = {}


EXECUTE: dict[type[ast.AST], Callable[[Machine, Any, Frame], Any]] = {}


def evaluates(*kinds: type[ast.AST]) -> Callable[[Evaluate], Evaluate]:
    """Register the function that evaluates expressions of these kinds."""

    def register(function: Evaluate) -> Evaluate:
        for kind in kinds:
            EVALUATE[kind] = function
        return function

    return register


def executes(*kinds: type[ast.AST]) -> Callable[[Evaluate], Evaluate]:
    """Register the function that executes statements of these kinds."""

    def register(function: Evaluate) -> Evaluate:
        for kind in kinds:
            EXECUTE[kind] = function
        return function

    return register


MOST_DECISIONS = 400
"""More than a walk has runs: where one run meets more of them, not all ways of its lanes can be walked, so that they stay unknown anyway."""


class Machine:
    """Runs code of one program over the lanes of one operation.

    `answers` makes what the network answers. Budgets: `max_steps` statements and calls a run, `max_depth` nested calls.
    """

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
        self.queue_room = 0
        self.unqueued: set[int] = set()
        self.symbols: dict[tuple[Any, ...], Unknown] = {}
        self.by_uid: dict[int, Unknown] = {}
        self.modules: dict[str, ModuleV] = {}
        self.frames: list[Frame] = []
        self.places: dict[int, int] = {}
        self.place_nodes: list[tuple[Module, ast.AST]] = []
        self.builtins: dict[str, Value] = {}
        self.entered: set[int] = set()
        self.entered_at_load: set[int] = set()
        self.constructed: set[int] = set()
        self.generators: list[Any] = []
        self.loading = 0
        self.caches: dict[Any, Any] = {}
        self.loaded_classes = 0
        self.events = Events()

    def run_cache(self) -> dict[Any, Any]:
        """What lives as long as the run."""
        return self.run.cache

    # ------------------------------------------------------------------ runs and decisions

    @property
    def active(self) -> tuple[int, ...]:
        """The lanes of this run, ascending."""
        return self.run.active

    def decide(self, options: list[tuple[int, ...]]) -> int:
        """Go on with one of several sets of lanes and queue the others; the index of the option that was taken."""
        run = self.run
        if len(options) == 1 or self.loading:
            run.active = options[0]
            return 0
        if run.cursor < len(run.prefix):
            choice = run.prefix[run.cursor]
            if choice >= len(options):
                raise Infeasible
        else:
            if len(run.taken) >= MOST_DECISIONS:
                raise OverBudget
            choice = 0
            for other in range(len(options) - 1, 0, -1):
                if (
                    not self.queue_room
                ):  # the walk will not come to it: only its lanes matter, and a long loop would fill the memory
                    self.unqueued.update(options[other])
                    continue
                self.queue_room -= 1
                queued = (*run.taken, other)
                self.queue.append(queued)
                self.queued_lanes[queued] = options[other]
        run.cursor += 1
        run.taken.append(choice)
        if len(options[choice]) < len(run.active):
            run.active = options[choice]
            self.note_condition("parted")
        run.active = options[choice]
        return choice

    def assume(self, key: Any, prefer: bool = True) -> bool:
        """Decide whether the unknown condition `key` holds: both ways are walked, and one run never contradicts itself.

        While a module loads only one way is walked: the one that `prefer` names.
        """
        run = self.run
        if self.loading:
            return prefer
        known = run.assumed.get(key)
        if known is not None:
            if key in run.changed:
                return not known
            return self.change(key, known) if self.may_have_changed(key) else known
        choice = (self.decide([run.active, run.active]) == 0) is prefer
        run.assumed[key] = choice
        run.decided_at[key] = run.sends
        if 0 in run.active and self.is_untypical(key, choice):
            run.flags.add("untypical")
        self.note_condition("assumed", choice)
        if run.sends and not self.is_prose(key):
            run.after_send.add(key)
        return choice

    def is_untypical(self, key: Any, told: bool) -> bool:
        """Whether a success body is taken to lack a field that the code asks for, or to have one that speaks of an error."""
        symbol = self.by_uid.get(key) if isinstance(key, int) else None
        if symbol is None:
            return False
        parts: tuple[Any, ...] = (*symbol.key, None, None, None)[: max(4, len(symbol.key))]
        if parts[:2] == ("compare", "In") and isinstance(parts[2], str):
            name, owner, there = parts[2], parts[3], told
        elif parts[:2] == ("compare", "Is") and parts[3] is None and isinstance(parts[2], tuple) and parts[2][0] == "?":
            return self.is_untypical(parts[2][1], not told)
        elif parts[0] == "item" and isinstance(parts[2], str):
            name, owner, there = parts[2], parts[1], told
        else:
            return False
        if not (isinstance(owner, tuple) and owner[0] == "?" and self.by_uid[owner[1]].answer is not None):
            return False
        return there is (SPEAKS_OF_ERRORS.search(name) is not None)

    def is_prose(self, key: Any) -> bool:
        """Whether an unknown condition is about the human text of an error: nobody knows it, but it is one text, not data that fits the code."""
        symbol = self.by_uid.get(key) if isinstance(key, int) and 0 not in self.run.active else None
        return symbol is not None and bool({"message", "text"} & symbol.origin.tags)

    def may_have_changed(self, key: Any) -> bool:
        """Whether what was unknown may be otherwise by now: a loop has sent twice since it was asked (`while not stop.is_set()`).

        Only what a call gives can change by itself; arguments stay, and so do the answers of other requests.
        """
        return (
            self.run.sends >= self.run.decided_at.get(key, 0) + 2 and isinstance(key, int) and "call" in self.roots(key)
        )

    def roots(self, uid: int) -> frozenset[str]:
        """What a symbol is made of: "call", "body", ...; a symbol of an answer is made of nothing else that counts."""
        known: dict[int, frozenset[str]] = self.caches.setdefault("roots", {})
        if uid not in known:
            known[uid] = frozenset()
            symbol = self.by_uid[uid]
            found = {"call"} if symbol.key[0] in ("call", "model", "await", "next", "popped") else {str(symbol.key[0])}
            for part in symbol.key[1:]:
                if isinstance(part, tuple) and len(part) == 2 and part[0] == "?":
                    found |= self.roots(part[1])
            known[uid] = frozenset(found - {"call"} if found & {"body", "json", "headers", "text"} else found)
        return known[uid]

    def change(self, key: Any, known: bool) -> bool:
        """Ask an unknown condition again: it stays as it was, or it changes, once in a run."""
        run = self.run
        if self.decide([run.active, run.active]) == 0:
            run.decided_at[key] = run.sends + MOST_TRACE  # it stays as it is
        else:
            run.changed.add(key)
            run.flags.add("changed")
            known = not known
        run.after_send.add(key)
        self.note_condition("assumed", known)
        return known

    def touch(self, thing: Heap) -> None:
        """Call this before changing an object, so that what is older than the run is restored after it."""
        run = self.run
        if thing.born != run.number and not self.loading and id(thing) not in run.saved:
            run.saved[id(thing)] = (thing, thing.snapshot())

    def rollback(self) -> None:
        """Restore the objects that the run changed and that are older than it."""
        for thing, saved in self.run.saved.values():
            thing.restore(saved)
        self.run.saved.clear()
        classes = self.caches.get("classes", ())
        if len(classes) != self.loaded_classes:  # those that functions define are gone with the run
            self.caches["classes"] = [cls for cls in classes if not cls.born]
            self.loaded_classes = len(self.caches["classes"])

    @property
    def now(self) -> int:
        """The number of the current run, for `Heap.born`; 0 while modules load."""
        return 0 if self.loading else self.run.number

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

    # ------------------------------------------------------------------ symbols

    def unknown(self, *key: Any, kind: str | None = None, origin: Origin | None = None) -> Unknown:
        """The symbol with this structure; the same structure gives the same symbol, in every run of the walk."""
        parts: list[Any] = []
        found = NOWHERE
        for item in key:
            parts.append(self.shape(item))
            if origin is None:
                found = found | origin_of(item)
        full = tuple(parts)
        if origin is None:
            origin = found.derived()
        identity = (full, origin, kind)
        symbol = self.symbols.get(identity)
        if symbol is None:
            symbol = Unknown(full, len(self.symbols) + 1, kind, origin)
            self.symbols[identity] = symbol
            self.by_uid[symbol.uid] = symbol
        return symbol

    def shape(self, item: Any, depth: int = 0) -> Any:
        """A hashable stand-in of a value inside a symbol's key; what is deep inside counts no more."""
        kind = type(item)
        if kind is Unknown:
            return ("?", item.uid)
        if kind in (str, int, bool, float, type(None), bytes):
            return item
        if isinstance(item, str):
            return str(item)
        if isinstance(item, int):
            return int(item)
        if kind is Text:
            return ("text", *(self.shape(p) for p in item.parts))
        if depth > 5:
            return kind.__name__
        depth += 1
        if kind is Lanes:
            return ("lanes", *(self.shape(v, depth) for v in item.values if v is not ABSENT))
        if kind is tuple:
            return tuple(self.shape(i, depth) for i in item)
        if isinstance(item, Instance):
            return ("object", item.cls.name)
        if isinstance(item, (ClassV, FunctionV, ModuleV)):
            return (kind.__name__, item.name)
        if kind is BoundMethod:
            return ("method", self.shape(item.fn, depth), self.shape(item.self_value, depth))
        if kind in (ListV, SetV):
            return (kind.__name__, *(self.shape(i, depth) for i in list(item.items)[:6]))
        if kind is DictV:
            return ("dict", *((self.shape(k, depth), self.shape(v, depth)) for k, v in list(item.items.items())[:6]))
        return (kind.__name__, self.run.number)  # an iterator: nobody has looked into it, so that it is no other run's

    def fresh(self, what: str, kind: str | None = None) -> Unknown:
        """A symbol that differs from every other one of this run (a random number, a time stamp)."""
        self.run.fresh += 1
        return self.unknown("fresh", what, self.run.fresh, kind=kind)

    # ------------------------------------------------------------------ lanes

    def lanes(self, per_lane: Callable[[int], Value], origin: Origin = NOWHERE) -> Value:
        """`Lanes` over the active lanes; one plain value where all of them agree and no origin is to be kept."""
        values: list[Value] = [ABSENT] * self.lane_count
        first: Value = ABSENT
        same = not origin
        for lane in self.run.active:
            value = per_lane(lane)
            values[lane] = value
            if same:
                if first is ABSENT:
                    first = value
                elif value is not first and not same_constant(value, first):
                    same = False
        if same:
            return first
        return Lanes(values, origin)

    def pick(self, value: Value, lane: int) -> Value:
        """The value in one lane."""
        return value.values[lane] if type(value) is Lanes else value

    def lift(self, function: Callable[..., Value], *args: Value) -> Value:
        """Apply `function` in each lane. Where it raises in some of the lanes, the lanes part first."""
        results: dict[int, Value] = {}
        failures: dict[str, list[int]] = {}
        errors: dict[str, Raised] = {}
        whole = self.run.active
        for lane in whole:
            try:
                self.run.active = (lane,)
                results[lane] = function(*[a.values[lane] if type(a) is Lanes else a for a in args])
            except Raised as error:
                failures.setdefault(error.exc.cls.name, []).append(lane)
                errors[error.exc.cls.name] = error
            finally:
                self.run.active = whole
        if failures:
            options = [tuple(results)] if results else []
            options += [tuple(failures[name]) for name in failures]
            choice = self.decide(options)
            if not results or choice > 0:
                name = list(failures)[choice - (1 if results else 0)]
                raise errors[name]
        origin = NOWHERE
        for arg in args:
            origin = origin | origin_of(arg)
        return self.lanes(lambda lane: results[lane], origin.derived())

    def single(self, value: Value) -> Value:
        """Part the lanes until `value` is the same in all of them, and give that value."""
        if type(value) is not Lanes:
            return value
        groups: dict[Any, list[int]] = {}
        for lane in self.run.active:
            groups.setdefault(identity(value.values[lane]), []).append(lane)
        options = [tuple(group) for group in groups.values()]
        choice = self.decide(options)
        return value.values[options[choice][0]]

    def truth(self, value: Value) -> bool:
        """Whether `value` is true; parts the lanes where it differs, and walks both ways where nobody knows."""
        kind = type(value)
        if kind is bool:
            return value  # type: ignore[no-any-return]
        if kind is Lanes:
            return self.truth_of_lanes(value)
        known = self.known_truth(value)
        if known is not None:
            return known
        if isinstance(value, Instance):
            return self.truth_of_instance(value)
        if isinstance(value, Unknown):
            if ("drained", value.uid) in self.run.cache:
                return False  # its elements have been taken out
            if value.key[0] == "not":
                return not self.assume(value.key[1][1], prefer=False)
            return self.assume(value.uid, prefer=value.key[0] != "compare")
        return self.assume(("true", self.shape(value)))

    def truth_of_lanes(self, value: Lanes) -> bool:
        true: list[int] = []
        false: list[int] = []
        unknown: list[int] = []
        for lane in self.run.active:
            known = self.known_truth(value.values[lane])
            (unknown if known is None else true if known else false).append(lane)
        kinds = [(True, true), (False, false), (None, unknown)]
        options = [(told, tuple(group)) for told, group in kinds if group]
        told, _ = options[self.decide([group for _, group in options])]
        trace = self.run.trace
        if len(options) > 1 and trace and trace[-1].what == "parted":
            trace[-1].detail = told
        if told is None:
            return self.truth(self.single(value))
        return told

    def known_truth(self, value: Value) -> bool | None:
        """The truth value where it is known without looking into an object's methods."""
        if value is None:
            return False
        kind = type(value)
        if kind in (bool, tuple, frozenset) or isinstance(value, (int, float, str, bytes, complex)):
            return bool(value)
        if kind is Unknown:
            return True if value.kind in ("object", "uuid") else None
        if kind is Text:
            return True if any(isinstance(p, str) and p for p in value.parts) else None
        if kind in (ListV, SetV):
            return True if value.items else (None if value.open else False)
        if kind is DictV:
            return True if value.items else (False if value.base is None else None)
        if kind is RangeV:
            return len(value.range) > 0
        if isinstance(value, Instance):
            return None if value.cls.find("__bool__") is not ABSENT or value.cls.find("__len__") is not ABSENT else True
        return True

    def truth_of_instance(self, value: Instance) -> bool:
        from sadpath.walk.calls import call_method

        for name in ("__bool__", "__len__"):
            if value.cls.find(name) is not ABSENT:
                return self.truth(call_method(self, value, name, []))
        return True

    # ------------------------------------------------------------------ syntax

    def eval(self, node: ast.AST, frame: Frame) -> Value:
        """The value of an expression."""
        return EVALUATE[type(node)](self, node, frame)

    def body(self, statements: Iterable[ast.stmt], frame: Frame) -> Any:
        """Run statements; None, or the signal (`Return`, `BREAK`, `CONTINUE`) that ended them early."""
        run = self.run
        project = frame.module.project
        for statement in statements:
            run.steps += 1
            if run.steps > self.max_steps:
                raise OverBudget
            frame.statement = statement
            if project:
                self.mark(statement, frame)
            signal = EXECUTE[type(statement)](self, statement, frame)
            if signal is not None:
                return signal
        return None

    def mark(self, node: ast.AST, frame: Frame) -> None:
        """Note that the path runs through the statement, handler or case `node` of the project."""
        place = self.places.get(id(node))
        if place is None:
            place = len(self.place_nodes)
            self.places[id(node)] = place
            assert frame.module.module is not None
            self.place_nodes.append((frame.module.module, node))
        path = self.run.path
        if not path or path[-1] != place:
            path.append(place)

    def returned_to(self, frame: Frame) -> None:
        """The path is back in `frame` after a call."""
        if frame.module.project and frame.statement is not None:
            self.mark(frame.statement, frame)

    def note(self, what: str, detail: Any = None, node: ast.AST | None = None) -> None:
        """Add a step to the explanation of this run, at the innermost place of the project."""
        for frame in reversed(self.frames):
            if frame.module.project and frame.module.module is not None:
                inner = frame is self.frames[-1]
                if what == "caught" and not inner:
                    return  # a model's own handler is no place of the project
                place = (node if inner else None) or frame.call or frame.statement
                if place is not None:
                    self.run.trace.append(Step(what, frame.module.module, place, detail, self.run.active))
                return

    def note_condition(self, what: str, detail: Any = None) -> None:
        """Add a step at the condition that is being decided: lanes part there, or something unknown is assumed."""
        if self.loading or len(self.run.trace) > MOST_TRACE:
            return
        for module, node, _ in reversed(self.events.conditions):
            if module is not None:
                self.run.trace.append(Step(what, module, node, detail, self.run.active))
                return
            break
        self.note(what if what == "assumed" else "inside", detail)

    def project_place(self) -> tuple[Module, ast.AST] | None:
        """The innermost place of the project that is running: (module, call or statement)."""
        for frame in reversed(self.frames):
            if frame.module.project and frame.module.module is not None:
                node = frame.call or frame.statement
                if node is not None:
                    return frame.module.module, node
        return None

    # ------------------------------------------------------------------ making things

    def new_list(self, items: list[Value], open: bool = False, origin: Origin = NOWHERE) -> ListV:
        """A new list of this run."""
        return ListV(items, self.now, open, origin)

    def new_dict(self, items: dict[Value, Value] | None = None, base: Unknown | None = None) -> DictV:
        """A new dict of this run; open where `base` is given."""
        return DictV(items if items is not None else {}, self.now, base)

    def new_set(self, items: Iterable[Value], frozen: bool = False, open: bool = False) -> SetV:
        """A new set of this run; lanes part until each element is one value."""
        made: dict[Value, None] = {}
        for item in items:
            made.setdefault(hashable(self.single(item)), None)
        self.spend(len(made))
        return SetV(made, self.now, open, frozen)

    def error(self, name: str, message: str = "", accident: bool = True) -> Raised:
        """A builtin exception, ready to be raised; by accident unless told otherwise."""
        cls = self.builtins[name]
        made = Instance(cls, {"args": (message,) if message else ()}, self.now)
        made.accident = accident
        if accident and name in MODEL_FAULTS and self.frames and not self.frames[-1].module.project:
            made.payload = "model"  # the model of a library tripped: its mistake, or a use that it does not know
        return Raised(made)


def hashable(value: Value) -> Value:
    """A key for the dicts behind sets and dicts: what cannot be hashed as Python would stands for itself."""
    if type(value) is Lanes:
        return id(value)
    return value


def same_constant(one: Value, other: Value) -> bool:
    """Whether two plain constants are the same value of the same type."""
    return (
        (type(one) is type(other) or (isinstance(one, str) and isinstance(other, str)))
        and isinstance(one, (str, int, float, bytes, bool, type(None), tuple, Unknown, Text))
        and one == other
    )


def identity(value: Value) -> Any:
    """Equal for two values that no code can tell apart."""
    if isinstance(value, (str, int, float, bytes, type(None))):
        return (
            bool
            if isinstance(value, bool)
            else str
            if isinstance(value, str)
            else int
            if isinstance(value, int)
            else type(value),
            value,
        )
    if isinstance(value, tuple):
        return tuple(identity(v) for v in value)
    if isinstance(value, (Unknown, Text)):
        return value
    if isinstance(value, BoundMethod):
        return (id(value.fn), id(value.self_value))
    return id(value)
