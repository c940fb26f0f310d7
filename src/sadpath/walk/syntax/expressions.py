"""The other expressions: constants, displays, subscripts, operators, strings."""

from __future__ import annotations

import ast

from sadpath.walk.containers.iteration import to_list
from sadpath.walk.containers.subscripts import get_item
from sadpath.walk.limits import MOST_NODES, weight
from sadpath.walk.machine import EVALUATE, Machine, evaluates
from sadpath.walk.objects.attributes import get_attribute
from sadpath.walk.operators.arithmetic import binary
from sadpath.walk.operators.concrete import only_plain
from sadpath.walk.operators.strings import format_value
from sadpath.walk.operators.texts import build_text
from sadpath.walk.run import Frame, OverBudget
from sadpath.walk.syntax.names import assign_name, mangle
from sadpath.walk.values import (
    ABSENT,
    DictV,
    Instance,
    Lanes,
    Literal,
    Number,
    SetV,
    Unknown,
    Value,
)


@evaluates(ast.Constant)
def constant(m: Machine, node: ast.Constant, frame: Frame) -> Value:
    value = node.value
    if isinstance(value, str) and frame.module.project and frame.module.module is not None and len(value) < 200:
        return Literal.at(value, node, frame.module.module)
    if type(value) is int and 100 <= value < 600 and frame.module.project and frame.module.module is not None:
        return Number.at(value, node, frame.module.module)
    return value


@evaluates(ast.Attribute)
def attribute(m: Machine, node: ast.Attribute, frame: Frame) -> Value:
    value = m.eval(node.value, frame)
    m.events.at(node, frame)
    return get_attribute(m, value, mangle(node.attr, frame))


@evaluates(ast.Subscript)
def subscript(m: Machine, node: ast.Subscript, frame: Frame) -> Value:
    value = m.eval(node.value, frame)
    key = m.eval(node.slice, frame)
    m.events.read(m, node, frame, value, key)
    return get_item(m, value, key)


@evaluates(ast.Slice)
def slice_(m: Machine, node: ast.Slice, frame: Frame) -> Value:
    parts = [m.single(m.eval(p, frame)) if p is not None else None for p in (node.lower, node.upper, node.step)]
    if all(p is None or isinstance(p, int) for p in parts):
        return slice(*parts)
    return m.unknown("slice", *parts)


@evaluates(ast.Tuple)
def tuple_(m: Machine, node: ast.Tuple, frame: Frame) -> Value:
    made = tuple(elements(m, node.elts, frame)[0])
    if weight(made) > MOST_NODES:
        raise OverBudget
    return made


@evaluates(ast.List)
def list_(m: Machine, node: ast.List, frame: Frame) -> Value:
    items, partly = elements(m, node.elts, frame)
    return m.new_list(items, partly)


@evaluates(ast.Set)
def set_(m: Machine, node: ast.Set, frame: Frame) -> Value:
    items, partly = elements(m, node.elts, frame)
    return m.new_set(items, open=partly)


def elements(m: Machine, nodes: list[ast.expr], frame: Frame) -> tuple[list[Value], bool]:
    """The values of a display, with starred parts spread, and whether there may be more."""
    items: list[Value] = []
    partly = False
    for node in nodes:
        if isinstance(node, ast.Starred):
            more, open_ = to_list(m, m.eval(node.value, frame))
            items += more
            partly = partly or open_
        else:
            items.append(m.eval(node, frame))
    return items, partly


@evaluates(ast.Dict)
def dict_(m: Machine, node: ast.Dict, frame: Frame) -> Value:
    made = m.new_dict()
    for key, value in zip(node.keys, node.values, strict=True):
        item = m.eval(value, frame)
        if key is None:
            item = m.single(item)
            if isinstance(item, DictV):
                m.spend(len(item.items))
                made.items.update(item.items)
                made.base = made.base or item.base
            elif isinstance(item, Unknown):
                made.base = made.base or item
        else:
            wanted = m.single(m.eval(key, frame))
            if isinstance(wanted, tuple):
                wanted = tuple(m.single(part) for part in wanted)
            made.items.pop(wanted, None)
            made.items[wanted] = item
    return made


