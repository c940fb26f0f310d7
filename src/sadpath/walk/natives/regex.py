"""`re`: patterns, run for real on known text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sadpath.walk import observe
from sadpath.walk.calls import call
from sadpath.walk.limits import LONGEST_TEXT, explosive
from sadpath.walk.machine import Machine
from sadpath.walk.natives.helpers import plain_class, pure
from sadpath.walk.operators.concrete import abstract, only_plain, python_error
from sadpath.walk.operators.texts import build_text, to_text
from sadpath.walk.values import (
    ABSENT,
    BoundMethod,
    Descriptor,
    FunctionV,
    Instance,
    Lanes,
    Native,
    Text,
    Unknown,
    Value,
    is_constant,
    origin_of,
)


def match_attribute(name: str, read: Callable[[re.Match[str]], Any]) -> Native:
    """The getter of an attribute of match objects."""
    return Native(name, lambda m, args, kw: match_value(m, args[0], read))


def re_module(m: Machine) -> dict[str, Value]:
    """`re`: patterns run for real on known text."""
    pattern_class, match_class = plain_class(m, "Pattern"), plain_class(m, "Match")
    m.caches["match class"] = match_class

    def compile_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        source = m.single(args[0])
        if isinstance(source, Instance):
            return source
        flags = args[1] if len(args) > 1 and isinstance(args[1], int) else kw.get("flags", 0)
        made = Instance(pattern_class, {"pattern": source}, m.now)
        if isinstance(source, str):
            try:
                made.payload = re.compile(str(source), flags if isinstance(flags, int) else 0)
            except re.error as error:
                raise m.error("ValueError", str(error)) from None
        return made

    def search_with(name: str) -> Native:
        def run(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
            pattern = compile_(
                m,
                [
                    args[0],
                    *(
                        [args[2 if name not in ("sub", "subn") else 3]]
                        if len(args) > (2 if name not in ("sub", "subn") else 3)
                        else []
                    ),
                ],
                kw,
            )
            return apply_pattern(m, pattern, name, args[1:])

        return Native(name, run)

    for name in PATTERN_METHODS:

        def method(m: Machine, args: list[Value], kw: dict[str, Value], name: str = name) -> Value:
            return apply_pattern(m, args[0], name, args[1:])

        pattern_class.attrs[name] = Native(name, method)
    made: dict[str, Value] = {name: search_with(name) for name in PATTERN_METHODS}
    made |= {
        "compile": Native("compile", compile_),
        "escape": pure("escape", re.escape, "str"),
        "Pattern": pattern_class,
        "Match": match_class,
    }
    made |= {
        name: int(getattr(re, name))
        for name in ("I", "IGNORECASE", "M", "MULTILINE", "S", "DOTALL", "X", "VERBOSE", "A", "ASCII", "U", "UNICODE")
    }
    made["error"] = m.builtins["ValueError"]
    for name, read in MATCH_ATTRIBUTES.items():
        match_class.attrs[name] = Descriptor("property", match_attribute(name, read))
    for name, function in MATCH_METHODS.items():
        match_class.attrs[name] = Native(name, function)
    return made


PATTERN_METHODS = ("match", "search", "fullmatch", "findall", "finditer", "split", "sub", "subn")


def apply_pattern(m: Machine, pattern: Instance, name: str, args: list[Value]) -> Value:
    """`pattern.match(text)` and its relatives."""
    from sadpath.walk.natives.modules import match_of_text, search_partly

    text = args[1] if name in ("sub", "subn") and len(args) > 1 else args[0]
    observe.searched(m.events, m, text, pattern.attrs.get("pattern"))
    if pattern.payload is None or explosive(str(pattern.payload.pattern), pattern.payload.flags):
        return m.unknown("regex", name, pattern.attrs.get("pattern"), text)
    origin = origin_of(text)

    def one(value: Value) -> Value:
        if isinstance(value, str):
            return run_pattern(m, pattern.payload, name, str(value), args)
        if value is None:
            raise m.error("TypeError", "expected string or bytes-like object")
        if isinstance(value, Text) and (known := search_partly(m, pattern.payload, name, value)) is not ABSENT:
            return known
        if isinstance(value, Text) and name in ("match", "search", "fullmatch"):
            found = match_of_text(pattern.payload, name, value)
            if found is not False:
                return (
                    None
                    if found is None
                    else Instance(m.caches["match class"], {}, m.now, payload=None if found is True else found)
                )
        return m.unknown(
            "regex",
            name,
            pattern.attrs.get("pattern"),
            value,
            origin=origin_of(value),
            kind="str" if name == "sub" else None,
        )

    if type(text) is Lanes and only_plain(m, text):
        results = {lane: one(text.values[lane]) for lane in m.active if text.values[lane] is not None}
        if len(results) < len(m.active):
            return one(m.single(text))
        if all(is_constant(r) for r in results.values()):
            return m.lanes(lambda lane: results[lane], origin.derived())
        return merged_matches(m, results, origin)
    return one(m.single(text))


def merged_matches(m: Machine, results: dict[int, Value], origin: Any) -> Value:
    """Matches of several lanes as one match object with values by lane, where all lanes match; else the lanes part."""
    groups: dict[str, list[int]] = {}
    for lane, made in results.items():
        kind = (
            "none"
            if made is None
            else "match"
            if isinstance(made, Instance)
            else "unknown"
            if isinstance(made, Unknown)
            else f"list{lane}"
        )
        groups.setdefault(kind, []).append(lane)
    options = [tuple(g) for g in groups.values()]
    chosen = options[m.decide(options)]
    first = results[chosen[0]]
    if not isinstance(first, Instance):
        return first
    found = {lane: results[lane].payload for lane in chosen}
    if None in found.values():
        return first
    return Instance(m.caches["match class"], {}, m.now, payload=("lanes", found, origin))


def run_pattern(m: Machine, pattern: re.Pattern[str], name: str, text: str, args: list[Value]) -> Value:
    """The real thing, on known text; not where it might take for ever."""
    if len(text) > LONGEST_TEXT // 10:
        return m.unknown("regex", name, str(pattern.pattern), text, kind="str" if name == "sub" else None)
    if name in ("match", "search", "fullmatch"):
        found = getattr(pattern, name)(text)
        return None if found is None else Instance(m.caches["match class"], {}, m.now, payload=found)
    if name in ("sub", "subn"):
        if isinstance(args[0], (FunctionV, BoundMethod)) and name == "sub":
            return substituted(m, pattern, text, args[0])
        if not isinstance(args[0], str):
            return m.unknown("sub", text, kind="str")
        return abstract(m, getattr(pattern, name)(str(args[0]), text))
    if name == "finditer":
        return m.new_list([Instance(m.caches["match class"], {}, m.now, payload=f) for f in pattern.finditer(text)])
    return abstract(m, getattr(pattern, name)(text))


def substituted(m: Machine, pattern: re.Pattern[str], text: str, function: Value) -> Value:
    """`pattern.sub(function, text)`."""
    pieces: list[Value] = []
    position = 0
    for found in pattern.finditer(text):
        pieces += [
            text[position : found.start()],
            to_text(m, call(m, function, [Instance(m.caches["match class"], {}, m.now, payload=found)], {})),
        ]
        position = found.end()
    return build_text(m, [*pieces, text[position:]])


def match_value(m: Machine, match: Value, read: Callable[[re.Match[str]], Any]) -> Value:
    """Something of a match object, by lane where it has lanes."""
    payload = match.payload if isinstance(match, Instance) else None
    if isinstance(payload, tuple) and payload[0] == "lanes":
        return m.lanes(lambda lane: abstract(m, read(payload[1][lane])), payload[2].derived())
    return abstract(m, read(payload)) if payload is not None else m.unknown("match", match)


def match_method(read: Callable[..., Any]) -> Callable[[Machine, list[Value], dict[str, Value]], Value]:
    """A method of match objects."""

    def run(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        plain = [m.single(a) for a in args[1:]]
        try:
            return match_value(m, args[0], lambda match: read(match, *plain))
        except IndexError as error:
            raise python_error(m, error) from None

    return run


MATCH_ATTRIBUTES: dict[str, Callable[[re.Match[str]], Any]] = {
    "lastgroup": lambda match: match.lastgroup,
    "lastindex": lambda match: match.lastindex,
    "string": lambda match: match.string,
    "pos": lambda match: match.pos,
    "endpos": lambda match: match.endpos,
}


MATCH_METHODS: dict[str, Any] = {
    "group": match_method(lambda match, *names: match.group(*names)),
    "__getitem__": match_method(lambda match, name: match[name]),
    "groups": match_method(lambda match, *default: match.groups(*default)),
    "groupdict": match_method(lambda match, *default: match.groupdict(*default)),
    "start": match_method(lambda match, *group: match.start(*group)),
    "end": match_method(lambda match, *group: match.end(*group)),
    "span": match_method(lambda match, *group: match.span(*group)),
}
