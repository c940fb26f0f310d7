"""Bounds on what is computed for real, so that no walk takes long or fills the memory."""

from __future__ import annotations

import ast
import re
from functools import lru_cache
from typing import Any

LONGEST_TEXT = 100_000
MOST_BITS = 4_096
MOST_PARTS = 2_000
MOST_NODES = 5_000
_PLENTY = re.compile(r"\d{5}")


def too_large(op: type[ast.operator], left: Any, right: Any) -> bool:
    """Whether `left op right` of two constants would be a number or a text too large to be of use."""
    if isinstance(left, int) and isinstance(right, int):
        one, two = left.bit_length(), right.bit_length()
        if op is ast.Mult:
            return one + two > MOST_BITS
        if op is ast.Pow:
            return one > 1 and (two > 16 or one * abs(right) > MOST_BITS)
        return op is ast.LShift and (two > 16 or one + right > MOST_BITS)
    if op is ast.Mult:
        for text, count in ((left, right), (right, left)):
            if isinstance(text, (str, bytes)) and isinstance(count, int):
                return len(text) * count > LONGEST_TEXT
    if op is ast.Add and isinstance(left, (str, bytes)) and isinstance(right, (str, bytes)):
        return len(left) + len(right) > LONGEST_TEXT
    return False


def too_long(value: Any, name: str, args: list[Any]) -> bool:
    """Whether the method `name` of a constant would give a text too long to be of use."""
    if name in ("ljust", "rjust", "center", "zfill", "expandtabs", "to_bytes"):
        return bool(args) and isinstance(args[0], int) and args[0] > LONGEST_TEXT
    if name == "replace" and len(args) > 1:
        kind = bytes if isinstance(value, bytes) else str
        if not all(isinstance(text, kind) for text in (value, *args[:2])):
            return False
        return int(value.count(args[0])) * len(args[1]) > LONGEST_TEXT
    return name == "translate" and isinstance(value, (str, bytes)) and len(value) > 1_000


_OPERATIONS: dict[str, type[ast.operator]] = {
    "pow": ast.Pow,
    "mul": ast.Mult,
    "lshift": ast.LShift,
    "add": ast.Add,
    "concat": ast.Add,
}


def costly(name: str, args: list[Any]) -> bool:
    """Whether a function of the standard library would compute for long, or something too large, on these arguments."""
    if name in _OPERATIONS and len(args) == 2:
        return too_large(_OPERATIONS[name], args[0], args[1])
    if name in ("factorial", "comb", "perm", "round"):
        return any(isinstance(arg, int) and abs(arg) > 1_000 for arg in (args[1:] if name == "round" else args))
    if name in ("prod", "lcm", "from_bytes"):
        return any(isinstance(arg, (list, tuple, bytes)) and len(arg) > MOST_BITS // 8 for arg in args)
    if name in ("bytes", "isqrt"):
        return any(isinstance(arg, int) and arg > LONGEST_TEXT for arg in args)
    return name == "mod" and bool(args) and isinstance(args[0], (str, bytes))


def wide(spec: str) -> bool:
    """Whether a format specification asks for a text of many thousand letters."""
    return _PLENTY.search(spec) is not None


def weight(value: tuple[Any, ...], limit: int = MOST_NODES) -> int:
    """How many values a tuple holds, those of tuples inside counted as often as they occur; counting ends at the limit."""
    count = 0
    stack = [value]
    while stack and count <= limit:
        item = stack.pop()
        count += len(item)
        stack += [inner for inner in item if type(inner) is tuple]
    return count


@lru_cache(maxsize=1024)
def explosive(pattern: str, flags: int) -> bool:
    """Whether a regular expression may take time exponential in the text: a repeat whose body is little more than a repeat.

    One with many `.*` counts too, as it takes time in a high power of the text's length.
    `(a+)+` and `(\\w*\\s*)*` are; `(_[A-Z]+)*` is not, as each turn needs a `_` that the inner repeat does not take.
    """
    try:
        from re import _parser as parser  # type: ignore[attr-defined]
    except ImportError:  # Python 3.10
        import sre_parse as parser
    if pattern.count(".*") + pattern.count(".+") > 4:
        return True
    try:
        return any(ambiguous(body) for body in repeated(parser.parse(pattern, flags), parser))
    except (re.error, RecursionError, OverflowError):
        return True


def repeated(parsed: Any, parser: Any) -> Any:
    """The bodies of all unbounded repeats, at any depth, as lists of (operation, argument)."""
    stack = [parsed]
    while stack:
        item = stack.pop()
        if isinstance(item, parser.SubPattern):
            stack += list(item)
        elif isinstance(item, (list, tuple)):
            if len(item) == 2 and str(item[0]) in ("MAX_REPEAT", "MIN_REPEAT") and item[1][1] > 16:
                yield list(item[1][2])
            stack += [inner for inner in item if isinstance(inner, (list, tuple, parser.SubPattern))]


def ambiguous(body: list[Any]) -> bool:
    """Whether two turns of a repeated body can share their text in several ways."""
    flat: list[Any] = []
    stack = list(body)[::-1]
    while stack:
        operation, argument = stack.pop()
        if str(operation) == "SUBPATTERN":
            stack += list(argument[-1])[::-1]
        else:
            flat.append((str(operation), argument))
    repeats = [
        argument for operation, argument in flat if operation in ("MAX_REPEAT", "MIN_REPEAT") and argument[1] > 16
    ]
    if any(operation == "BRANCH" for operation, _ in flat):
        options = [option for operation, argument in flat if operation == "BRANCH" for option in argument[1]]
        return bool(repeats) or any(not len(option) or str(option[0][0]) not in ("LITERAL", "IN") for option in options)
    if not repeats:
        return False
    needed = [argument for operation, argument in flat if operation == "LITERAL"]
    return not any(all(not takes(repeat, letter) for repeat in repeats) for letter in needed)


def takes(repeat: Any, letter: int) -> bool:
    """Whether what is repeated can match the letter; True where that is not simple to tell."""
    body = list(repeat[2])
    if len(body) != 1:
        return True
    operation, argument = str(body[0][0]), body[0][1]
    if operation == "LITERAL":
        return bool(argument == letter)
    if operation == "NOT_LITERAL":
        return bool(argument != letter)
    if operation != "IN":
        return True
    negated, found = False, False
    for kind, value in argument:
        if str(kind) == "NEGATE":
            negated = True
        elif str(kind) == "LITERAL":
            found = found or value == letter
        elif str(kind) == "RANGE":
            found = found or value[0] <= letter <= value[1]
        else:
            name = str(value)
            plain = name.replace("_NOT", "")
            char = chr(letter)
            known = {
                "CATEGORY_DIGIT": char.isdigit(),
                "CATEGORY_SPACE": char.isspace(),
                "CATEGORY_WORD": char.isalnum() or char == "_",
            }
            if plain not in known:
                return True
            found = found or (known[plain] != (plain != name))
    return found is not negated
