"""The other expressions: constants, subscripts, operators, strings."""

from __future__ import annotations

import ast
from typing import Any

from sadpath.walk import observe
from sadpath.walk.containers.subscripts import get_item
from sadpath.walk.left_open import truth_left_open
from sadpath.walk.machine import EVALUATE, Machine, Ready, evaluates, prepares, ready
from sadpath.walk.objects.attributes import get_attribute
from sadpath.walk.objects.flag_enums import complement, is_flag
from sadpath.walk.operators.arithmetic import binary
from sadpath.walk.operators.comparison import negate
from sadpath.walk.operators.concrete import mixed_in, only_plain
from sadpath.walk.operators.formats import format_value
from sadpath.walk.operators.texts import build_text
from sadpath.walk.run import Frame
from sadpath.walk.syntax.names import assign_name
from sadpath.walk.values import (
    ABSENT,
    Instance,
    Lanes,
    Literal,
    Number,
    SetV,
    Unknown,
    Value,
)
from sadpath.walk.values.symbols import PLAIN_KINDS


@prepares(ast.Constant)
def constant(node: ast.Constant) -> Ready:
    value = node.value
    if isinstance(value, str) and len(value) < 200:
        return placed(node, Literal)
    if type(value) is int and 100 <= value < 600:
        return placed(node, Number)
    return lambda m, frame: value


def placed(node: ast.Constant, kind: type[Literal] | type[Number]) -> Ready:
    """A constant that remembers where it stands, in the project's code."""
    value: Any = node.value
    made: Literal | Number | None = None

    def run(m: Machine, frame: Frame) -> Value:
        nonlocal made
        module = frame.module
        source = module.module
        if not module.project or source is None:
            return value
        if made is None or made.module is not source:
            made = kind.at(value, node, source)
        return made

    return run


@prepares(ast.Attribute)
def attribute(node: ast.Attribute) -> Ready:
    owner, wanted = ready(node.value), node.attr

    def run(m: Machine, frame: Frame) -> Value:
        value = owner(m, frame)
        if type(value) is Instance and wanted in value.attrs and value.cls.find(wanted) is ABSENT:
            found = value.attrs[wanted]
            if found is not ABSENT:
                return found
        return get_attribute(m, value, wanted)

    return run


@prepares(ast.Subscript)
def subscript(node: ast.Subscript) -> Ready:
    owner, index = ready(node.value), ready(node.slice)

    def run(m: Machine, frame: Frame) -> Value:
        value = owner(m, frame)
        key = index(m, frame)
        if frame.module.project or type(key) not in PLAIN_KINDS:
            observe.read(m.events, m, node, frame, value, key)
        return get_item(m, value, key)

    return run


@evaluates(ast.Slice)
def slice_(m: Machine, node: ast.Slice, frame: Frame) -> Value:
    parts = [m.single(m.eval(p, frame)) if p is not None else None for p in (node.lower, node.upper, node.step)]
    parts = [part if (plain := mixed_in(part)) is None else plain for part in parts]
    if all(p is None or isinstance(p, int) for p in parts):
        return slice(*parts)
    return m.unknown("slice", *parts)


@prepares(ast.UnaryOp)
def unary(node: ast.UnaryOp) -> Ready:
    operand = ready(node.operand)
    if isinstance(node.op, ast.Not):
        return lambda m, frame: negated(m, operand(m, frame))
    return lambda m, frame: signed(m, node.op, operand(m, frame))


def negated(m: Machine, value: Value) -> Value:
    """`not value`."""
    kind = type(value)
    if kind is bool:
        return not value
    if kind is Lanes and all(m.known_truth(value.values[i]) is not None for i in m.active):
        return m.lift(lambda v: not m.known_truth(v), value)
    if kind is Unknown and value.kind == "bool":
        return negate(m, value)
    made = truth_left_open(m, value)
    return not m.truth(value) if made is ABSENT else negate(m, made)


def signed(m: Machine, op: ast.unaryop, value: Value) -> Value:
    """`-value`, `+value`, `~value`, lane by lane."""
    if type(value) is Lanes and only_plain(m, value):
        return m.lift(lambda v: unary_plain(m, op, v), value)
    return unary_plain(m, op, m.single(value))


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
    if (
        isinstance(op, ast.Invert)
        and isinstance(value, Instance)
        and value.cls.flavour == "enum"
        and is_flag(value.cls)
    ):
        return complement(value)
    if isinstance(value, Instance) and value.cls.find(UNARY_METHODS[type(op)]) is not ABSENT:
        from sadpath.walk.calls import call_method

        return call_method(m, value, UNARY_METHODS[type(op)], [])
    return m.unknown("unary", type(op).__name__, value)


UNARY_METHODS: dict[type[ast.unaryop], str] = {ast.USub: "__neg__", ast.UAdd: "__pos__", ast.Invert: "__invert__"}


@prepares(ast.BinOp)
def bin_op(node: ast.BinOp) -> Ready:
    one, two, op = ready(node.left), ready(node.right), type(node.op)

    def run(m: Machine, frame: Frame) -> Value:
        left, right = one(m, frame), two(m, frame)
        if isinstance(left, SetV) and isinstance(right, SetV):
            observe.combined(m.events, m, node, frame, left, right)
        return binary(m, op, left, right)

    return run


@evaluates(ast.NamedExpr)
def named_expr(m: Machine, node: ast.NamedExpr, frame: Frame) -> Value:
    value = m.eval(node.value, frame)
    scope: Frame = frame
    while isinstance(getattr(scope.info, "comprehension", None), bool) and scope.parent is not None:
        scope = scope.parent
    assert isinstance(node.target, ast.Name)
    assign_name(m, node.target.id, value, scope)
    return value


@prepares(ast.JoinedStr)
def joined_str(node: ast.JoinedStr) -> Ready:
    parts = [piece(part) for part in node.values]
    several = len(parts) > 1

    def run(m: Machine, frame: Frame) -> Value:
        made = build_text(m, [part(m, frame) for part in parts])
        if several and type(made) is Lanes:
            made.origin = made.origin.derived()
        return made

    return run


def piece(node: ast.expr) -> Ready:
    """One piece of an f-string."""
    if isinstance(node, ast.Constant):
        text = str(node.value)
        return lambda m, frame: text
    if not isinstance(node, ast.FormattedValue):
        return ready(node)
    value = ready(node.value)
    conversion = chr(node.conversion) if node.conversion > 0 else None
    if node.format_spec is None:
        return lambda m, frame: format_value(m, value(m, frame), "", conversion)
    specification = ready(node.format_spec)

    def run(m: Machine, frame: Frame) -> Value:
        made = value(m, frame)
        spec = m.single(specification(m, frame))
        if not isinstance(spec, str):
            return m.unknown("format", made, spec, kind="str")
        return format_value(m, made, spec, conversion)

    return run


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
