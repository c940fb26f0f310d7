"""Boolean operators, comparisons and conditional expressions."""

from __future__ import annotations

import ast

from sadpath.walk import conjunctions, observe
from sadpath.walk.answer_values import Traced
from sadpath.walk.left_open import choice, joined, truth_left_open
from sadpath.walk.machine import Machine, Ready, prepares, ready
from sadpath.walk.operators.comparison import COMPARE, compare_plain
from sadpath.walk.operators.concrete import is_plain, mixed_in, only_plain
from sadpath.walk.run import Frame
from sadpath.walk.values import (
    ABSENT,
    DictV,
    Lanes,
    ListV,
    Literal,
    SetV,
    Text,
    Unknown,
    Value,
    is_constant,
)

KEPT = frozenset({Literal, Traced, Lanes})
"""What tells of the project or of the answer where a library compares it."""


@prepares(ast.BoolOp)
def bool_op(node: ast.BoolOp) -> Ready:
    stop_at = isinstance(node.op, ast.Or)
    *first, last = [(ready(part), node.values[index + 1 :]) for index, part in enumerate(node.values)]

    def run(m: Machine, frame: Frame) -> Value:
        if not stop_at and frame.module.project:
            conjunctions.conjunction(m.events, m, node, frame)
        conditions = m.events.conditions
        conditions.append((frame.module.module if frame.module.project else None, node, False))
        try:
            for evaluate, rest in first:
                value = evaluate(m, frame)
                if type(value) is bool:
                    if value is stop_at:
                        return value
                    continue
                merged = choose_lanes(m, value, stop_at, rest, frame)
                if merged is not ABSENT:
                    return merged
                if stop_at and m.loading and isinstance(value, Unknown) and value.key[0] == "environment":
                    continue  # `os.environ.get("X") or default`: a setting's default is what is known of it
                if m.loading and type(value) is Unknown and value.kind == "bool":
                    made = joined(m, frame, value, [ready(part) for part in rest], stop_at)
                    if made is not ABSENT:
                        return made
                if m.truth(value) is stop_at:
                    return narrowed(m, value, stop_at)
            return last[0](m, frame)
        finally:
            conditions.pop()

    return run


def choose_lanes(m: Machine, value: Value, stop_at: bool, rest: list[ast.expr], frame: Frame) -> Value:
    """`value or "constant"` lane by lane, without parting the lanes: only the value differs. `ABSENT` where that does not fit."""
    if type(value) is Lanes and len(rest) == 1 and isinstance(rest[0], ast.Constant) and only_plain(m, value):
        known = {lane: m.known_truth(value.values[lane]) for lane in m.active}
        if (
            all(told is not None for told in known.values())
            and len(set(known.values())) > 1
            and not isinstance(rest[0].value, bool)
        ):
            other = m.eval(rest[0], frame)
            return m.lanes(lambda lane: value.values[lane] if known[lane] is stop_at else other, value.origin)
    return ABSENT


def narrowed(m: Machine, value: Value, stop_at: bool) -> Value:
    """The value that `and`/`or` gives where it stops at `value`: a condition that was decided is decided."""
    if isinstance(value, Unknown) and value.kind == "bool":
        return stop_at
    return value


@prepares(ast.Compare)
def compare(node: ast.Compare) -> Ready:
    left = ready(node.left)
    parts = [(type(op), ready(other)) for op, other in zip(node.ops, node.comparators, strict=True)]
    if len(parts) > 1:
        return lambda m, frame: chained(m, node, left, parts, frame)
    op, right = parts[0]
    plain = COMPARE[op]

    def run(m: Machine, frame: Frame) -> Value:
        one, two = left(m, frame), right(m, frame)
        if type(one) is Lanes or type(two) is Lanes:
            return compare_values(m, op, one, two, node, frame)
        result = plain(m, op, one, two)
        if frame.module.project or type(one) in KEPT or type(two) is Literal:
            observe.compared(m.events, m, node, frame, op, one, two, result)
        return result

    return run


