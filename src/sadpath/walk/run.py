"""What one run of the walk is: its frames, its steps, and how it can stop."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sadpath.walk.values import (
    ClassV,
    FunctionV,
    Heap,
    Instance,
    ModuleV,
    Value,
)

if TYPE_CHECKING:
    from sadpath.walk.program import Module


MOST_TRACE = 300
"""Steps that a run keeps for explanations; a loop that never ends has no use for more."""


class Stop(Exception):
    """The run ends without a result for its lanes."""


class OverBudget(Stop):
    """The run or the walk used up its steps, its depth or its number of runs."""


class Endless(Stop):
    """The operation (or another request) was sent more often than anything bounded would."""


class Infeasible(Stop):
    """The decisions of this run contradict each other."""


class Idle(Stop):
    """A worker has done all that there was, and waits for more for ever."""


class SentTooEarly(Stop):
    """What only makes an object ready sends a request."""


NO_SENDS = "no sends"
"""In the cache of a run while something is only made ready."""


class Frame:
    """A scope that runs. `variables` are its own names, `parent` the enclosing function's frame."""

    __slots__ = (
        "call",
        "cls",
        "function",
        "handling",
        "info",
        "module",
        "parent",
        "return_place",
        "self_value",
        "statement",
        "variables",
    )

    def __init__(self, module: ModuleV, info: Any, parent: Frame | None, function: FunctionV | None = None) -> None:
        self.module = module
        self.info = info
        self.parent = parent
        self.function = function
        self.variables: dict[str, Value] = {}
        self.statement: Any = None
        self.call: ast.AST | None = None
        self.cls: ClassV | None = None
        self.self_value: Value = None
        self.handling: list[Instance] = []
        self.return_place: Any = None


@dataclass
class Step:
    """One place on the way of a run, for explanations: `what` is "sent", "parted", "caught", "raised", "slept", ..."""

    what: str
    module: Module
    node: ast.AST
    detail: Any = None
    lanes: tuple[int, ...] = ()


@dataclass
class Run:
    """What one run did, read when it has ended."""

    number: int
    prefix: tuple[int, ...]
    active: tuple[int, ...]
    cursor: int = 0
    taken: list[int] = field(default_factory=list)
    assumed: dict[Any, bool] = field(default_factory=dict)
    after_send: set[Any] = field(default_factory=set)
    decided_at: dict[Any, int] = field(default_factory=dict)
    changed: set[Any] = field(default_factory=set)
    path: list[int] = field(default_factory=list)
    sends: int = 0
    others: int = 0
    waits: int = 0
    clock: Value = 1_000_000.0
    clock_asked: int = 0
    """How often the code has read the clock."""
    context_asked: int = 0
    """How often a function has looked at the frames around its own."""
    moved: int = 0
    """How often a name of an enclosing function has been bound anew, or an iterator gone on that is older than the run."""
    before: list[tuple[dict[str, Value], str, Value]] = field(default_factory=list)
    """What names of enclosing functions stood for before they were bound anew, in order."""
    fresh: int = 0
    keys: list[Value] = field(default_factory=list)
    steps: int = 0
    depth: int = 0
    work: int = 0
    trace: list[Step] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    saved: dict[int, tuple[Heap, Any]] = field(default_factory=dict)
    send_log: list[tuple[int, int]] = field(default_factory=list)
    """For each send of the operation: (waits so far, reads of other requests so far)."""
    cache: dict[Any, Any] = field(default_factory=dict)
