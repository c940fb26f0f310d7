"""From text to Python's `ast`, whichever version's grammar the text is written in."""

from __future__ import annotations

import ast
import re
import sys
import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import libcst

    from sadpath.source.lower.offsets import Spans

Made = TypeVar("Made")

_BYTE_ORDER_MARK = "\ufeff"
# LibCST takes up to 30 kB for a level of indentation, 13 for a bracket, 4 for an operator.
_STACK_BYTES = 64 << 20
_FRAMES_A_LEVEL = 8
_LONG = 20_000
_STACK_LOCK = threading.Lock()
_WORD = re.compile(r"\w+|[^\w\s]")
_LIBCST_PLACE = re.compile(r"error at (\d+):(\d+)")


class SyntaxProblem(Exception):
    """A text that is no Python of any version: what is wrong, and where (1-based line and column, in code points)."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(f"{message} (line {line}, column {column})")
        self.message = message
        self.line = line
        self.column = column


@dataclass(frozen=True)
class Piece:
    """What changed in a text that could be read before: its lines from `first` to `last` (from 1), at their places in `text`,
    where nothing else stands.
    """

    text: str
    first: int
    last: int


def parse(text: str, changed: Piece | None = None) -> ast.Module:
    """The `ast` tree of a text; a byte order mark before it is passed over, warnings about it are not shown.

    A text that the running Python can't read, for its grammar is newer, is read by LibCST and lowered to the same
    classes (see `lower`). Raises SyntaxProblem where neither reads it, or where it nests more deeply than Python
    allows. Where Python stumbles over what `changed`, LibCST sees that alone first, which is quicker.
    """
    text = text.removeprefix(_BYTE_ORDER_MARK)
    if "\0" in text:
        raise _problem_at("a null character", text, text.index("\0"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _read(text)
        except (SyntaxError, RecursionError, MemoryError, ValueError) as error:
            if changed is not None and changed.first <= _of_python(error).line <= changed.last:
                _parse_newer(changed.text, error)
            return _parse_newer(text, error)


def parse_part(text: str) -> ast.Module | None:
    """The `ast` tree of a piece of a text; None where the running Python can't read it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _read(text)
        except (SyntaxError, RecursionError, MemoryError, ValueError):
            return None


def parse_libcst(text: str) -> tuple[libcst.Module, Spans]:
    """LibCST's tree of a text, and where each of its nodes stands (0-based offsets in code points).

    The text must not begin with a byte order mark. Raises SyntaxProblem as `parse` does.
    """
    from sadpath.source.lower.nesting import measure

    nesting = measure(text)
    refusal = nesting.refusal()
    if refusal is not None:
        raise _problem_at(refusal, text, nesting.end)
    return _on_large_stack(lambda: _with_places(text), 1000 + nesting.depth * _FRAMES_A_LEVEL)


def _with_places(text: str) -> tuple[libcst.Module, Spans]:
    import libcst

    from sadpath.source.lower.offsets import record

    try:
        module = libcst.parse_module(text)
        return module, record(module, text)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        # On a text that is no Python LibCST may fail in other ways than by a ParserSyntaxError (see `_lowered`).
        raise SyntaxProblem(f"LibCST does not read it: {error}", 1, 1) from None


def _read(text: str) -> ast.Module:
    # Python is told no name: it would count the columns of a mistake in what the file of that name holds now
    if sys.version_info >= (3, 11) or len(text) < _LONG:
        return ast.parse(text)
    # Python 3.10 makes its tree without a look at the stack; a text has to be long to bring that down.
    return _on_large_stack(lambda: ast.parse(text), sys.getrecursionlimit())


def _parse_newer(text: str, first: Exception) -> ast.Module:
    if isinstance(first, SyntaxError) and first.msg.startswith("Missing parentheses in call"):
        raise _of_python(first) from None  # Python 2: no newer grammar brings its `print` back
    from sadpath.source.lower.nesting import measure

    nesting = measure(text)
    refusal = nesting.refusal()
    if refusal is not None and isinstance(first, SyntaxError):
        # as a rule of a bracket that is not closed, so that all behind it nests in it
        raise _of_python(first) from None
    if refusal is not None:
        raise _problem_at(refusal, text, nesting.end) from None
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise _problem_at("a lone surrogate", text, error.start) from None
    return _on_large_stack(lambda: _lowered(text, first), 1000 + nesting.depth * _FRAMES_A_LEVEL)


def _lowered(text: str, first: Exception) -> ast.Module:
    import libcst

    from sadpath.source.lower import lower

    try:
        return lower(libcst.parse_module(text), text)
    except (SyntaxProblem, KeyboardInterrupt, SystemExit):
        raise
    except (RecursionError, MemoryError):
        raise SyntaxProblem("nested too deeply", 1, 1) from None
    except BaseException as error:
        # On a text that is no Python LibCST may fail in other ways than by a ParserSyntaxError: a validation or logic
        # error, a panic of its native part, which is no Exception. All say the same.
        raise _clearer(first, str(error), text) from None


def _on_large_stack(make: Callable[[], Made], frames: int) -> Made:
    """What `make` gives or raises, in a thread with a stack that is large enough for all that `measure` lets pass."""
    made: list[Made] = []
    problem: list[BaseException] = []

    def run() -> None:
        try:
            made.append(make())
        except BaseException as error:
            problem.append(error)

    # Both settings are the whole process's, so one at a time, and back again.
    with _STACK_LOCK:
        size, limit = threading.stack_size(_STACK_BYTES), sys.getrecursionlimit()
        try:
            sys.setrecursionlimit(max(limit, frames))
            thread = threading.Thread(target=run, daemon=True)
            thread.start()
            thread.join()
        finally:
            threading.stack_size(size)
            sys.setrecursionlimit(limit)
    if problem:
        raise problem.pop()  # held by nothing but what handles it: it holds this frame
    return made[0]


def _clearer(first: Exception, second: str, text: str) -> SyntaxProblem:
    """One problem of the two parsers' errors.

    Python's has the better words. But where LibCST came further, Python only stumbled over newer grammar, and the
    mistake is where LibCST stopped; unless it is a bracket that was never closed, which LibCST notes at the text's
    end.
    """
    ours = _of_python(first)
    match = _LIBCST_PLACE.search(second)
    if match is None or "never closed" in ours.message:
        return ours
    lines = re.split(r"\r\n?|\n", text)[: int(match[1])]
    # LibCST tells where the token after the wrong one starts (a line from 1, a column from 0).
    lines[-1] = lines[-1][: int(match[2])]
    while len(lines) > 1 and not lines[-1].strip():
        lines.pop()
    if len(lines) <= ours.line:
        return ours
    return SyntaxProblem("invalid syntax", len(lines), [0, *(m.start() for m in _WORD.finditer(lines[-1]))][-1] + 1)


def _of_python(error: Exception) -> SyntaxProblem:
    if isinstance(error, SyntaxError):
        return SyntaxProblem(error.msg, max(error.lineno or 1, 1), max(error.offset or 1, 1))
    if isinstance(error, (RecursionError, MemoryError)):
        return SyntaxProblem("nested too deeply", 1, 1)
    return SyntaxProblem(str(error), 1, 1)


def _problem_at(message: str, text: str, offset: int) -> SyntaxProblem:
    before = re.split(r"\r\n?|\n", text[:offset])
    return SyntaxProblem(message, len(before), len(before[-1]) + 1)
