"""Patterns of sequences and mappings: `[first, *rest]`, `{"code": code, **rest}`."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING

from sadpath.walk import observe
from sadpath.walk.calls import call_method
from sadpath.walk.containers.changes import delete_item
from sadpath.walk.containers.iteration import to_list, unpack
from sadpath.walk.containers.mappings import mapping_items
from sadpath.walk.containers.subscripts import dict_find, get_item
from sadpath.walk.machine import Machine
from sadpath.walk.operators.comparison import compare_plain
from sadpath.walk.values import (
    ABSENT,
    DictV,
    Instance,
    Lanes,
    ListV,
    RangeV,
    Text,
    Unknown,
    Value,
)
from sadpath.walk.values.views import VIEWS

if TYPE_CHECKING:
    from sadpath.walk.run import Frame

Matches = Callable[[Machine, ast.pattern, Value, "dict[str, Value]", "Frame"], bool]


def match_sequence(
    m: Machine, pattern: ast.MatchSequence, subject: Value, bindings: dict[str, Value], frame: Frame, matches: Matches
) -> bool:
    """`[a, b, *rest]` and `(a, b)`."""
    subject = m.single(subject) if type(subject) is Lanes else subject
    parts = pattern.patterns
    star = next((i for i, p in enumerate(parts) if isinstance(p, ast.MatchStar)), None)
    if isinstance(subject, (Unknown, Text)):
        if isinstance(subject, Text) or not m.truth(m.unknown("compare", "sequence", subject, len(parts), kind="bool")):
            return False
        items: list[Value] = [m.unknown("element", subject, i) for i in range(len(parts))]
    elif isinstance(subject, VIEWS):
        return False
    elif isinstance(subject, (tuple, ListV, RangeV)) or (
        isinstance(subject, Instance) and subject.cls.flavour == "namedtuple"
    ):
        items, _ = to_list(m, subject)
    elif isinstance(subject, Instance) and m.truth(is_abstract_one(m, subject, "Sequence")):
        taken = items_of_object(m, subject, parts, star)
        if taken is None:
            return False
        items = taken
    else:
        return False
    if star is None:
        if len(items) != len(parts):
            return False
    elif len(items) < len(parts) - 1:
        return False
    with m.events.pair():
        position = 0
        for part in parts:
            if isinstance(part, ast.MatchStar):
                count = len(items) - (len(parts) - 1)
                if part.name:
                    bindings[part.name] = m.new_list(items[position : position + count])
                position += count
                continue
            if not matches(m, part, items[position], bindings, frame):
                return False
            position += 1
    return True


def is_abstract_one(m: Machine, value: Instance, name: str) -> Value:
    """Whether an object's class derives from an abstract class of `collections.abc`; a symbol where nobody knows.

    It is not enough to have the methods.
    """
    if any(base.name == name and getattr(base.module, "name", "") == "collections.abc" for base in value.cls.mro):
        return True
    return m.unknown("compare", "isinstance", value, name, kind="bool") if value.cls.opaque else False


def items_of_object(m: Machine, subject: Instance, parts: list[ast.pattern], star: int | None) -> list[Value] | None:
    """What the patterns are held against of a sequence that is an object; None where it has not as many as they ask for.

    As in Python: `len` is asked first. Then it is iterated, or, where nobody wants what the star takes, asked by index.
    """
    from sadpath.walk.builtins.registry import FUNCTIONS

    wanted = len(parts) - (star is not None)
    length = FUNCTIONS["len"](m, [subject], {})
    if not m.truth(m.lift(lambda n: compare_plain(m, ast.Eq if star is None else ast.GtE, n, wanted), length)):
        return None
    if all((isinstance(part, ast.MatchStar) and part.name is None) or is_wildcard(part) for part in parts):
        return [None] * wanted
    starred = parts[star] if star is not None else None
    if star is None or (isinstance(starred, ast.MatchStar) and starred.name):
        items = unpack(m, subject, len(parts), star)
        return items if star is None else [*items[:star], *items[star].items, *items[star + 1 :]]
    first, after, length = (
        [get_item(m, subject, index) for index in range(star)],
        len(parts) - star - 1,
        m.single(length),
    )
    if isinstance(length, int):
        return [*first, *(get_item(m, subject, length - index) for index in range(after, 0, -1))]
    return [*first, *(m.unknown("element", subject, -index) for index in range(after, 0, -1))]


def is_wildcard(part: ast.pattern) -> bool:
    """Whether a pattern is `_`."""
    return isinstance(part, ast.MatchAs) and part.pattern is None and part.name is None


def match_mapping(
    m: Machine, pattern: ast.MatchMapping, subject: Value, bindings: dict[str, Value], frame: Frame, matches: Matches
) -> bool:
    """`{"code": code, **rest}`."""
    subject = m.single(subject) if type(subject) is Lanes else subject
    if isinstance(subject, Unknown):
        if not m.truth(m.unknown("compare", "isinstance", subject, "dict", kind="bool")):
            return False
    elif isinstance(subject, Instance):
        if not m.truth(is_abstract_one(m, subject, "Mapping")) or not has_as_many(m, subject, len(pattern.keys)):
            return False
    elif not isinstance(subject, DictV):
        return False
    taken: list[Value] = []
    with m.events.pair():
        for key, part in zip(pattern.keys, pattern.patterns, strict=True):
            wanted = m.eval(key, frame)
            observe.read(m.events, m, key, frame, subject, wanted)
            found = under_key(m, subject, wanted)
            if not m.is_there(found):
                return False
            taken.append(wanted)
            if not matches(m, part, found, bindings, frame):
                return False
    if pattern.rest:
        bindings[pattern.rest] = rest_of(m, subject, taken)
    return True


def has_as_many(m: Machine, subject: Instance, count: int) -> bool:
    """Whether a mapping that is an object says that it has at least `count` keys; it is not asked where the pattern names none."""
    from sadpath.walk.builtins.registry import FUNCTIONS

    if not count:
        return True
    length = FUNCTIONS["len"](m, [subject], {})
    return m.truth(m.lift(lambda n: compare_plain(m, ast.GtE, n, count), length))


def under_key(m: Machine, subject: Value, wanted: Value) -> Value:
    """What a mapping has under a key, `ABSENT` where there is nothing. Objects are asked by their own `get`."""
    if isinstance(subject, Unknown):
        if isinstance(wanted, str) and wanted in subject.members:
            return ABSENT
        found: Value = m.unknown("item", subject, wanted, origin=subject.origin)
        found.answer = subject.answer
        return found
    if isinstance(subject, DictV) and (subject.cls is None or subject.cls.find("get") is ABSENT):
        return dict_find(m, subject, wanted)
    nothing = Instance(m.builtins["object"], {}, m.now)
    found = call_method(m, subject, "get", [wanted, nothing])
    if type(found) is not Lanes:
        return ABSENT if found is nothing else found
    values = found.values
    return m.lanes(lambda lane: ABSENT if values[lane] is nothing else values[lane], found.origin)


def rest_of(m: Machine, subject: Value, taken: list[Value]) -> Value:
    """The dict of what a mapping has under other keys."""
    if isinstance(subject, DictV):
        return m.new_dict({key: value for key, value in subject.items.items() if key not in taken}, subject.base)
    if isinstance(subject, Unknown):
        return subject
    made = m.new_dict(dict(mapping_items(m, subject)))
    for key in taken:
        delete_item(m, made, key)
    return made
