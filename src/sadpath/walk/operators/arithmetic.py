"""Binary operators on abstract values."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import Any

from sadpath.walk.limits import MOST_NODES, too_large, weight
from sadpath.walk.machine import Machine
from sadpath.walk.objects.flag_enums import BITS, flag_binary
from sadpath.walk.operators.collections import counter_operation, dict_union, is_counter_operation, set_operation
from sadpath.walk.operators.concrete import as_tuple, mixed_in, only_plain, python_error
from sadpath.walk.operators.item_views import as_set, is_items, is_set, pairs_kept
from sadpath.walk.operators.joining import added_to_text
from sadpath.walk.operators.texts import is_text, join_text, percent
from sadpath.walk.run import OverBudget
from sadpath.walk.values import (
    ABSENT,
    ClassV,
    DictV,
    Instance,
    Lanes,
    ListV,
    Text,
    Unknown,
    Value,
    is_constant,
)

BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
    ast.LShift: operator.lshift,
    ast.RShift: operator.rshift,
    ast.BitOr: operator.or_,
    ast.BitXor: operator.xor,
    ast.BitAnd: operator.and_,
    ast.MatMult: operator.matmul,
}


DUNDER: dict[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.Div: "truediv",
    ast.FloorDiv: "floordiv",
    ast.Mod: "mod",
    ast.Pow: "pow",
    ast.BitOr: "or",
    ast.BitAnd: "and",
    ast.BitXor: "xor",
    ast.LShift: "lshift",
    ast.RShift: "rshift",
    ast.MatMult: "matmul",
}


def binary(m: Machine, op: type[ast.operator], left: Value, right: Value) -> Value:
    """`left op right`."""
    if is_constant(left) and is_constant(right):
        return plain_binary(m, op, left, right)
    if op is ast.Add and (isinstance(left, (str, bytes)) or isinstance(right, (str, bytes))):
        joined = added_to_text(m, left, right)
        if joined is not ABSENT:
            return joined
    if op is ast.Mod and isinstance(left, (str, bytes, Text)):
        return percent(m, left, right)
    if type(left) is Lanes or type(right) is Lanes:
        if all(not isinstance(v, Lanes) or only_plain(m, v) for v in (left, right)):
            return m.lift(lambda a, b: binary(m, op, a, b), left, right)
        return binary(m, op, m.single(left), m.single(right))
    if op is ast.Add:
        if is_text(left) and is_text(right):
            return join_text([left, right])
        if isinstance(left, (str, Text)) and isinstance(right, Unknown) and right.kind in (None, "str"):
            return join_text([left, right])
        if isinstance(right, (str, Text)) and isinstance(left, Unknown) and left.kind in (None, "str"):
            return join_text([left, right])
        if isinstance(left, tuple) and isinstance(right, tuple):
            m.spend(len(left) + len(right))
            if weight(left) + weight(right) > MOST_NODES:
                raise OverBudget
            return left + right
        if isinstance(left, ListV) and isinstance(right, ListV):
            m.spend(len(left.items) + len(right.items))
            return m.new_list([*left.items, *right.items], left.open or right.open)
    if op is ast.Mult and isinstance(left, ListV) and isinstance(right, int):
        m.spend(len(left.items) * right)
        return m.new_list(left.items * right, left.open)
    if op is ast.Mult and isinstance(left, tuple) and isinstance(right, int):
        m.spend(weight(left) * right)
        if weight(left) * right > MOST_NODES:
            return m.unknown("large", "Mult", kind="list")
        return left * right
    if op in (ast.BitAnd, ast.Sub) and is_set(left) and is_set(right) and (is_items(left) or is_items(right)):
        kept = pairs_kept(m, op, left, right)
        if kept is not ABSENT:
            return kept
    if op in (ast.BitOr, ast.BitAnd, ast.Sub, ast.BitXor) and is_set(left) and is_set(right):
        return set_operation(m, op, as_set(m, left, op), as_set(m, right, op))
    if is_counter_operation(op, left, right):
        return counter_operation(m, op, left, right)
    if op is ast.BitOr and isinstance(left, DictV) and isinstance(right, DictV):
        return dict_union(m, left, right)
    if (
        op is ast.BitOr
        and isinstance(left, (ClassV, tuple, type(None)))
        and isinstance(right, (ClassV, tuple, type(None), Unknown))
    ):
        return (left, right)  # X | Y in annotations and isinstance
    if (isinstance(left, Instance) or isinstance(right, Instance)) and op in BITS:
        made = flag_binary(op, left, right)
        if made is not ABSENT:
            return made
    for value, other, name in ((left, right, f"__{DUNDER[op]}__"), (right, left, f"__r{DUNDER[op]}__")):
        if isinstance(value, Instance) and value.cls.find(name) is not ABSENT:
            from sadpath.walk.calls import call_method

            made = call_method(m, value, name, [other])
            if made is not m.builtins["NotImplemented"]:
                return made
    for value in (left, right):
        plain = mixed_in(value)
        if plain is not None:
            return binary(
                m,
                op,
                mixed_in(left) if mixed_in(left) is not None else left,
                mixed_in(right) if mixed_in(right) is not None else right,
            )
    if as_tuple(left) is not left or as_tuple(right) is not right:
        return binary(m, op, as_tuple(left), as_tuple(right))
    if isinstance(left, (Unknown, Text)) or isinstance(right, (Unknown, Text)):
        if (left is None or right is None) and op is not ast.BitOr:
            raise m.error("TypeError", "unsupported operand type(s)")
        return m.unknown("binary", op.__name__, left, right, kind=result_kind(left, right))
    if isinstance(left, Instance) or isinstance(right, Instance):
        return m.unknown("binary", op.__name__, left, right)
    if left is None or right is None:
        raise m.error("TypeError", "unsupported operand type(s)")
    return m.unknown("binary", op.__name__, left, right)


def result_kind(left: Value, right: Value) -> str | None:
    """ "number" where both sides are numbers, else None."""

    def number(value: Value) -> bool:
        return isinstance(value, (int, float)) or (isinstance(value, Unknown) and value.kind == "number")

    return "number" if number(left) and number(right) else None


def plain_binary(m: Machine, op: type[ast.operator], left: Value, right: Value) -> Value:
    """`left op right` on constants."""
    try:
        if too_large(op, left, right):
            m.tick()
            return m.unknown(
                "large",
                op.__name__,
                kind="str" if isinstance(left, (str, bytes)) or isinstance(right, (str, bytes)) else "number",
            )
        return BINARY[op](left, right)
    except Exception as error:
        raise python_error(m, error) from None
