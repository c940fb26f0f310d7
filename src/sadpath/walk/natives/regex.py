"""`re`: patterns, run for real on known text."""

from __future__ import annotations

import re
from typing import Any

from sadpath.walk import observe_calls
from sadpath.walk.calls import call
from sadpath.walk.containers.methods import walk_iterator
from sadpath.walk.limits import LONGEST_TEXT, explosive
from sadpath.walk.machine import Machine
from sadpath.walk.natives.helpers import plain_class, pure
from sadpath.walk.natives.matches import fill_match_class, match_of, merged_matches
from sadpath.walk.operators.concrete import abstract, only_plain
from sadpath.walk.operators.texts import build_text, to_text
from sadpath.walk.values import (
    ABSENT,
    BoundMethod,
    ClassV,
    Descriptor,
    FunctionV,
    Instance,
    Lanes,
    Native,
    Text,
    Value,
    is_constant,
    origin_of,
)

FLAGS = ("NOFLAG", *"IMSXAULT", "IGNORECASE", "MULTILINE", "DOTALL", "VERBOSE", "ASCII", "UNICODE", "LOCALE", "DEBUG")


def re_module(m: Machine) -> dict[str, Value]:
    """`re`: patterns run for real on known text."""
    pattern_class, match_class = plain_class(m, "Pattern"), plain_class(m, "Match")
    m.caches["pattern class"], m.caches["match class"] = pattern_class, match_class

    def search_with(name: str) -> Native:
        def run(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
            given = by_name(m, ("pattern", *PATTERN_METHODS[name][0], "flags"), args, kw)
            pattern = compiled(m, given.pop("pattern"), given.pop("flags", 0))
            return apply_pattern(m, pattern, name, given)

        return Native(name, run)

    for name, (always, optional) in PATTERN_METHODS.items():

        def method(
            m: Machine,
            args: list[Value],
            kw: dict[str, Value],
            name: str = name,
            parameters: tuple[str, ...] = (*always, *optional),
        ) -> Value:
            return apply_pattern(m, args[0], name, by_name(m, parameters, args[1:], kw))

        pattern_class.attrs[name] = Native(name, method)
    made: dict[str, Value] = {name: search_with(name) for name in PATTERN_METHODS}

    def compile_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        given = by_name(m, ("pattern", "flags"), args, kw)
        return compiled(m, given["pattern"], given.get("flags", 0))

    made |= {
        "compile": Native("compile", compile_),
        "escape": pure("escape", re.escape, "str"),
        "purge": Native("purge", lambda m, args, kw: None),
        "Pattern": pattern_class,
        "Match": match_class,
    }
    made |= {name: int(getattr(re, name)) for name in FLAGS if hasattr(re, name)}
    made["error"] = made["PatternError"] = m.builtins["ValueError"]
    for name in ("groups", "flags", "groupindex"):
        pattern_class.attrs[name] = Descriptor("property", pattern_attribute(name))
    fill_match_class(match_class)
    return made


PLACE = ("pos", "endpos")
PATTERN_METHODS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    **dict.fromkeys(("match", "search", "fullmatch", "findall", "finditer"), (("string",), PLACE)),
    "split": (("string", "maxsplit"), ()),
    "sub": (("repl", "string", "count"), ()),
    "subn": (("repl", "string", "count"), ()),
}
"""By name, the parameters of the methods of patterns: those that the module's functions have too, and the others."""


def by_name(m: Machine, parameters: tuple[str, ...], args: list[Value], kw: dict[str, Value]) -> dict[str, Value]:
    """The arguments of a function with these parameters, by their names. Raises `Raised(TypeError)` where they are too many."""
    if len(args) > len(parameters) or not {*kw} <= {*parameters, "*", "**"}:
        raise m.error("TypeError", "unexpected argument")
    return {**dict(zip(parameters, args, strict=False)), **kw}


def compiled(m: Machine, source: Value, flags: Value) -> Instance:
    """`re.compile(source, flags)`; a pattern stays what it is."""
    source, flags = m.single(source), m.single(flags)
    if isinstance(source, Instance):
        return source
    made = Instance(m.caches["pattern class"], {"pattern": source}, m.now)
    if isinstance(source, (str, bytes)):
        try:
            plain: Any = str(source) if isinstance(source, str) else source
            made.payload = re.compile(plain, flags if isinstance(flags, int) else 0)
        except (re.error, ValueError) as error:
            raise m.error("ValueError", str(error)) from None
    return made


