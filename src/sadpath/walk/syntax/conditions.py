"""Boolean operators, comparisons and conditional expressions."""

from __future__ import annotations

import ast

from sadpath.walk.machine import Machine, evaluates
from sadpath.walk.operators.comparison import compare_plain
from sadpath.walk.operators.concrete import is_plain, only_plain
from sadpath.walk.run import Frame
from sadpath.walk.values import (
    ABSENT,
    DictV,
    Lanes,
    ListV,
    SetV,
    Text,
    Unknown,
    Value,
    is_constant,
)


@evaluates(ast.BoolOp)
def bool_op(m: Machine, node: ast.BoolOp, frame: Frame) -> Value:
    stop_at = isinstance(node.op, ast.Or)
    value: Value = None
    if not stop_at:
        m.events.conjunction(m, node, frame)
    with m.events.condition(node, frame):
        for index, part in enumerate(node.values):
            value = m.eval(part, frame)
            if index == len(node.values) - 1:
                return value
            merged = choose_lanes(m, value, stop_at, node.values[index + 1 :], frame)
            if merged is not ABSENT:
                return merged
            if stop_at and m.loading and isinstance(value, Unknown) and value.key[0] == "environment":
                continue  # `os.environ.get("X") or default`: a setting's default is what is known of it
            if m.truth(value) is stop_at:
                return narrowed(m, value, stop_at)
    return value


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


@evaluates(ast.Compare)
def compare(m: Machine, node: ast.Compare, frame: Frame) -> Value:
    left = m.eval(node.left, frame)
    result: Value = True
    for index, (op, comparator) in enumerate(zip(node.ops, node.comparators, strict=True)):
        right = m.eval(comparator, frame)
        result = compare_values(m, type(op), left, right, node, frame)
        if index == len(node.ops) - 1:
            break
        if type(result) is Lanes and len(node.ops) == 2:
            first, middle, last_op = result, right, type(node.ops[1])
            right = m.eval(node.comparators[1], frame)
            if all(isinstance(first.values[i], bool) for i in m.active):
                second = compare_values(m, last_op, middle, right, node, frame)
                if not isinstance(second, Lanes) or all(isinstance(second.values[i], bool) for i in m.active):
                    return both(m, first, second)
            return compare_values(m, last_op, middle, right, node, frame) if m.truth(first) else False
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
        elif all(type(v) is not Lanes or only_plain(m, v) for v in (left, right)) and all(
            type(v) is Lanes or is_plain(v) for v in (left, right)
        ):
            result = m.lift(lambda a, b: compare_plain(m, op, a, b), left, right)
        else:
            left, right = m.single(left), m.single(right)
            result = compare_plain(m, op, left, right)
    else:
        result = compare_plain(m, op, left, right)
    m.events.compared(m, node, frame, op, left, right, result)
    return result


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


@evaluates(ast.IfExp)
def if_exp(m: Machine, node: ast.IfExp, frame: Frame) -> Value:
    with m.events.condition(node.test, frame):
        test = m.eval(node.test, frame)
    if type(test) is Lanes and isinstance(node.body, ast.Constant) and isinstance(node.orelse, ast.Constant):
        if all(m.known_truth(test.values[i]) is not None for i in m.active):
            one, two = m.eval(node.body, frame), m.eval(node.orelse, frame)
            return m.lanes(lambda lane: one if m.known_truth(test.values[lane]) else two)
    return m.eval(node.body if m.truth(test) else node.orelse, frame)
