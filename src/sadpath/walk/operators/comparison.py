"""Comparisons of abstract values: a bool, lanes of bools, or a symbol whose truth nobody knows."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import Any

from sadpath.walk.machine import Machine
from sadpath.walk.operators.concrete import NotConcrete, as_tuple, concrete, mixed_in, python_error
from sadpath.walk.operators.elements import all_equal, equal_dicts, equal_sets, set_order
from sadpath.walk.operators.item_views import is_items, is_set, view_order
from sadpath.walk.operators.membership import contains
from sadpath.walk.values import (
    ABSENT,
    ClassV,
    DictV,
    FunctionV,
    Instance,
    Lanes,
    ListV,
    SetV,
    Text,
    Unknown,
    Value,
    is_constant,
)
from sadpath.walk.values.symbols import PLAIN_KINDS
from sadpath.walk.values.views import ItemsView

ORDER: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}


ORDER_NAMES = {
    ast.Lt: "__lt__",
    ast.LtE: "__le__",
    ast.Gt: "__gt__",
    ast.GtE: "__ge__",
    ast.Eq: "__eq__",
    ast.NotEq: "__ne__",
}


MIRROR: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt,
    ast.Gt: ast.Lt,
    ast.LtE: ast.GtE,
    ast.GtE: ast.LtE,
    ast.Eq: ast.Eq,
    ast.NotEq: ast.NotEq,
}


def equal(m: Machine, left: Value, right: Value) -> bool | None:
    """Whether two values without lanes are equal; None where nobody knows."""
    if left is right:
        return True
    one_kind, two_kind = type(left), type(right)
    if one_kind in PLAIN_KINDS and two_kind in PLAIN_KINDS:
        return bool(left == right)
    for status, other in ((left, right), (right, left)):
        if hasattr(status, "told"):  # the status of a success
            plain = mixed_in(other)
            other = other if plain is None else plain
            return (
                bool(status.equals(other)) if isinstance(other, int) else None if isinstance(other, Unknown) else False
            )
    if is_constant(left) and is_constant(right):
        return bool(left == right)
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        if isinstance(left, Unknown) and isinstance(right, Unknown) and left.uid == right.uid:
            return True
        symbol, other = (left, right) if isinstance(left, Unknown) else (right, left)
        if isinstance(other, str) and symbol.answer is not None and symbol.answer.never_in_success(other):
            return False
        if other is None and (symbol.kind is not None or (symbol.answer is not None and symbol.key[0] == "body")):
            return False  # the whole body of a success is a document
        if symbol.kind == "str" and isinstance(other, (int, float, ListV, DictV, tuple)):
            return False
        if symbol.kind == "number" and isinstance(other, (str, ListV, DictV, tuple)):
            return False
        return None
    if isinstance(left, Text) or isinstance(right, Text):
        text, other = (left, right) if isinstance(left, Text) else (right, left)
        if isinstance(other, str):
            return None if text_may_equal(text, other) else False
        return (True if text == other else None) if isinstance(other, Text) else False
    left, right = as_tuple(left), as_tuple(right)
    one, two = mixed_in(left), mixed_in(right)
    if one is not None or two is not None:
        if (
            isinstance(left, Instance)
            and isinstance(right, Instance)
            and left.cls.flavour == "enum"
            and right.cls.flavour == "enum"
        ):
            return left is right
        return equal(m, one if one is not None else left, two if two is not None else right)
    if isinstance(left, tuple) and isinstance(right, tuple):
        return all_equal(m, list(left), list(right))
    if isinstance(left, ItemsView) is not isinstance(right, ItemsView):
        return False
    if isinstance(left, ItemsView) and isinstance(right, ItemsView):
        return equal_dicts(m, left.of, right.of) if left.pairs and right.pairs else False
    if isinstance(left, ListV) and isinstance(right, ListV):
        return None if left.open or right.open else all_equal(m, left.items, right.items)
    if isinstance(left, SetV) and isinstance(right, SetV):
        return equal_sets(m, left, right)
    if isinstance(left, DictV) and isinstance(right, DictV):
        return equal_dicts(m, left, right)
    if (
        isinstance(left, Instance)
        and isinstance(right, Instance)
        and left.cls is right.cls
        and left.cls.dataclass is not None
    ):
        if left.cls.dataclass.get("eq") is False:
            return False
        return all_equal(m, compared_fields(left), compared_fields(right))
    if (isinstance(left, Instance) and left.cls.opaque) or (isinstance(right, Instance) and right.cls.opaque):
        return None
    return False


def compared_fields(value: Instance) -> list[Value]:
    """The fields of a dataclass's object that comparisons look at, in their order."""
    left_out = value.cls.find("__uncompared__")
    return [value.attrs.get(f[0]) for f in value.cls.fields if not (isinstance(left_out, tuple) and f[0] in left_out)]


