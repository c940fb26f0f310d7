"""Where the walks of a program start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sadpath.program.names import Function, Names
from sadpath.program.reach import Reach
from sadpath.walk.entries import Entry


@dataclass(frozen=True)
class Plan:
    """`first`: top levels of modules, then functions that nobody mentions. `rest`: functions that are mentioned somewhere, or that the
    language calls; they are entries only where no walk before came through them. `functions`: all of them, by their entries.
    """

    first: tuple[Entry, ...]
    rest: tuple[Function, ...]
    functions: dict[Entry, Function]


def plan(names: Names, reach: Reach | None) -> Plan:
    """The plan for a program: where `reach` says that names lead to evidence; without it, for all its functions."""
    pending = names.candidates
    scripts = [module.name for module in names.modules]
    if reach is not None:
        scripts = [module.name for module in names.modules if str(module.file) in reach.scripts]
        pending = [f for f in pending if reach.has(f)]
    uncalled = names.uncalled
    alone = [f for f in pending if id(f.node) in uncalled and not f.by_language]
    return Plan(
        (*(Entry(script, "<module>") for script in scripts), *map(entry_of, alone)),
        tuple(f for f in pending if id(f.node) not in uncalled or f.by_language),
        {entry_of(f): f for f in reversed(pending)},
    )


def entry_of(function: Function) -> Entry:
    """The entry that a function is."""
    return Entry(function.module.name, function.name)


def outermost_first(functions: Sequence[Function]) -> list[Function]:
    """Functions that fewer of the others mention come first, those that the language calls last."""
    mentioned: dict[str, int] = {}
    for function in functions:
        for name in function.mentions:
            mentioned[name] = mentioned.get(name, 0) + 1
    return sorted(functions, key=lambda f: (f.by_language, mentioned.get(f.short, 0) - (f.short in f.mentions)))
