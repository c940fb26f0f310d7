"""The patterns of `match`."""

from __future__ import annotations

import ast

import libcst as cst

from sadpath.source.lower.core import Lowering, lowers
from sadpath.source.lower.names import SINGLETONS, identifier


@lowers("MatchValue")
def value(low: Lowering, node: cst.MatchValue) -> ast.MatchValue:
    return low.at(ast.MatchValue(low.expr(node.value)), node.value)


@lowers("MatchSingleton")
def singleton(low: Lowering, node: cst.MatchSingleton) -> ast.MatchSingleton:
    return low.at(ast.MatchSingleton(SINGLETONS[node.value.value]), node.value)


@lowers("MatchAs")
def as_(low: Lowering, node: cst.MatchAs) -> ast.MatchAs:
    pattern = None if node.pattern is None else low.pattern(node.pattern)
    name = None if node.name is None else identifier(node.name.value)
    return low.at(ast.MatchAs(pattern, name), node)


@lowers("MatchOr")
def or_(low: Lowering, node: cst.MatchOr) -> ast.MatchOr:
    return low.at(ast.MatchOr([low.pattern(part.pattern) for part in node.patterns]), node)


@lowers("MatchStar")
def star(low: Lowering, node: cst.MatchStar) -> ast.MatchStar:
    start, blank = low.span(node)[0], low.span(node.whitespace_before_name)[1]
    name = None if node.name is None else identifier(node.name.value)
    end = blank + 1 if node.name is None else low.end(node.name)
    return low.place(ast.MatchStar(name), start, end)


@lowers("MatchList", "MatchTuple")
def sequence(low: Lowering, node: cst.MatchList | cst.MatchTuple) -> ast.MatchSequence:
    new = ast.MatchSequence([_element(low, part) for part in node.patterns])
    start, end = low.span(node)
    if isinstance(node, cst.MatchTuple):
        start, end = low.span(node.lpar[-1])[0], low.span(node.rpar[0])[1]
    elif node.lbracket is None:
        end = _last_end(low, node.patterns[-1], new.patterns[-1])
    return low.place(new, start, end)


def _element(low: Lowering, node: cst.MatchSequenceElement | cst.MatchStar) -> ast.pattern:
    return low.pattern(node.value if isinstance(node, cst.MatchSequenceElement) else node)


def _last_end(low: Lowering, node: cst.MatchSequenceElement | cst.MatchStar, lowered: ast.pattern) -> int:
    if isinstance(node.comma, cst.Comma):
        return low.span(node.comma)[1]
    if isinstance(node, cst.MatchSequenceElement):
        return low.end(node.value)
    return low.lines.offset(lowered.end_lineno, lowered.end_col_offset)


@lowers("MatchMapping")
def mapping(low: Lowering, node: cst.MatchMapping) -> ast.MatchMapping:
    keys = [low.expr(element.key) for element in node.elements]
    patterns = [low.pattern(element.pattern) for element in node.elements]
    rest = None if node.rest is None else identifier(node.rest.value)
    return low.at(ast.MatchMapping(keys, patterns, rest), node)


@lowers("MatchClass")
def class_(low: Lowering, node: cst.MatchClass) -> ast.MatchClass:
    positional = [low.pattern(element.value) for element in node.patterns]
    names = [identifier(element.key.value) for element in node.kwds]
    keywords = [low.pattern(element.pattern) for element in node.kwds]
    return low.at(ast.MatchClass(low.expr(node.cls), positional, names, keywords), node)
