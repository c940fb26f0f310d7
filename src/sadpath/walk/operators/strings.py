"""The methods of strings, bytes and numbers."""

from __future__ import annotations

import itertools
from typing import Any

from sadpath.walk.limits import LONGEST_TEXT, too_long
from sadpath.walk.machine import Machine
from sadpath.walk.operators.concrete import NotConcrete, abstract, concrete, only_plain, python_error
from sadpath.walk.operators.formats import format_template, template_pieces
from sadpath.walk.operators.joining import join, join_bytes
from sadpath.walk.operators.membership import text_contains
from sadpath.walk.operators.splits import across, split_text, with_origin
from sadpath.walk.operators.texts import build_text, join_text, to_text
from sadpath.walk.values import Lanes, Literal, Text, Unknown, Value, is_constant

BOOLEAN = frozenset(
    {
        "startswith",
        "endswith",
        "isdigit",
        "isalpha",
        "isalnum",
        "isupper",
        "islower",
        "isnumeric",
        "isspace",
        "isdecimal",
        "isidentifier",
        "__contains__",
        "__eq__",
    }
)


NUMBER = frozenset({"find", "rfind", "index", "rindex", "count", "__len__"})


LISTS = frozenset({"split", "rsplit", "splitlines", "partition", "rpartition"})


CASE = frozenset({"lower", "upper", "casefold", "title", "capitalize", "swapcase"})


FOLDS = frozenset({"lower", "upper", "casefold"})


STRIPS = frozenset({"strip", "lstrip", "rstrip", "removeprefix", "removesuffix"})


def call_string(m: Machine, value: Value, name: str, args: list[Value], kw: dict[str, Value]) -> Value:
    """A method of a constant (string, bytes, number), a `Text`, or lanes of them."""
    if name == "format" and isinstance(value, str):
        return format_template(m, value, args, kw)
    if name == "join" and (isinstance(value, str)):
        return join(m, value, args[0] if args else m.new_list([]))
    if name == "join" and isinstance(value, bytes) and args:
        return join_bytes(m, value, args[0])
    if name == "format_map" and isinstance(value, str) and args:
        return build_text(m, template_pieces(m, value, [], {}, itertools.count(), m.single(args[0])))
    everything = [value, *args, *kw.values()]
    if any(type(v) is Lanes for v in everything):
        if all(type(v) is not Lanes or only_plain(m, v) for v in everything):
            names = list(kw)

            def one(v: Value, *rest: Value) -> Value:
                made = call_string(
                    m, v, name, list(rest[: len(args)]), dict(zip(names, rest[len(args) :], strict=True))
                )
                if isinstance(v, Unknown) and isinstance(made, Unknown) and made.answer is None:
                    made.answer = v.answer
                return made

            made = m.lift(one, *everything)
            if type(value) is Lanes and name in LISTS:
                return across(m, value, made)
            if type(value) is Lanes and name in STRIPS and "composed" in value.origin:
                return with_origin(m, value, made)
            if type(value) is Lanes and type(made) is Lanes and name in CASE | STRIPS:
                if unchanged(m, value, made):
                    made.origin = value.origin
                elif name in FOLDS:
                    made.origin = value.origin.folded(name)
            return made
        return call_string(
            m, m.single(value), name, [m.single(a) for a in args], {k: m.single(v) for k, v in kw.items()}
        )
    if (
        name == "replace"
        and len(args) == 2
        and isinstance(value, (str, Text))
        and isinstance(args[0], str)
        and args[0]
        and isinstance(args[1], (Unknown, Text))
    ):
        return put_in(m, value, args[0], args[1])
    if is_constant(value):
        return constant_method(m, value, name, args, kw)
    return partly_known(m, value, name, args)


def unchanged(m: Machine, before: Lanes, after: Lanes) -> bool:
    """Whether the documented texts stayed as they were (`upper` of codes that are upper case): then it is still the field itself."""
    documented = [lane for lane in m.active if m.answers.lanes and m.answers.lanes[lane].kind == "error"]
    return all(before.values[lane] == after.values[lane] for lane in documented)


def put_in(m: Machine, value: Value, mark: str, item: Value) -> Value:
    """`value.replace(mark, item)` for an item of which not all is known."""
    pieces: list[Value] = []
    for part in value.parts if isinstance(value, Text) else (value,):
        for index, piece in enumerate(part.split(mark) if isinstance(part, str) else [part]):
            pieces += [to_text(m, item), piece] if index else [piece]
    return join_text(pieces)


