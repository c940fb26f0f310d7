"""Which function evaluates, or executes, a kind of node."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sadpath.walk.values import Value

if TYPE_CHECKING:
    from sadpath.walk.machine.machine import Machine
    from sadpath.walk.run import Frame


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
