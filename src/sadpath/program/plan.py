"""Where the walks of a program start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sadpath.program.cycles import cycles
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
    """Functions that fewer of the others mention come first, those that the language calls last.

    Where some mention each other and no other one does (`pay` and its `_again`), they come before what they mention, first the one
    that asks for the least: callers from outside don't say how often it was tried.
    """
    mentioned: dict[str, int] = {}
    for function in functions:
        for name in function.mentions:
            mentioned[name] = mentioned.get(name, 0) + 1
    in_circle = outermost_circles(functions)
    return sorted(
        functions,
        key=lambda f: (
            f.by_language,
            0 if f.short in in_circle else mentioned.get(f.short, 0) - (f.short in f.mentions),
            (f.short.startswith("_"), required(f)) if f.short in in_circle else (False, 0),
        ),
    )


def outermost_circles(functions: Sequence[Function]) -> set[str]:
    """The names of functions that mention each other, and that no other function mentions."""
    named: dict[str, set[str]] = {function.short: set() for function in functions}
    for function in functions:
        named[function.short] |= function.mentions & named.keys()
    found: set[str] = set()
    for group in cycles(named):
        if len(group) > 1 and not any(named[name].intersection(group) for name in named.keys() - group):
            found.update(group)
    return found


def required(function: Function) -> int:
    """How many arguments a caller has to give."""
    spec = function.node.args
    given = len(spec.defaults) + sum(default is not None for default in spec.kw_defaults)
    return len(spec.posonlyargs) + len(spec.args) + len(spec.kwonlyargs) - given
