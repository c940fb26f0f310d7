"""Conditions and patterns that ask for several parts of an answer at once: which status together with which code."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from sadpath.walk.events import Events
from sadpath.walk.observe import ORDER, Parts, items_of
from sadpath.walk.values import Instance, RangeV, Value, origin_of

if TYPE_CHECKING:
    from sadpath.walk.machine import Machine
    from sadpath.walk.run import Frame


def conjunction(events: Events, m: Machine, node: ast.BoolOp, frame: Frame) -> None:
    """Note an `and` whose parts compare with constants, for pairs of a status and a code. Nothing that could do anything is evaluated."""
    if (
        m.answers.target is None
        or frame.module.module is None
        or not frame.module.project
        or id(node) in events.conjunctions
    ):
        return
    events.conjunctions[id(node)] = (
        frame.module.module,
        node,
        [part for value in node.values for part in asked(m, value, frame)],
    )


def pattern(events: Events, m: Machine, case: ast.match_case, frame: Frame) -> None:
    """A `case` is about to be tried: what its pattern and its guard compare with, as the parts of one condition."""
    if (
        m.answers.target is None
        or frame.module.module is None
        or not frame.module.project
        or id(case.pattern) in events.conjunctions
    ):
        return
    parts = in_pattern(m, case.pattern, frame)
    if case.guard is not None:
        for value in (
            case.guard.values
            if isinstance(case.guard, ast.BoolOp) and isinstance(case.guard.op, ast.And)
            else [case.guard]
        ):
            parts += asked(m, value, frame)
    events.conjunctions[id(case.pattern)] = (frame.module.module, case.pattern, parts)


def in_pattern(m: Machine, node: ast.pattern, frame: Frame) -> Parts:
    """The constants that the parts of a pattern compare with."""
    if isinstance(node, ast.MatchValue):
        found = constants_of(m, node.value, frame)
        return [(node, found)] if found else []
    if isinstance(node, ast.MatchOr):
        options = [in_pattern(m, p, frame) for p in node.patterns]
        if all(len(o) == 1 and isinstance(p, ast.MatchValue) for o, p in zip(options, node.patterns, strict=True)):
            return [(node, [c for o in options for c in o[0][1]])]
        return []
    if isinstance(node, ast.MatchAs):
        return in_pattern(m, node.pattern, frame) if node.pattern is not None else []
    if isinstance(node, (ast.MatchSequence, ast.MatchMapping)):
        return [part for p in node.patterns for part in in_pattern(m, p, frame)]
    if isinstance(node, ast.MatchClass):
        return [part for p in (*node.patterns, *node.kwd_patterns) for part in in_pattern(m, p, frame)]
    return []


def asked(m: Machine, node: ast.expr, frame: Frame) -> Parts:
    """The constants that a comparison (`==`, `in`, `is` with an Enum's member, or with `<` and `>` the statuses of a range) asks for."""
    if not isinstance(node, ast.Compare):
        return []
    sides = [node.left, *node.comparators]
    if len(node.ops) == 1 and isinstance(node.ops[0], (ast.Eq, ast.In)):
        for side in (node.comparators[0], node.left):
            found = constants_of(m, side, frame)
            if found:
                return [(node, found)]
        return []
    if len(node.ops) == 1 and isinstance(node.ops[0], ast.Is):
        members = [side for side in (node.comparators[0], node.left) if is_member(m, side, frame)]
        return [(node, constants_of(m, members[0], frame))] if members else []
    if len(node.ops) > 2 or not all(type(op) in ORDER for op in node.ops):
        return []
    known = [constants_of(m, side, frame) for side in sides]
    open_sides = [index for index, found in enumerate(known) if not found]
    if len(open_sides) != 1 or any(len(found) != 1 or not isinstance(found[0], int) for found in known if found):
        return []
    statuses = []
    for status in range(100, 600):
        values = [found[0] if found else status for found in known]
        if all(ORDER[type(op)](values[i], values[i + 1]) for i, op in enumerate(node.ops)):
            statuses.append(status)
    return [(node, statuses)]


def constants_of(m: Machine, node: ast.expr, frame: Frame) -> list[Value]:
    """The constants that a static expression stands for (an Enum's members stand for their values); empty where it is not static."""
    if not is_static(node):
        return []
    try:
        value = m.eval(node, frame)
    except Exception:
        return []
    found = list(value.range) if isinstance(value, RangeV) else items_of(value) or [value]
    plain = [v.attrs["_value_"] if isinstance(v, Instance) and "_value_" in v.attrs else v for v in found]
    return plain if all(isinstance(c, (str, int)) and not origin_of(c) for c in plain) else []


def is_member(m: Machine, node: ast.expr, frame: Frame) -> bool:
    """Whether a static expression is a member of an Enum, of which there is one object only."""
    if not (isinstance(node, ast.Attribute) and is_static(node)):
        return False
    try:
        value = m.eval(node, frame)
    except Exception:
        return False
    return isinstance(value, Instance) and value.cls.flavour == "enum"


def is_static(node: ast.expr) -> bool:
    """An expression of constants and names, which evaluating cannot disturb."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        return all(is_static(e) for e in node.elts)
    if isinstance(node, ast.Attribute):
        return isinstance(node.value, (ast.Name, ast.Attribute)) and is_static(node.value) and node.attr.isupper()
    if isinstance(node, ast.Call):
        return (
            isinstance(node.func, ast.Name)
            and node.func.id == "range"
            and all(isinstance(a, ast.Constant) for a in node.args)
        )
    return isinstance(node, ast.Name) and (node.id.isupper() or node.id[:1].isupper())
