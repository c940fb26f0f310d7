"""Which function evaluates, or executes, a kind of node.

A node is made ready when it runs for the first time: what its syntax tells is looked at once, and the function that runs it stays
with the node. An expression keeps its parts for as long as it lives, so such a function may hold on to them; the lists of statements
in a function or a class are others after an edit, and are looked up on the node each time.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sadpath.walk.values import Value

if TYPE_CHECKING:
    from sadpath.walk.machine.machine import Machine
    from sadpath.walk.run import Frame


Evaluate = Callable[["Machine", Any, "Frame"], Value]
Ready = Callable[["Machine", "Frame"], Any]
EVALUATE: dict[type[ast.AST], Evaluate] = {}
EXECUTE: dict[type[ast.AST], Evaluate] = {}
PREPARE: dict[type[ast.AST], Callable[[Any], Ready]] = {}


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


def prepares(*kinds: type[ast.AST]) -> Callable[[Callable[[Any], Ready]], Callable[[Any], Ready]]:
    """Register the function that makes nodes of these kinds ready: it gives the function that runs the node."""

    def register(function: Callable[[Any], Ready]) -> Callable[[Any], Ready]:
        for kind in kinds:
            PREPARE[kind] = function
        return function

    return register


def ready(node: ast.AST) -> Ready:
    """The function that evaluates or executes a node; kept on it."""
    found: Ready | None = getattr(node, "sadpath_ready", None)
    if found is None:
        kind = type(node)
        prepare = PREPARE.get(kind)
        found = prepare(node) if prepare is not None else dispatched(EVALUATE.get(kind) or EXECUTE[kind], node)
        node.sadpath_ready = found  # type: ignore[attr-defined]
    return found


def dispatched(function: Evaluate, node: ast.AST) -> Ready:
    """For kinds of which there is nothing to prepare."""
    return lambda m, frame: function(m, node, frame)
