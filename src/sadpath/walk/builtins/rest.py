"""The other builtin functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sadpath.walk.builtins.registry import FUNCTIONS, builtin
from sadpath.walk.machine import Machine
from sadpath.walk.natives.helpers import pure
from sadpath.walk.values import (
    Value,
)


def real(name: str, function: Callable[..., Any], kind: str | None) -> None:
    """Register a builtin that is run for real on known arguments and gives a symbol otherwise."""
    FUNCTIONS[name] = pure(name, function, kind).call


for _name, _function, _kind in (
    ("abs", abs, "number"),
    ("round", round, "number"),
    ("divmod", divmod, None),
    ("pow", pow, "number"),
    ("chr", chr, "str"),
    ("ord", ord, "number"),
    ("hex", hex, "str"),
    ("oct", oct, "str"),
    ("bin", bin, "str"),
):
    real(_name, _function, _kind)


@builtin("print")
def print_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return None


def symbol(name: str) -> None:
    """Register a builtin of which only the name is known."""
    FUNCTIONS[name] = lambda m, args, kw: m.unknown(name, *args)


for _name in (
    "open",
    "input",
    "globals",
    "locals",
    "dir",
    "eval",
    "exec",
    "compile",
    "__import__",
    "breakpoint",
    "help",
):
    symbol(_name)


@builtin("exit")
@builtin("quit")
def exit_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    raise m.error("SystemExit", accident=False)