def constant_method(m: Machine, value: Any, name: str, args: list[Value], kw: dict[str, Value]) -> Value:
    """A method of a plain constant, run for real where the arguments are known too."""
    if not hasattr(value, name):
        raise m.error("AttributeError", f"{type(value).__name__} object has no attribute {name!r}")
    try:
        plain = [concrete(a) for a in args]
        named = {k: concrete(v) for k, v in kw.items()}
    except NotConcrete:
        return partly_known(m, value, name, args)
    if too_long(value, name, plain):
        return m.unknown("long", name, kind="str")
    try:
        made = getattr(value, name)(*plain, **named)
    except Exception as error:
        raise python_error(m, error) from None
    if isinstance(made, str) and len(made) > LONGEST_TEXT:
        return m.unknown("long", name, kind="str")
    if isinstance(value, Literal) and name in FOLDS:
        return Literal.at(made, value.node, value.module)
    if isinstance(value, Literal) and name in LISTS:
        return abstract(m, type(made)(Literal.at(piece, value.node, value.module) for piece in made))
    return abstract(m, made)


def partly_known(m: Machine, value: Value, name: str, args: list[Value]) -> Value:
    """A method of a string that is known in part only."""
    if isinstance(value, Text):
        first, last = value.parts[0], value.parts[-1]
        if name in CASE:
            return join_text(
                [
                    getattr(p, name)()
                    if isinstance(p, str)
                    else m.unknown("method", name, p, kind="str", origin=p.origin)
                    for p in value.parts
                ]
            )
        if name in STRIPS and all(isinstance(a, str) for a in args):
            parts = list(value.parts)
            if name in ("strip", "rstrip", "removesuffix") and isinstance(last, str):
                parts[-1] = getattr(last, "rstrip" if name == "strip" else name)(*args)
            if name in ("strip", "lstrip", "removeprefix") and isinstance(first, str):
                parts[0] = getattr(first, "lstrip" if name == "strip" else name)(*args)
            return join_text(parts)
        if name == "startswith" and isinstance(first, str) and args and isinstance(args[0], str):
            if len(first) >= len(args[0]):
                return first.startswith(args[0])
            if not args[0].startswith(first):
                return False
        if name == "endswith" and isinstance(last, str) and args and isinstance(args[0], str):
            if len(last) >= len(args[0]):
                return last.endswith(args[0])
            if not args[0].endswith(last):
                return False
        if name == "replace" and len(args) >= 2 and all(isinstance(a, str) for a in args):
            return join_text([p.replace(args[0], args[1]) if isinstance(p, str) else p for p in value.parts])
        if name in LISTS and (split := split_text(m, value, name, args)) is not None:
            return split
        if name == "__contains__" and args:
            return text_contains(m, args[0], value)
        if (
            name in ("find", "rfind", "count", "index", "rindex")
            and len(args) == 1
            and isinstance(args[0], (str, bytes))
        ):
            place = text_find(m, value, name, args[0] if isinstance(args[0], str) else args[0].decode(errors="replace"))
            if place is not None:
                return place
        if name == "encode":
            return value
    if name in STRIPS and isinstance(value, Unknown) and value.kind == "str":
        return value
    if name == "encode" and isinstance(value, Unknown):
        return value
    kind = "bool" if name in BOOLEAN else "number" if name in NUMBER else "list" if name in LISTS else "str"
    if name in BOOLEAN:
        if (
            name == "startswith"
            and args
            and isinstance(args[0], str)
            and isinstance(value, Unknown)
            and value.answer is not None
            and value.answer.never_in_success(args[0])
        ):
            return False
        return m.unknown("compare", name, value, *args, kind="bool")
    return m.unknown("method", name, value, *args, kind=kind)


def text_find(m: Machine, value: Text, name: str, item: str) -> Value:
    """`find`, `index` and `count` in a text that is known in part; None where nobody knows."""
    first = value.parts[0]
    if name in ("find", "index") and isinstance(first, str) and item in first:
        return first.find(item)
    known = sum(part.count(item) for part in value.parts if isinstance(part, str))
    if name == "count" and known:
        return known  # prose may say it too: that changes no condition that anybody writes
    if text_contains(m, item, value) is False:
        if name in ("index", "rindex"):
            raise m.error("ValueError", "substring not found")
        return 0 if name == "count" else -1
    return None
