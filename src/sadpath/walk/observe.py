"""How events are made: which looks at a value count as looking at the answer (see `walk.events`)."""

from __future__ import annotations

import ast
import operator
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sadpath.walk.events import Event, Events, Read
from sadpath.walk.own_words import note_own
from sadpath.walk.values import (
    NOWHERE,
    DictV,
    Instance,
    Lanes,
    ListV,
    Literal,
    Number,
    Origin,
    RangeV,
    SetV,
    Unknown,
    Value,
    is_constant,
    origin_of,
)

if TYPE_CHECKING:
    from sadpath.walk.machine import Machine
    from sadpath.walk.run import Frame


Parts = list[tuple[ast.AST, list[Any]]]


ORDER: dict[type[ast.cmpop], Any] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


TOLD = frozenset({"status", "code", "message", "text", "type", "composed"})


WORDS = frozenset({"message", "text", "composed"})
"""What is told by words, of those."""


def origin_inside(value: Value) -> Origin:
    """What of the answer a value, or what a collection holds, comes from."""
    if isinstance(value, (SetV, DictV)):
        found = NOWHERE
        for item in list(value.items)[:8]:
            found = found | origin_of(item)
        return found
    return origin_of(value)


def error_lanes(m: Machine) -> list[int]:
    """The active lanes that are errors."""
    return [lane for lane in m.active if m.answers.lanes and m.answers.lanes[lane].kind != "success"]


def record(
    events: Events,
    m: Machine,
    kind: str,
    node: ast.AST,
    module: Any,
    origin: Origin,
    literals: Iterable[Value],
    result: Value,
    detail: Any = None,
) -> None:
    """Add what is seen at `node` in this run to its event."""
    if m.answers.target is None or module is None or not (origin.tags & TOLD):
        return
    lanes = error_lanes(m)
    if not lanes:
        return
    event = events.seen.get((kind, id(node)))
    if event is None:
        event = Event(kind, module, node, origin)
        for outer_module, outer, is_branch in reversed(events.conditions):
            if outer_module is not None:
                event.condition = (outer_module, outer)
                event.branch = is_branch
                break
        events.seen[(kind, id(node))] = event
    event.origin = event.origin | origin if event.origin is not origin else origin
    event.detail = detail or event.detail
    for value in literals:
        if isinstance(value, Literal):
            event.literals.setdefault(("str", str(value)), (value.module, value.node))
        elif isinstance(value, bytes):
            event.literals.setdefault(("str", value.decode(errors="replace")), (module, node))
        elif isinstance(value, int) and not isinstance(value, bool):
            place = (value.module, value.node) if isinstance(value, Number) else (module, node)
            event.literals.setdefault(("int", int(value)), place)
        elif isinstance(value, Instance) and isinstance(value.attrs.get("_value_"), Literal):
            inner = value.attrs["_value_"]
            event.literals.setdefault(("str", str(inner)), (inner.module, inner.node))
        elif (
            isinstance(value, Instance)
            and value.cls.native == "plain"
            and type(value.attrs.get("_value_")) in (int, Number)
        ):
            event.literals.setdefault(("int", int(value.attrs["_value_"])), (module, node))
    for lane in lanes:
        told = result.values[lane] if type(result) is Lanes else result
        event.results.setdefault(lane, set()).add(told if isinstance(told, bool) else None)
        event.sends[lane] = min(event.sends.get(lane, m.run.sends), m.run.sends)


