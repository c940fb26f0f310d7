"""`match` statements and their patterns."""

from __future__ import annotations

import ast
from typing import Any

from sadpath.walk import conjunctions, observe
from sadpath.walk.containers.iteration import to_list
from sadpath.walk.containers.subscripts import dict_find
from sadpath.walk.machine import Machine
from sadpath.walk.objects.attributes import get_attribute
from sadpath.walk.run import Frame
from sadpath.walk.syntax.conditions import compare_values
from sadpath.walk.syntax.names import assign_name
from sadpath.walk.values import ABSENT, ClassV, DictV, Instance, Lanes, ListV, Text, Unknown, Value, is_constant


def match_statement(m: Machine, node: ast.Match, frame: Frame) -> Any:
    """Run the first case that fits."""
    subject = m.eval(node.subject, frame)
    for case in node.cases:
        if frame.module.project:
            m.mark(case.pattern, frame)
        bindings: dict[str, Value] = {}
        conjunctions.pattern(m.events, m, case, frame)
        with m.events.condition(case.pattern, frame, node):
            fits = matches(m, case.pattern, subject, bindings, frame)
        if not fits:
            continue
        for name, value in bindings.items():
            assign_name(m, name, value, frame)
        if case.guard is not None:
            with m.events.condition(case.guard, frame, node):
                if not m.truth(m.eval(case.guard, frame)):
                    continue
        return m.body(case.body, frame)
    return None


def matches(m: Machine, pattern: ast.pattern, subject: Value, bindings: dict[str, Value], frame: Frame) -> bool:
    """Whether `subject` fits `pattern`; the names that it binds go to `bindings`. Lanes part where they differ."""
    if isinstance(pattern, ast.MatchValue):
        return m.truth(compare_values(m, ast.Eq, subject, m.eval(pattern.value, frame), pattern, frame))
    if isinstance(pattern, ast.MatchSingleton):
        return m.truth(compare_values(m, ast.Is, subject, pattern.value, pattern, frame))
    if isinstance(pattern, ast.MatchOr):
        return match_or(m, pattern, subject, bindings, frame)
    if isinstance(pattern, ast.MatchAs):
        if pattern.pattern is not None and not matches(m, pattern.pattern, subject, bindings, frame):
            return False
        if pattern.name is not None:
            bindings[pattern.name] = subject
        return True
    if isinstance(pattern, ast.MatchSequence):
        return match_sequence(m, pattern, subject, bindings, frame)
    if isinstance(pattern, ast.MatchMapping):
        return match_mapping(m, pattern, subject, bindings, frame)
    if isinstance(pattern, ast.MatchClass):
        return match_class(m, pattern, subject, bindings, frame)
    return m.truth(m.unknown("compare", "pattern", type(pattern).__name__, subject, kind="bool"))


def match_or(m: Machine, pattern: ast.MatchOr, subject: Value, bindings: dict[str, Value], frame: Frame) -> bool:
    """`A | B | C`: alternatives that are all values are asked as one membership, so that lanes part once."""
    values = [p for p in pattern.patterns if isinstance(p, ast.MatchValue)]
    if len(values) == len(pattern.patterns):
        options = tuple(m.eval(p.value, frame) for p in values)
        return m.truth(compare_values(m, ast.In, subject, options, pattern, frame))
    return any(matches(m, p, subject, bindings, frame) for p in pattern.patterns)