def chained(
    m: Machine, node: ast.Compare, first: Ready, parts: list[tuple[type[ast.cmpop], Ready]], frame: Frame
) -> Value:
    """`a < b < c`."""
    left = first(m, frame)
    result: Value = True
    for index, (op, comparator) in enumerate(parts):
        right = comparator(m, frame)
        result = compare_values(m, op, left, right, node, frame)
        if index == len(parts) - 1:
            break
        if type(result) is Lanes and len(parts) == 2:
            low, middle, (last_op, last) = result, right, parts[1]
            right = last(m, frame)
            if all(isinstance(low.values[i], bool) for i in m.active):
                second = compare_values(m, last_op, middle, right, node, frame)
                if not isinstance(second, Lanes) or all(isinstance(second.values[i], bool) for i in m.active):
                    return both(m, low, second)
            return compare_values(m, last_op, middle, right, node, frame) if m.truth(low) else False
        if not m.truth(result):
            return False
        left = right
    return result


def both(m: Machine, first: Lanes, second: Value) -> Value:
    """`first and second`, lane by lane."""
    return m.lanes(lambda lane: first.values[lane] and m.pick(second, lane))


def compare_values(m: Machine, op: type[ast.cmpop], left: Value, right: Value, node: ast.AST, frame: Frame) -> Value:
    """One comparison, told to the checks where it looks at the answer."""
    if type(left) is Lanes or type(right) is Lanes:
        if op in (ast.In, ast.NotIn):
            result = contains_lanes(m, op, left, right)
        elif op in (ast.Is, ast.IsNot) and type(left) is Lanes and right is None:
            result = m.lift(lambda v: compare_plain(m, op, v, None), left)
        elif all(
            only_plain(m, v) if type(v) is Lanes else is_plain(v) or is_plain_member(op, v) for v in (left, right)
        ):
            result = m.lift(lambda a, b: compare_plain(m, op, a, b), left, right)
        else:
            left, right = m.single(left), m.single(right)
            result = compare_plain(m, op, left, right)
    else:
        result = compare_plain(m, op, left, right)
    if frame.module.project or type(left) in KEPT or type(right) is Literal:
        observe.compared(m.events, m, node, frame, op, left, right, result)
    return result


def is_plain_member(op: type[ast.cmpop], value: Value) -> bool:
    """Whether a value equals what the str or int that it is too equals: `HTTPStatus.CONFLICT`."""
    return op in (ast.Eq, ast.NotEq) and mixed_in(value) is not None and value.cls.find("__eq__") is ABSENT


def contains_lanes(m: Machine, op: type[ast.cmpop], left: Value, right: Value) -> Value:
    """`left in right` with lanes on one side at least."""
    if type(right) is Lanes and not only_plain(m, right):
        right = m.single(right)
    if type(left) is Lanes and not only_plain(m, left):
        left = m.single(left)
    if type(right) is Lanes or isinstance(right, (str, Text)):
        return m.lift(lambda a, b: compare_plain(m, op, a, b), left, right)
    if isinstance(right, (tuple, ListV, SetV, DictV, Unknown)) or is_constant(right):
        items = (
            list(right)
            if isinstance(right, tuple)
            else list(right.items)
            if isinstance(right, (ListV, SetV, DictV))
            else []
        )
        if not any(type(i) is Lanes for i in items) and all(is_plain(i) for i in items):
            return m.lift(lambda a: compare_plain(m, op, a, right), left)
        if isinstance(right, (tuple, ListV)) and any(type(i) is Lanes for i in items):
            return compare_plain(m, op, left, right)
    return compare_plain(m, op, m.single(left), right)


@prepares(ast.IfExp)
def if_exp(node: ast.IfExp) -> Ready:
    condition, body, orelse = ready(node.test), ready(node.body), ready(node.orelse)
    constants = isinstance(node.body, ast.Constant) and isinstance(node.orelse, ast.Constant)
    flags = all(isinstance(part, ast.Constant) and isinstance(part.value, bool) for part in (node.body, node.orelse))

    def run(m: Machine, frame: Frame) -> Value:
        conditions = m.events.conditions
        conditions.append((frame.module.module if frame.module.project else None, node.test, False))
        try:
            test = condition(m, frame)
        finally:
            conditions.pop()
        kind = type(test)
        if kind is bool:
            return body(m, frame) if test else orelse(m, frame)
        if kind is Lanes and constants and all(m.known_truth(test.values[i]) is not None for i in m.active):
            one, two = body(m, frame), orelse(m, frame)
            return m.lanes(lambda lane: one if m.known_truth(test.values[lane]) else two)
        if flags and m.loading and (made := truth_left_open(m, test)) is not ABSENT:
            return choice(m, made, body(m, frame), orelse(m, frame))
        return body(m, frame) if m.truth(test) else orelse(m, frame)

    return run