def items_of(value: Value) -> list[Value]:
    """The known elements of a collection."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, (ListV, SetV, DictV)):
        return list(value.items)
    return []


def compared(
    events: Events,
    m: Machine,
    node: ast.AST,
    frame: Frame,
    op: type[ast.cmpop],
    left: Value,
    right: Value,
    result: Value,
) -> None:
    """A comparison gave `result`."""
    if m.answers.target is None:
        return
    if not frame.module.project:
        asked_by_library(events, m, op, left, right, result)
        return
    module = frame.module.module
    if type(left) is Literal or type(left) is Lanes:
        note_own(events, node, left, items_of(right) or [right])
    if type(right) is Literal or type(right) is Lanes:
        note_own(events, node, right, [left])
    one, two = origin_inside(left), origin_inside(right)
    if not one and not two:
        return
    if op in (ast.In, ast.NotIn):
        if isinstance(right, (tuple, ListV, SetV, DictV)):
            if two.tags & TOLD and not one:
                record(events, m, "member", node, module, two, [left], result, op)
            elif one:
                record(events, m, "member", node, module, one, items_of(right), result, op)
                if isinstance(left, tuple):
                    tuples(events, m, left, items_of(right))
        elif isinstance(right, RangeV) and one:
            record(events, m, "range", node, module, one, [right.range.start, right.range.stop], result, op)
        elif two:
            record(events, m, "contains", node, module, two, [left], result, op)
        return
    if op in (ast.Is, ast.IsNot):
        return
    if isinstance(left, SetV) and isinstance(right, SetV):
        combined(events, m, node, frame, left, right)
        return
    if isinstance(left if one else right, (ListV, SetV, DictV)):
        return  # a collection of codes is none of them
    origin, other = (one, right) if one else (two, left)
    if isinstance(left, tuple) and isinstance(right, tuple) and len(left) == len(right):
        pairs = [
            (node, [mine if is_constant(mine) else theirs])
            for mine, theirs in zip(left, right, strict=True)
            if is_constant(mine) is not is_constant(theirs)
        ]
        if op is ast.Eq and module is not None:
            events.conjunctions[id(node)] = (module, node, list(pairs))
        for mine, theirs in zip(left, right, strict=True):
            found = origin_of(mine) or origin_of(theirs)
            if found:
                record(events, m, "compare", node, module, found, [mine, theirs], None, op)
        return
    chained = isinstance(node, ast.Compare) and len(node.ops) > 1  # `400 <= status < 500` names what is inside of it
    kind = "compare" if op in (ast.Eq, ast.NotEq) else "range"
    record(events, m, kind, node, module, origin, [other], result, ast.And if chained else op)


def asked_by_library(events: Events, m: Machine, op: type[ast.cmpop], left: Value, right: Value, result: Value) -> None:
    """A library compares a text that the project gave it with words of the answer: that stands where the project's text does."""
    if op in (ast.In, ast.NotIn):
        looked_up(events, m, left, [item for item in items_of(right) if is_given(item)])
    if op not in (ast.Eq, ast.NotEq):
        return
    for given, asked in ((left, right), (right, left)):
        if type(given) is Literal and given.module.project and (origin := origin_of(asked)).tags & WORDS:
            record(events, m, "compare", given.node, given.module, origin, [given], result, op)


def combined(events: Events, m: Machine, node: ast.AST, frame: Frame, left: Value, right: Value) -> None:
    """Two sets are combined: which elements does one have of the other? One of them holds something of the answer."""
    if m.answers.target is None or not frame.module.project:
        return
    one, two = origin_inside(left), origin_inside(right)
    if bool(one) is not bool(two):
        record(events, m, "member", node, frame.module.module, one or two, items_of(right if one else left), None)


def read(events: Events, m: Machine, node: ast.AST, frame: Frame, value: Value, key: Value) -> None:
    """`value[key]` or `value.get(key)`: a look-up by something of the answer, or a read of an error body."""
    if m.answers.target is None or frame.module.module is None:
        return
    if not frame.module.project:
        looked_up(events, m, key, [item for item in items_of(value) if is_given(item)])
        return
    if isinstance(value, Unknown) and value.answer is not None:
        events.reads_now.add(id(node))
    if not isinstance(value, DictV):
        return
    if type(key) is Literal or type(key) is Lanes:
        note_own(events, node, key, value.items)
    origin = origin_of(key)
    if origin.tags & TOLD:
        record(events, m, "lookup", node, frame.module.module, origin, list(value.items), None)
        if isinstance(key, tuple):
            tuples(events, m, key, list(value.items))
    if value.schema is not None and isinstance(key, str):
        provider = value.schema.provider
        path = value.schema.of(str(key))
        if path not in provider.field_paths():
            seen = events.reads.get(id(node))
            if seen is None:
                seen = events.reads[id(node)] = Read(frame.module.module, node, str(key), path)
            seen.lanes.update(error_lanes(m))


def tuples(events: Events, m: Machine, asked: tuple[Value, ...], listed: Iterable[Value]) -> None:
    """A tuple of several parts of the answer is looked for among tuples of constants: each of those is a condition of several parts."""
    for candidate in listed:
        if not isinstance(candidate, tuple) or len(candidate) != len(asked):
            continue
        parts: list[tuple[ast.AST, list[Value]]] = []
        for mine, theirs in zip(asked, candidate, strict=True):
            if isinstance(theirs, (Literal, Number)) and origin_of(mine).tags & TOLD:
                record(events, m, "compare", theirs.node, theirs.module, origin_of(mine), [theirs], None, ast.Eq)
                parts.append((theirs.node, [theirs]))
        if len(parts) > 1:
            events.conjunctions[id(parts[0][0])] = (parts[0][1][0].module, parts[0][0], parts)


def looked_up(events: Events, m: Machine, value: Value, keys: Sequence[Value]) -> None:
    """`value` is looked up among `keys`, at the place of the project that runs."""
    place = m.project_place() if keys else None
    if place is not None:
        note_own(events, place[1], value, keys)
        record(events, m, "lookup", place[1], place[0], origin_of(value), keys, None)


def is_given(value: Value) -> bool:
    """Whether a text stands in the project's code, not in a library's."""
    return type(value) is Literal and value.module.project
