"""What the walks from one entry gave."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sadpath.cache.states import State
    from sadpath.findings import Place, Timing
    from sadpath.walk.entries import Entry
    from sadpath.walk.outcomes import WalkFacts

Key = tuple[str, str]
"""The provider's and the operation's id."""

Start = tuple["Entry", frozenset[Key]]
"""Where walks start: the entry, and the operations that are not walked from it."""


@dataclass
class Record:
    """What the walks from one entry gave. They hold as long as the functions in `entered` stay what they are, and
    nothing else sets the attributes and variables named in `flags`, near ones too (see `walk.flags`)."""

    reached: set[Key] = field(default_factory=set)
    walks: list[WalkFacts] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)
    internal: list[str] = field(default_factory=list)
    entered: set[ast.AST] = field(default_factory=set)
    flags: set[str] = field(default_factory=set)
    times: list[Timing] = field(default_factory=list)


@dataclass
class Part:
    """All that was walked because of one entry: from itself first, then from the subclasses that inherit it, in this order."""

    entry: Entry
    started: list[tuple[Start, Record]]


@dataclass
class Batch:
    """What one process learnt of a program. Paths are absolute.

    `at_load`: the functions that the loading of modules came through. `asked`: by dotted name, the file of each
    module that was looked for, None where there is none. `unreadable`: by path, what is wrong with files. `states`: by path,
    the states that files had when they were read (see `cache.states`).
    """

    parts: list[Part]
    at_load: set[ast.AST] = field(default_factory=set)
    asked: dict[str, str | None] = field(default_factory=dict)
    unreadable: dict[str, Place] = field(default_factory=dict)
    states: dict[str, State | None] = field(default_factory=dict)