def pattern_attribute(name: str) -> Native:
    """The getter of what a pattern tells about itself."""

    def read(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        pattern = args[0].payload
        if pattern is None:
            return m.unknown("pattern", name, args[0].attrs.get("pattern"))
        found = getattr(pattern, name)
        return abstract(m, dict(found) if name == "groupindex" else found)

    return Native(name, read)


def apply_pattern(m: Machine, pattern: Instance, name: str, given: dict[str, Value]) -> Value:
    """`pattern.match(text)` and its relatives, with the arguments by name."""
    text = given["string"]
    observe_calls.searched(m.events, m, text, pattern.attrs.get("pattern"))
    more = {key: m.single(value) for key, value in given.items() if key not in ("string", "repl")}
    if (
        pattern.payload is None
        or explosive(readable(pattern.payload), pattern.payload.flags)
        or not all(isinstance(value, int) for value in more.values())
    ):
        return m.unknown("regex", name, pattern.attrs.get("pattern"), text, *more.values())
    origin = origin_of(text)
    repl = given.get("repl")

    def one(value: Value) -> Value:
        if type(value) is bytes if isinstance(pattern.payload.pattern, bytes) else isinstance(value, str):
            return run_pattern(m, pattern.payload, name, value, repl, more)
        if value is None:
            raise m.error("TypeError", "expected string or bytes-like object")
        if isinstance(value, Text) and not more and isinstance(pattern.payload.pattern, str):
            found = matched_partly(m, pattern.payload, name, value)
            if found is not ABSENT:
                return found
        return m.unknown(
            "regex",
            name,
            pattern.attrs.get("pattern"),
            value,
            *more.values(),
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


def readable(pattern: re.Pattern[Any]) -> str:
    """The source of a pattern, as text."""
    source = pattern.pattern
    return str(source) if isinstance(source, str) else str(source, "latin-1")


def matched_partly(m: Machine, pattern: re.Pattern[str], name: str, text: Text) -> Value:
    """What a method of a pattern gives for a text of which not all is known; `ABSENT` where nobody knows."""
    from sadpath.walk.natives.modules import match_of_text, search_partly

    known = search_partly(m, pattern, name, text)
    if known is not ABSENT or name not in ("match", "search", "fullmatch"):
        return known
    found = match_of_text(pattern, name, text)
    if found is False:
        return ABSENT
    if found is None:
        return None
    return match_of(m, None if found is True else found)


def run_pattern(m: Machine, pattern: re.Pattern[Any], name: str, text: Any, repl: Value, more: dict[str, Any]) -> Value:
    """The real thing, on known text; not where it might take for ever. `more`: the arguments besides the text and what takes its place."""
    if len(text) > LONGEST_TEXT // 10:
        return m.unknown("regex", name, readable(pattern), text, kind="str" if name == "sub" else None)
    if isinstance(text, str):
        text = str(text)
    if name in ("sub", "subn"):
        if isinstance(repl, CALLABLE) and isinstance(text, str):
            return substituted(m, pattern, text, repl, more.get("count", 0), counted=name == "subn")
        if not isinstance(repl, type(text)):
            return m.unknown("sub", text, kind="str" if name == "sub" else None)
        plain = str(repl) if isinstance(repl, str) else repl
        try:
            return abstract(m, getattr(pattern, name)(plain, text, **more))
        except (re.error, IndexError) as error:  # a group that the pattern does not have
            raise m.error("ValueError", str(error)) from None
    made = getattr(pattern, name)(text, **more)
    if name == "finditer":
        return walk_iterator(m, [match_of(m, f) for f in made])
    if name in ("match", "search", "fullmatch"):
        return None if made is None else match_of(m, made)
    return abstract(m, made)


CALLABLE = (FunctionV, BoundMethod, Native, ClassV, Instance)


def substituted(
    m: Machine, pattern: re.Pattern[str], text: str, function: Value, count: int, *, counted: bool
) -> Value:
    """`pattern.sub(function, text, count)`, or `subn` where it is `counted`."""
    pieces: list[Value] = []
    position = number = 0
    for found in pattern.finditer(text):
        if number and number == count:
            break
        number += 1
        pieces += [
            text[position : found.start()],
            to_text(m, call(m, function, [match_of(m, found)], {})),
        ]
        position = found.end()
    made = build_text(m, [*pieces, text[position:]])
    return (made, number) if counted else made
