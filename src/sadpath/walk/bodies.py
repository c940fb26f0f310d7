"""Running the bodies of functions whose parameters have their values."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from sadpath.walk.machine import Machine
from sadpath.walk.run import Frame, OverBudget
from sadpath.walk.values import FunctionV, Value


class Return:
    """The signal of a `return` statement."""

    __slots__ = ("value",)

    def __init__(self, value: Value) -> None:
        self.value = value


def run_function(m: Machine, frame: Frame, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Value:
    """Run the body of a function whose parameters have their values, or share what it did before."""

    def body() -> Value:
        return finish(m.body(node.body, frame))

    sharing = m.sharing
    if sharing is None or m.loading or not m.frames or not m.frames[-1].module.project:
        return run_body(m, frame, body)
    return sharing.call(m, frame, node, lambda ended: run_body(m, frame, body, ended))


def lambda_body(m: Machine, function: FunctionV, frame: Frame) -> Value:
    """The value of a lambda; its place on the path is the statement that it stands in (a decorator stands in none)."""
    statement = function.attrs.get("__statement__")
    if statement is not None and frame.module.project and statement.lineno <= function.node.lineno:
        frame.statement = statement
        m.mark(statement, frame)
    return m.eval(function.node.body, frame)


def finish(signal: Any) -> Value:
    """What a function returns whose body ended with `signal`."""
    return signal.value if isinstance(signal, Return) else None


DEEPER = 4
"""So many more nested calls a run may make for each request that it has sent."""


def may_go_deeper(m: Machine) -> bool:
    """Whether a run that has come to the bound on depth is one of calls that each send again, as a loop's turns do: it goes on until
    it has sent as often as a loop may. Not where each call decides something new, as these ways would never end.
    """
    run = m.run
    return len(run.taken) < run.sends + run.others and run.depth <= m.max_depth + DEEPER * (run.sends + run.others)


def run_body(m: Machine, frame: Frame, body: Callable[[], Value], ended: Callable[[], None] | None = None) -> Value:
    """Run `body` in `frame`, within the bound on depth, and note on the path where it returns to; `ended` is called when it is
    through."""
    run = m.run
    run.depth += 1
    run.steps += 1
    if run.depth > m.max_depth and not may_go_deeper(m):
        run.depth -= 1
        raise OverBudget
    m.frames.append(frame)
    try:
        return body()
    finally:
        if ended is not None:
            ended()
        m.frames.pop()
        run.depth -= 1
        if m.frames and frame.module.project:
            m.returned_to(m.frames[-1])
