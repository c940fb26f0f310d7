"""Holding what the walk makes of a piece of Python against what Python makes of it."""

from __future__ import annotations

import contextlib
import io
import textwrap
from typing import Any

from helpers import program, providers

from sadpath.analyse import on_large_stack
from sadpath.walk.explore import Explorer
from sadpath.walk.operators.concrete import NotConcrete, concrete
from sadpath.walk.values import ABSENT

REFUSED = """
def refused(make):
    try:
        return make()
    except Exception as error:
        return type(error).__name__
"""
"""Python for tests to begin with: the name of the error that something ends with, or what it gives."""


def differences(code: str) -> dict[str, tuple[str, str]]:
    """By name, the module's variables of which the walk has another value than Python, as (Python's, the walk's) `repr`.

    The code ends with assignments of plain values: texts, numbers, None, and tuples, lists, dicts and sets of them. Functions, classes,
    modules and objects are not compared, nor are names that begin with an underscore.
    """
    code = textwrap.dedent(code)
    real: dict[str, Any] = {"__name__": "m"}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(code, "m", "exec", dont_inherit=True), real)
    walked: dict[str, str] = {}

    def work() -> None:
        explorer = Explorer(program(code), providers())
        explorer.load(["m"])
        module = explorer.machine.modules["m"]
        for name in real:
            value = module.attrs.get(name, ABSENT)
            try:
                walked[name] = "nothing" if value is ABSENT else shown(concrete(value))
            except NotConcrete:
                walked[name] = f"not known: {type(value).__name__}"

    on_large_stack(work)
    plain = {name: shown(value) for name, value in real.items() if not name.startswith("_") and is_plain(value)}
    return {name: (value, walked[name]) for name, value in plain.items() if walked[name] != value}


def is_told(code: str, name: str) -> bool:
    """Whether the walk has a plain value for a module's variable. The code may import what nobody knows."""
    found: list[Any] = []

    def work() -> None:
        explorer = Explorer(program(textwrap.dedent(code)), providers())
        explorer.load(["m"])
        found.append(explorer.machine.modules["m"].attrs.get(name, ABSENT))

    on_large_stack(work)
    assert found[0] is not ABSENT, "the module was not run to its end"
    try:
        concrete(found[0])
    except NotConcrete:
        return False
    return True


def is_plain(value: Any) -> bool:
    """Whether a value is made of texts, numbers and containers only."""
    if isinstance(value, dict):
        return type(value) is dict and all(is_plain(part) for pair in value.items() for part in pair)
    if isinstance(value, (tuple, list, set, frozenset)):
        return type(value) in (tuple, list, set, frozenset) and all(map(is_plain, value))
    return value is None or type(value) in (str, int, float, bool, bytes)


def shown(value: Any) -> str:
    """A value as text, sets in order; texts that know where they stand in the source as other texts."""
    if isinstance(value, (set, frozenset)):
        return f"{type(value).__name__}({', '.join(sorted(map(shown, value)))})"
    if isinstance(value, (tuple, list)):
        return f"{type(value).__name__}({', '.join(map(shown, value))})"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{shown(key)}: {shown(item)}' for key, item in value.items())}}}"
    return repr(str(value)) if isinstance(value, str) else repr(value)
