"""Importing this registers what the walk dispatches to: kinds of nodes, builtin functions, the methods of containers."""

from __future__ import annotations

from sadpath.walk.builtins import aggregates, classes, constructors, iterables, rest  # noqa: F401
from sadpath.walk.containers import counters, deques, dict_methods, list_methods, set_methods  # noqa: F401
from sadpath.walk.syntax import (  # noqa: F401
    augmented,
    awaiting,
    call_nodes,
    comprehensions,
    conditions,
    contexts,
    definitions,
    displays,
    exceptions,
    expressions,
    groups,
    names,
    patterns,
    statements,
)
