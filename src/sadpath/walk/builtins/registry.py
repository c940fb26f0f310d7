"""The registry of the builtin functions and constructors."""

from __future__ import annotations

from collections.abc import Callable

from sadpath.walk.builtins.types import builtin_classes
from sadpath.walk.machine import Machine
from sadpath.walk.values import (
    Native,
    Value,
)

Builtin = Callable[[Machine, list[Value], dict[str, Value]], Value]


FUNCTIONS: dict[str, Builtin] = {}


CONSTRUCTORS: dict[str, Builtin] = {}


def builtin(name: str) -> Callable[[Builtin], Builtin]:
    """Register a builtin function."""

    def register(function: Builtin) -> Builtin:
        FUNCTIONS[name] = function
        return function

    return register


def constructor(name: str) -> Callable[[Builtin], Builtin]:
    """Register what calling a builtin type does."""

    def register(function: Builtin) -> Builtin:
        CONSTRUCTORS[name] = function
        return function

    return register


def install(m: Machine) -> None:
    """Give the machine its builtins."""
    m.builtins.update(builtin_classes())
    for name, function in CONSTRUCTORS.items():
        m.builtins[name].native = Native(name, function)
    for name, function in FUNCTIONS.items():
        m.builtins[name] = Native(name, function)
    m.builtins.update(
        {
            "None": None,
            "True": True,
            "False": False,
            "Ellipsis": ...,
            "NotImplemented": m.unknown("NotImplemented"),
            "__debug__": True,
        }
    )