@evaluates(ast.UnaryOp)
def unary(m: Machine, node: ast.UnaryOp, frame: Frame) -> Value:
    value = m.eval(node.operand, frame)
    if isinstance(node.op, ast.Not):
        from sadpath.walk.operators.comparison import negate

        if type(value) is Lanes and all(m.known_truth(value.values[i]) is not None for i in m.active):
            return m.lift(lambda v: not m.known_truth(v), value)
        if isinstance(value, Unknown) and value.kind == "bool":
            return negate(m, value)
        return not m.truth(value)
    if type(value) is Lanes and only_plain(m, value):
        return m.lift(lambda v: unary_plain(m, node.op, v), value)
    return unary_plain(m, node.op, m.single(value))


def unary_plain(m: Machine, op: ast.unaryop, value: Value) -> Value:
    """`-value`, `+value`, `~value`."""
    if isinstance(value, (int, float, complex)):
        return (
            -value
            if isinstance(op, ast.USub)
            else +value
            if isinstance(op, ast.UAdd)
            else ~value
            if isinstance(value, int)
            else value
        )
    if isinstance(value, Instance) and value.cls.find(UNARY_METHODS[type(op)]) is not ABSENT:
        from sadpath.walk.calls import call_method

        return call_method(m, value, UNARY_METHODS[type(op)], [])
    return m.unknown("unary", type(op).__name__, value)


UNARY_METHODS: dict[type[ast.unaryop], str] = {ast.USub: "__neg__", ast.UAdd: "__pos__", ast.Invert: "__invert__"}


@evaluates(ast.BinOp)
def bin_op(m: Machine, node: ast.BinOp, frame: Frame) -> Value:
    left, right = m.eval(node.left, frame), m.eval(node.right, frame)
    if isinstance(left, SetV) and isinstance(right, SetV):
        m.events.combined(m, node, frame, left, right)
    return binary(m, type(node.op), left, right)


@evaluates(ast.NamedExpr)
def named_expr(m: Machine, node: ast.NamedExpr, frame: Frame) -> Value:
    value = m.eval(node.value, frame)
    scope: Frame = frame
    while isinstance(getattr(scope.info, "comprehension", None), bool) and scope.parent is not None:
        scope = scope.parent
    assert isinstance(node.target, ast.Name)
    assign_name(m, node.target.id, value, scope)
    return value


@evaluates(ast.JoinedStr)
def joined_str(m: Machine, node: ast.JoinedStr, frame: Frame) -> Value:
    pieces: list[Value] = []
    for part in node.values:
        if isinstance(part, ast.Constant):
            pieces.append(str(part.value))
        elif isinstance(part, ast.FormattedValue):
            spec = m.eval(part.format_spec, frame) if part.format_spec is not None else ""
            conversion = chr(part.conversion) if part.conversion > 0 else None
            pieces.append(format_value(m, m.eval(part.value, frame), spec if isinstance(spec, str) else "", conversion))
        else:
            pieces.append(m.eval(part, frame))
    made = build_text(m, pieces)
    if len(node.values) > 1 and type(made) is Lanes:
        made.origin = made.origin.derived()
    return made


@evaluates(ast.Lambda)
def lambda_(m: Machine, node: ast.Lambda, frame: Frame) -> Value:
    from sadpath.walk.syntax.definitions import make_function

    made = make_function(m, node, frame, "<lambda>")
    if frame.statement is not None:
        made.attrs["__statement__"] = frame.statement
    return made


@evaluates(ast.Starred)
def starred(m: Machine, node: ast.Starred, frame: Frame) -> Value:
    return m.eval(node.value, frame)


@evaluates(ast.FormattedValue)
def formatted_value(m: Machine, node: ast.FormattedValue, frame: Frame) -> Value:
    return format_value(m, m.eval(node.value, frame), "", None)


def unsupported(m: Machine, node: ast.AST, frame: Frame) -> Value:
    """An expression that the walk has no rule for: a symbol."""
    return m.unknown("syntax", type(node).__name__)


if hasattr(ast, "TemplateStr"):
    EVALUATE[ast.TemplateStr] = unsupported
    EVALUATE[getattr(ast, "Interpolation")] = unsupported  # noqa: B009
