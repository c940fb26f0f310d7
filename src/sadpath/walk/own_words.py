"""Words of the program's own that come where the provider's code comes too: what it says when nobody answered."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from sadpath.walk.events import Events
from sadpath.walk.values import Lanes, Literal, Value


def note_own(events: Events, node: ast.AST, value: Value, asked: Iterable[Value]) -> None:
    """`value` is held against `asked` at `node`: where it is one of these words, it is told from where else it stands literally."""
    found = {v for v in (value.values if type(value) is Lanes else (value,)) if type(v) is Literal and v.module.project}
    if not found:
        return
    nodes = {str(word): word.node for word in asked if type(word) is Literal}
    for word in found:
        if nodes.get(str(word), word.node) is not word.node:
            events.own.setdefault(id(node), (node, set()))[1].add(str(word))
