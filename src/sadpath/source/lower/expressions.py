"""Expressions that are neither strings nor collections."""

from __future__ import annotations

import ast
from collections.abc import Sequence

import libcst as cst

from sadpath.source.lower.containers import generator
from sadpath.source.lower.core import LOAD, Lowering, lowers
from sadpath.source.lower.names import SINGLETONS, identifier
from sadpath.source.lower.parameters import argument_lists, parameters

# `ast.parse` too hands out one object for each operator.
BINARY: dict[str, ast.operator] = {
    "Add": ast.Add(),
    "Subtract": ast.Sub(),
    "Multiply": ast.Mult(),
    "MatrixMultiply": ast.MatMult(),
    "Divide": ast.Div(),
    "FloorDivide": ast.FloorDiv(),
    "Modulo": ast.Mod(),
    "Power": ast.Pow(),
    "LeftShift": ast.LShift(),
    "RightShift": ast.RShift(),
    "BitOr": ast.BitOr(),
    "BitAnd": ast.BitAnd(),
    "BitXor": ast.BitXor(),
}
_UNARY: dict[str, ast.unaryop] = {
    "Plus": ast.UAdd(),
    "Minus": ast.USub(),
    "BitInvert": ast.Invert(),
    "Not": ast.Not(),
}
_COMPARISON: dict[str, ast.cmpop] = {
    "LessThan": ast.Lt(),
    "GreaterThan": ast.Gt(),
    "Equal": ast.Eq(),
    "LessThanEqual": ast.LtE(),
    "GreaterThanEqual": ast.GtE(),
    "NotEqual": ast.NotEq(),
    "In": ast.In(),
    "NotIn": ast.NotIn(),
    "Is": ast.Is(),
    "IsNot": ast.IsNot(),
}
_BOOLEAN: dict[str, ast.boolop] = {"And": ast.And(), "Or": ast.Or()}


@lowers("Name")
def name(low: Lowering, node: cst.Name) -> ast.expr:
    if node.value in SINGLETONS:
        return low.at(ast.Constant(SINGLETONS[node.value]), node)
    return low.at(ast.Name(identifier(node.value), LOAD), node)


@lowers("Ellipsis")
def ellipsis(low: Lowering, node: cst.Ellipsis) -> ast.Constant:
    return low.at(ast.Constant(...), node)


@lowers("Integer", "Float", "Imaginary")
def number(low: Lowering, node: cst.Integer | cst.Float | cst.Imaginary) -> ast.Constant:
    try:
        value = int(node.value, 0) if isinstance(node, cst.Integer) else ast.literal_eval(node.value)
    except (SyntaxError, ValueError) as error:
        low.problem(f"invalid number: {error}", low.start(node))
    return low.at(ast.Constant(value), node)


@lowers("Attribute")
def attribute(low: Lowering, node: cst.Attribute) -> ast.Attribute:
    return low.at(ast.Attribute(low.expr(node.value), identifier(node.attr.value), LOAD), node)


@lowers("Call")
def call(low: Lowering, node: cst.Call) -> ast.Call:
    function = low.expr(node.func)
    if len(node.args) == 1 and isinstance(node.args[0].value, cst.GeneratorExp) and not node.args[0].value.lpar:
        # The call's own parentheses are the generator's.
        start, end = low.span(node.whitespace_after_func)[1], low.span(node)[1]
        only = low.place(generator(low, node.args[0].value), start, end)
        return low.at(ast.Call(function, [only], []), node)
    return low.at(ast.Call(function, *argument_lists(low, node.args)), node)


@lowers("Subscript")
def subscript(low: Lowering, node: cst.Subscript) -> ast.Subscript:
    return low.at(ast.Subscript(low.expr(node.value), _index(low, node.slice), LOAD), node)


