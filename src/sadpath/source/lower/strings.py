"""String literals: plain, formatted (f"") and template (t"") ones, and several in a row, which are one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from typing import Any, cast

import libcst as cst

from sadpath.source.lower.core import Lowering, lowers

_ESCAPE = re.compile(r"\\(?:N\{[^}]*\}|x..|u.{4}|U.{8}|[0-7]{1,3}|.)?", re.DOTALL)
_DEBUG_CONVERSION = ord("r")
_QUOTED_OR_COMMENT = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|#[^\r\n]*""", re.DOTALL)


@lowers("SimpleString")
def simple(low: Lowering, node: cst.SimpleString) -> ast.Constant:
    return low.at(_constant(_value(low, node), [node]), node)


@lowers("FormattedString", "TemplatedString")
def interpolated(low: Lowering, node: cst.FormattedString) -> ast.expr:
    return _join(low, [node], *low.span(node))


@lowers("ConcatenatedString")
def concatenated(low: Lowering, node: cst.ConcatenatedString) -> ast.expr:
    pieces = list(_pieces(node))
    if all(isinstance(piece, cst.SimpleString) for piece in pieces):
        values = [_value(low, piece) for piece in pieces]
        if any(type(value) is not type(values[0]) for value in values):
            low.problem("bytes and other literals can't stand in a row", low.start(node))
        return low.at(_constant(type(values[0])().join(values), pieces), node)
    return _join(low, pieces, *low.span(node))


def _pieces(node: cst.CSTNode) -> Iterator[Any]:
    while isinstance(node, cst.ConcatenatedString):
        yield from _pieces(node.left)
        node = node.right
    yield node


def _constant(value: Any, pieces: Sequence[Any]) -> ast.Constant:
    return ast.Constant(value, kind="u" if pieces[0].value[:1] in "uU" else None)


def _value(low: Lowering, node: cst.SimpleString) -> Any:
    text = node.value
    if text[0] in "'\"" and "\\" not in text and "\r" not in text:
        width = 3 if text[:3] in ("'''", '"""') else 1
        return text[width:-width]
    return _evaluated(low, text, low.start(node))


def _evaluated(low: Lowering, text: str, offset: int) -> Any:
    try:
        return ast.literal_eval(text)
    except (SyntaxError, ValueError) as error:
        low.problem(error.msg if isinstance(error, SyntaxError) else str(error), offset)


def _join(low: Lowering, pieces: Sequence[Any], start: int, end: int) -> ast.expr:
    joiner = _Joiner(low, template=all(type(piece).__name__ == "TemplatedString" for piece in pieces))
    for piece in pieces:
        if isinstance(piece, cst.SimpleString):
            joiner.text(_value(low, piece), *low.span(piece), kind=_constant("", [piece]).kind)
        else:
            joiner.parts(piece.parts, piece.prefix)
    return low.place(joiner.finish(), start, end)


class _Joiner:
    """Gathers the values of a formatted string; literal text that stands in a row becomes one constant."""

    def __init__(self, low: Lowering, template: bool) -> None:
        self._low = low
        # Before Python 3.14 `ast` has no template strings; a formatted string is the nearest thing.
        self._template = template and hasattr(ast, "TemplateStr")
        self._values: list[ast.expr] = []
        self._text: list[str] = []
        self._kind: str | None = None
        self._start = self._end = 0

    def text(self, value: str, start: int, end: int, kind: str | None = None) -> None:
        if not isinstance(value, str):
            self._low.problem("bytes and other literals can't stand in a row", start)
        if not self._text:
            self._start, self._kind = start, kind
        self._text.append(value)
        self._end = end

    def parts(self, parts: Sequence[Any], prefix: str) -> None:
        for part in parts:
            if hasattr(part, "expression"):
                self._expression(part, prefix)
            else:
                start, end = self._low.span(part)
                self.text(self._decoded(part.value, prefix, start), start, end)

    def _decoded(self, raw: str, prefix: str, start: int) -> str:
        text = _unix(raw.replace("{{", "{").replace("}}", "}"))
        if "\\" not in text or "r" in prefix:
            return text

        def escape(match: re.Match[str]) -> str:
            # A backslash right before an expression's brace escapes nothing.
            return "\\" if match[0] == "\\" else cast(str, _evaluated(self._low, f'"{match[0]}"', start))

        return _ESCAPE.sub(escape, text)

    def _expression(self, part: Any, prefix: str) -> None:
        low = self._low
        start, end = low.span(part)
        value = low.expr(part.expression)
        after = low.span(part.whitespace_after_expression)[1]
        conversion = -1 if part.conversion is None else ord(part.conversion)
        if part.equal is not None:
            self.text(_without_comments(_unix(low.text[start + 1 : after])), start + 1, after)
            if conversion == -1 and part.format_spec is None:
                conversion = _DEBUG_CONVERSION
        spec = None
        if part.format_spec is not None:
            inner = _Joiner(low, template=False)
            inner.parts(part.format_spec, prefix)
            colon = low.text.index(":", after)
            spec = low.place(inner.finish(), colon, end - 1)
        self._flush()
        if self._template:
            kind = cast(Any, ast).Interpolation
            self._values.append(low.place(kind(value, _source(low, part.expression), conversion, spec), start, end))
        else:
            self._values.append(low.place(ast.FormattedValue(value, conversion, spec), start, end))

    def _flush(self) -> None:
        value = "".join(self._text)
        if value:
            self._values.append(self._low.place(ast.Constant(value, kind=self._kind), self._start, self._end))
        self._text.clear()

    def finish(self) -> ast.expr:
        self._flush()
        kind = cast(Any, ast).TemplateStr if self._template else ast.JoinedStr
        return cast(ast.expr, kind(self._values))


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _without_comments(text: str) -> str:
    """The text of `{text=}` as Python keeps it."""
    return _QUOTED_OR_COMMENT.sub(lambda match: match[1] or "", text) if "#" in text else text


def _source(low: Lowering, node: cst.CSTNode) -> str:
    return low.text[low.start(node) : low.end(node)]