def ordered_fields(m: Machine, left: Value, right: Value) -> tuple[Value, Value] | None:
    """The tuples by which two objects of a dataclass with `order=True`, or two named tuples, are ordered; None for others."""
    if (
        isinstance(left, Instance)
        and isinstance(right, Instance)
        and left.cls is right.cls
        and left.cls.dataclass is not None
        and left.cls.dataclass.get("order") is True
    ):
        return tuple(m.single(v) for v in compared_fields(left)), tuple(m.single(v) for v in compared_fields(right))
    if as_tuple(left) is not left or as_tuple(right) is not right:
        return as_tuple(left), as_tuple(right)
    return None


def text_may_equal(text: Text, other: str) -> bool:
    """Whether the known pieces of `text` stand in `other`, in their order, at its ends where they are at the ends of the text."""
    position = 0
    for index, part in enumerate(text.parts):
        if isinstance(part, str):
            found = other.find(part, position)
            if found < 0 or (index == 0 and found != 0):
                return False
            position = found + len(part)
    last = text.parts[-1]
    return not (isinstance(last, str) and not other.endswith(last))


def compare_plain(m: Machine, op: type[ast.cmpop], left: Value, right: Value) -> Value:
    """`left op right` for values without lanes (inside containers they may have some)."""
    return COMPARE[op](m, op, left, right)


def identity(m: Machine, op: type[ast.cmpop], left: Value, right: Value) -> Value:
    """`left is right`, `left is not right`."""
    told = same_object(m, left, right)
    if told is None:
        symbol = m.unknown("compare", "Is", left, right, kind="bool")
        return symbol if op is ast.Is else negate(m, symbol)
    return told is (op is ast.Is)


def membership(m: Machine, op: type[ast.cmpop], left: Value, right: Value) -> Value:
    """`left in right`, `left not in right`."""
    inside = contains(m, left, right)
    return inside if op is ast.In else negate(m, inside)


def equality(m: Machine, op: type[ast.cmpop], left: Value, right: Value) -> Value:
    """`left == right`, `left != right`."""
    one, two = type(left), type(right)
    if one in PLAIN_KINDS and two in PLAIN_KINDS:
        return (left is right or bool(left == right)) is (op is ast.Eq)
    if one is Instance or two is Instance:
        made = instance_compare(m, op, left, right)
        if made is not None:
            return made
    if (is_items(left) or is_items(right)) and is_set(left) and is_set(right):
        asked = view_order(m, ast.Eq, left, right)
        return asked if op is ast.Eq else negate(m, asked)
    told = equal(m, left, right)
    if told is None:
        symbol = m.unknown("compare", "Eq", *sorted_pair(m, left, right), kind="bool")
        return symbol if op is ast.Eq else negate(m, symbol)
    return told is (op is ast.Eq)


def order(m: Machine, op: type[ast.cmpop], left: Value, right: Value) -> Value:
    """`left < right` and its like."""
    if is_constant(left) and is_constant(right):
        try:
            return bool(ORDER[op](left, right))
        except TypeError as error:
            raise python_error(m, error) from None
    if isinstance(left, Instance) or isinstance(right, Instance):
        made = instance_compare(m, op, left, right)
        if made is not None:
            return made
    if isinstance(left, SetV) and isinstance(right, SetV) and (told := set_order(m, op, left, right)) is not None:
        return told
    if isinstance(left, ItemsView) or isinstance(right, ItemsView):
        if is_set(left) and is_set(right):
            return view_order(m, op, left, right)
        if not isinstance(left, (Unknown, Instance)) and not isinstance(right, (Unknown, Instance)):
            raise m.error("TypeError", "not supported between instances")
    fields = ordered_fields(m, left, right)
    if fields is not None:
        left, right = fields
    try:
        return bool(ORDER[op](concrete(left), concrete(right)))
    except NotConcrete:
        pass
    except TypeError as error:
        raise python_error(m, error) from None
    if (isinstance(left, Unknown) and right is None) or (left is None and isinstance(right, Unknown)):
        raise m.error("TypeError", "not supported between instances")
    return m.unknown("compare", op.__name__, left, right, kind="bool")