def _index(low: Lowering, elements: Sequence[cst.SubscriptElement]) -> ast.expr:
    first, last = elements[0], elements[-1]
    lowered = [_index_element(low, element.slice) for element in elements]
    if len(lowered) == 1 and not isinstance(last.comma, cst.Comma) and not isinstance(lowered[0], ast.Starred):
        return lowered[0]
    if isinstance(last.comma, cst.Comma):
        end = low.span(last.comma)[1]
    else:
        end = _index_end(low, last.slice)
    return low.place(ast.Tuple(lowered, LOAD), _index_start(low, first.slice), end)


def _index_element(low: Lowering, node: cst.BaseSlice) -> ast.expr:
    if isinstance(node, cst.Slice):
        new: ast.expr = ast.Slice(low.optional(node.lower), low.optional(node.upper), low.optional(node.step))
    else:
        index = cst.ensure_type(node, cst.Index)
        if not index.star:
            return low.expr(index.value)
        new = ast.Starred(low.expr(index.value), LOAD)
    return low.place(new, _index_start(low, node), _index_end(low, node))


def _index_start(low: Lowering, node: cst.BaseSlice) -> int:
    if isinstance(node, cst.Slice):
        return low.start(node.first_colon if node.lower is None else node.lower)
    return low.span(node)[0]


def _index_end(low: Lowering, node: cst.BaseSlice) -> int:
    if isinstance(node, cst.Slice):
        parts = [node.step, node.second_colon, node.upper, node.first_colon]
        return low.end(next(part for part in parts if isinstance(part, cst.CSTNode)))
    return low.end(cst.ensure_type(node, cst.Index).value)


@lowers("UnaryOperation")
def unary(low: Lowering, node: cst.UnaryOperation) -> ast.UnaryOp:
    return low.at(ast.UnaryOp(_UNARY[type(node.operator).__name__], low.expr(node.expression)), node)


@lowers("BinaryOperation")
def binary(low: Lowering, node: cst.BinaryOperation) -> ast.BinOp:
    operator = BINARY[type(node.operator).__name__]
    return low.at(ast.BinOp(low.expr(node.left), operator, low.expr(node.right)), node)


@lowers("BooleanOperation")
def boolean(low: Lowering, node: cst.BooleanOperation) -> ast.BoolOp:
    kind = type(node.operator)
    # `a or b or c` is one operation to `ast`, two to LibCST; parentheses part them.
    operands: list[cst.BaseExpression] = []
    waiting = [node.right, node.left]
    while waiting:
        part = waiting.pop()
        if isinstance(part, cst.BooleanOperation) and type(part.operator) is kind and not part.lpar:
            waiting += [part.right, part.left]
        else:
            operands.append(part)
    return low.at(ast.BoolOp(_BOOLEAN[kind.__name__], [low.expr(operand) for operand in operands]), node)


@lowers("Comparison")
def comparison(low: Lowering, node: cst.Comparison) -> ast.Compare:
    operators = [_COMPARISON[type(part.operator).__name__] for part in node.comparisons]
    right = [low.expr(part.comparator) for part in node.comparisons]
    return low.at(ast.Compare(low.expr(node.left), operators, right), node)


@lowers("IfExp")
def conditional(low: Lowering, node: cst.IfExp) -> ast.IfExp:
    return low.at(ast.IfExp(low.expr(node.test), low.expr(node.body), low.expr(node.orelse)), node)


@lowers("Lambda")
def lambda_(low: Lowering, node: cst.Lambda) -> ast.Lambda:
    return low.at(ast.Lambda(parameters(low, node.params), low.expr(node.body)), node)


@lowers("Await")
def await_(low: Lowering, node: cst.Await) -> ast.Await:
    return low.at(ast.Await(low.expr(node.expression)), node)


@lowers("Yield")
def yield_(low: Lowering, node: cst.Yield) -> ast.expr:
    if isinstance(node.value, cst.From):
        return low.at(ast.YieldFrom(low.expr(node.value.item)), node)
    return low.at(ast.Yield(low.optional(node.value)), node)


@lowers("NamedExpr")
def named(low: Lowering, node: cst.NamedExpr) -> ast.NamedExpr:
    target = low.target(node.target)
    assert isinstance(target, ast.Name)
    return low.at(ast.NamedExpr(target, low.expr(node.value)), node)