def match_sequence(
    m: Machine, pattern: ast.MatchSequence, subject: Value, bindings: dict[str, Value], frame: Frame
) -> bool:
    """`[a, b, *rest]` and `(a, b)`."""
    subject = m.single(subject) if type(subject) is Lanes else subject
    star = next((i for i, p in enumerate(pattern.patterns) if isinstance(p, ast.MatchStar)), None)
    if isinstance(subject, (Unknown, Text)):
        if isinstance(subject, Text) or not m.truth(
            m.unknown("compare", "sequence", subject, len(pattern.patterns), kind="bool")
        ):
            return False
        items: list[Value] = [m.unknown("element", subject, i) for i in range(len(pattern.patterns))]
    elif isinstance(subject, (tuple, ListV)) or (isinstance(subject, Instance) and subject.cls.flavour == "namedtuple"):
        items, _ = to_list(m, subject)
    else:
        return False
    if star is None:
        if len(items) != len(pattern.patterns):
            return False
    elif len(items) < len(pattern.patterns) - 1:
        return False
    with m.events.pair():
        position = 0
        for part in pattern.patterns:
            if isinstance(part, ast.MatchStar):
                taken = len(items) - (len(pattern.patterns) - 1)
                if part.name:
                    bindings[part.name] = m.new_list(items[position : position + taken])
                position += taken
                continue
            if not matches(m, part, items[position], bindings, frame):
                return False
            position += 1
    return True


def match_mapping(
    m: Machine, pattern: ast.MatchMapping, subject: Value, bindings: dict[str, Value], frame: Frame
) -> bool:
    """`{"code": code, **rest}`."""
    subject = m.single(subject) if type(subject) is Lanes else subject
    if isinstance(subject, Unknown):
        if not m.truth(m.unknown("compare", "isinstance", subject, "dict", kind="bool")):
            return False
    elif not isinstance(subject, DictV):
        return False
    taken: list[Value] = []
    with m.events.pair():
        for key, part in zip(pattern.keys, pattern.patterns, strict=True):
            wanted = m.eval(key, frame)
            observe.read(m.events, m, key, frame, subject, wanted)
            if isinstance(subject, Unknown):
                if isinstance(wanted, str) and wanted in subject.members:
                    return False
                found: Value = m.unknown("item", subject, wanted, origin=subject.origin)
                found.answer = subject.answer
            else:
                found = dict_find(m, subject, wanted)
            if not m.is_there(found):
                return False
            taken.append(wanted)
            if not matches(m, part, found, bindings, frame):
                return False
    if pattern.rest and isinstance(subject, DictV):
        left = {key: value for key, value in subject.items.items() if key not in taken}
        bindings[pattern.rest] = m.new_dict(left, subject.base)
    elif pattern.rest:
        bindings[pattern.rest] = subject
    return True


def match_class(m: Machine, pattern: ast.MatchClass, subject: Value, bindings: dict[str, Value], frame: Frame) -> bool:
    """`Point(x=0)` and `str()`."""
    from sadpath.walk.builtins.instance_checks import is_instance

    cls = m.eval(pattern.cls, frame)
    if not m.truth(is_instance(m, subject, cls)):
        return False
    subject = m.single(subject) if pattern.patterns or pattern.kwd_patterns else subject
    with m.events.pair():
        if pattern.patterns:
            if isinstance(cls, ClassV) and cls.flavour == "builtin" and len(pattern.patterns) == 1:
                if not matches(m, pattern.patterns[0], subject, bindings, frame):
                    return False
            else:
                names = match_args(m, cls)
                for index, part in enumerate(pattern.patterns):
                    value = (
                        get_attribute(m, subject, names[index], None)
                        if index < len(names)
                        else m.unknown("positional", index)
                    )
                    if not matches(m, part, value, bindings, frame):
                        return False
        for name, part in zip(pattern.kwd_attrs, pattern.kwd_patterns, strict=True):
            value = get_attribute(m, subject, name, ABSENT if not isinstance(subject, Instance) else None)
            if not matches(m, part, value, bindings, frame):
                return False
    return True


def match_args(m: Machine, cls: Value) -> list[str]:
    """The names of a class's positional patterns."""
    if isinstance(cls, ClassV):
        told = cls.find("__match_args__")
        if isinstance(told, tuple) and all(is_constant(t) for t in told):
            return [str(t) for t in told]
        return [f[0] for f in cls.fields if f[3] is True]
    return []