COMPARE: dict[type[ast.cmpop], Callable[[Machine, type[ast.cmpop], Value, Value], Value]] = {
    ast.Is: identity,
    ast.IsNot: identity,
    ast.In: membership,
    ast.NotIn: membership,
    ast.Eq: equality,
    ast.NotEq: equality,
    ast.Lt: order,
    ast.LtE: order,
    ast.Gt: order,
    ast.GtE: order,
}


def sorted_pair(m: Machine, left: Value, right: Value) -> tuple[Value, Value]:
    """The two sides in an order that does not depend on how the comparison is written."""
    return (left, right) if repr(m.shape(left)) <= repr(m.shape(right)) else (right, left)


def instance_compare(m: Machine, op: type[ast.cmpop], left: Value, right: Value) -> Value | None:
    """The answer of a project's `__eq__`, `__lt__`, ...; None where there is none, or they leave it to others (NotImplemented)."""
    from sadpath.walk.calls import call_method

    for value, other, kind in ((left, right, op), (right, left, MIRROR[op])):
        if isinstance(value, Instance):
            if value.cls.find(ORDER_NAMES[kind]) is not ABSENT:
                made = call_method(m, value, ORDER_NAMES[kind], [other])
            elif kind is ast.NotEq and value.cls.find("__eq__") is not ABSENT:
                made = call_method(m, value, "__eq__", [other])
                if made is not m.builtins["NotImplemented"]:
                    return not m.truth(made)
            else:
                continue
            if made is not m.builtins["NotImplemented"]:
                return made
    return None


def same_object(m: Machine, left: Value, right: Value) -> bool | None:
    """`left is right`; None where nobody knows."""
    if left is right:
        return True
    one, two = type(left), type(right)
    if one is Unknown or two is Unknown:
        symbol, other = (left, right) if one is Unknown else (right, left)
        if isinstance(other, Unknown):
            return True if other.uid == symbol.uid else None
        if other is None and (symbol.kind is not None or (symbol.answer is not None and symbol.key[0] == "body")):
            return False  # the whole body of a success is a document
        if isinstance(other, Instance):
            return None if other.cls.flavour == "enum" else False  # who looks a member up has that very object
        if isinstance(other, ClassV) and other.project and symbol.answer is not None:
            return False  # neither data nor what it is an object of
        return False if isinstance(other, FunctionV) else None
    if one is Text or two is Text:
        return None if isinstance(left, (Text, str)) and isinstance(right, (Text, str)) else False
    if left is None or right is None:
        return False
    if is_constant(left) and is_constant(right):
        return (
            type(left) is type(right) and bool(left == right)
            if not (isinstance(left, str) and isinstance(right, str))
            else bool(left == right)
        )
    return False


def negate(m: Machine, value: Value) -> Value:
    """`not value` for the result of a comparison."""
    if isinstance(value, bool):
        return not value
    if type(value) is Lanes:
        return m.lift(lambda v: negate(m, v), value)
    if isinstance(value, Unknown):
        if value.key[0] == "choice":
            _, asked, yes, no = value.key
            sides = [negate(m, side if type(side) is bool else m.by_uid[side[1]]) for side in (yes, no)]
            return m.unknown("choice", m.by_uid[asked[1]], *sides, kind="bool", origin=value.origin)
        if value.key[0] == "not" and m.by_uid[value.key[1][1]].kind == "bool":
            return m.by_uid[value.key[1][1]]
        return m.unknown("not", value, kind="bool", origin=value.origin)
    return not m.truth(value)


def only_data_unknown(text: Text) -> bool:
    """Whether a text tells something of the answer, and what is unknown in it does not come from the answer: an order's number, a URL."""
    return bool(text.origin.tags) and all(isinstance(part, str) or not part.origin.tags for part in text.parts)
