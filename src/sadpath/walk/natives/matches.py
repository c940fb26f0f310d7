"""What patterns of `re` find: match objects, by lane where the lanes' texts differ."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sadpath.walk.machine import Machine
from sadpath.walk.operators.concrete import abstract, python_error
from sadpath.walk.values import ClassV, Descriptor, Instance, Native, Unknown, Value, is_constant


def fill_match_class(match_class: ClassV) -> None:
    """Give the class of match objects what they have."""
    for name, read in MATCH_ATTRIBUTES.items():
        match_class.attrs[name] = Descriptor("property", match_attribute(name, read))
    match_class.attrs["re"] = Descriptor("property", Native("re", lambda m, args, kw: pattern_of(m, args[0])))
    for name, function in MATCH_METHODS.items():
        match_class.attrs[name] = Native(name, function)


def match_of(m: Machine, found: re.Match[Any] | None) -> Instance:
    """A match object; None where nobody knows what was found."""
    return Instance(m.caches["match class"], {}, m.now, payload=found)


def match_attribute(name: str, read: Callable[[re.Match[str]], Any]) -> Native:
    """The getter of an attribute of match objects."""
    return Native(name, lambda m, args, kw: match_value(m, args[0], read))


def pattern_of(m: Machine, match: Instance) -> Value:
    """`match.re`."""
    payload = match.payload
    if isinstance(payload, tuple):
        payload = next(iter(payload[1].values()))
    if payload is None:
        return m.unknown("match", match, "re")
    return Instance(m.caches["pattern class"], {"pattern": payload.re.pattern}, m.now, payload=payload.re)


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
        named = {key: m.single(value) for key, value in kw.items()}
        if not all(is_constant(value) for value in (*plain, *named.values())):
            return m.unknown("match", args[0], *plain, *named.values())
        try:
            return match_value(m, args[0], lambda match: read(match, *plain, **named))
        except (IndexError, TypeError) as error:
            raise python_error(m, error) from None
        except re.error as error:
            raise m.error("ValueError", str(error)) from None

    return run


MATCH_ATTRIBUTES: dict[str, Callable[[re.Match[str]], Any]] = {
    "lastgroup": lambda match: match.lastgroup,
    "lastindex": lambda match: match.lastindex,
    "string": lambda match: match.string,
    "pos": lambda match: match.pos,
    "endpos": lambda match: match.endpos,
    "regs": lambda match: match.regs,
}


MATCH_METHODS: dict[str, Any] = {
    "group": match_method(lambda match, *names: match.group(*names)),
    "__getitem__": match_method(lambda match, name: match[name]),
    "groups": match_method(lambda match, *args, **kw: match.groups(*args, **kw)),
    "groupdict": match_method(lambda match, *args, **kw: match.groupdict(*args, **kw)),
    "expand": match_method(lambda match, template: match.expand(template)),
    "start": match_method(lambda match, *group: match.start(*group)),
    "end": match_method(lambda match, *group: match.end(*group)),
    "span": match_method(lambda match, *group: match.span(*group)),
}
