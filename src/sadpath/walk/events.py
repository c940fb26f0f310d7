"""What the walk notes for the checks: where code looks at the answer, and what it finds there.

An event is keyed by its node; what several runs and walks see there is merged. `walk.observe` and `walk.conjunctions` make them.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sadpath.walk.machine import Machine
    from sadpath.walk.program import Module
    from sadpath.walk.run import Frame
    from sadpath.walk.values import Instance, Origin


@dataclass
class Event:
    """One place that looks at the answer.

    `kind` is "compare", "contains" (a text is searched), "member" (in a collection), "lookup" (a key, an Enum's value), "regex",
    "affix" (startswith, endswith) or "statuses" (a retry policy's list). `literals` are the constants of the code that stand against
    the answer, with their places. `results` says for each lane what the condition gave (True, False, None for unknown), `sends` how
    often the operation had been sent when the lane came here first.
    """

    kind: str
    module: Module
    node: ast.AST
    origin: Origin
    literals: dict[tuple[str, Any], tuple[Module, ast.AST]] = field(default_factory=dict)
    results: dict[int, set[bool | None]] = field(default_factory=dict)
    sends: dict[int, int] = field(default_factory=dict)
    condition: tuple[Module, ast.AST] | None = None
    branch: bool = False
    detail: Any = None


@dataclass
class Read:
    """A read of a key of an error body that the provider's error bodies don't have."""

    module: Module
    node: ast.AST
    key: str
    path: str
    lanes: set[int] = field(default_factory=set)


class Inside:
    """A `with` block after which something is called."""

    __slots__ = ("leave",)

    def __init__(self, leave: Callable[[], object]) -> None:
        self.leave = leave

    def __enter__(self) -> None:
        pass

    def __exit__(self, *raised: object) -> None:
        self.leave()


@dataclass
class Events:
    """The events of one walk."""

    seen: dict[tuple[str, int], Event] = field(default_factory=dict)
    reads: dict[int, Read] = field(default_factory=dict)
    success_reads: set[int] = field(default_factory=set)
    """The ids of nodes that read a success body too, in a run that returned."""
    reads_now: set[int] = field(default_factory=set)
    conditions: list[tuple[Module | None, ast.AST, bool]] = field(default_factory=list)
    handlers: dict[int, tuple[Module, ast.ExceptHandler, set[int]]] = field(default_factory=dict)
    conjunctions: dict[int, tuple[Module, ast.AST, list[tuple[ast.AST, list[Any]]]]] = field(default_factory=dict)
    """`and`s and patterns of several parts: (module, node, [(part, the constants that it compares with)])."""
    own: dict[int, tuple[ast.AST, set[str]]] = field(default_factory=dict)
    """By the id of a node that compares or looks up: words of the program's own that were found there (see `walk.own_words`)."""
    pairs: int = 0

    # ------------------------------------------------------------------ called by the walk

    def condition(self, node: ast.AST, frame: Frame, statement: ast.AST | None = None) -> Inside:
        """Everything inside is a part of the condition `node`."""
        self.conditions.append((frame.module.module if frame.module.project else None, node, statement is not None))
        return Inside(self.conditions.pop)

    def pair(self) -> Inside:
        """Everything inside belongs to one pattern with several parts."""
        self.pairs += 1
        return Inside(self.leave_pair)

    def leave_pair(self) -> None:
        """The pattern is through."""
        self.pairs -= 1

    def caught(self, m: Machine, handler: ast.ExceptHandler, frame: Frame, exc: Instance) -> None:
        """A handler of the project caught an exception."""
        if frame.module.project and frame.module.module is not None:
            entry = self.handlers.setdefault(id(handler), (frame.module.module, handler, set()))
            entry[2].update(m.active)
