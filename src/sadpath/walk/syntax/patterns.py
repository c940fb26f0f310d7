"""`match` statements and their patterns."""

from __future__ import annotations

import ast
from typing import Any

from sadpath.walk import conjunctions
from sadpath.walk.machine import Machine
from sadpath.walk.objects.attributes import get_attribute
from sadpath.walk.run import Frame
from sadpath.walk.syntax.collection_patterns import match_mapping, match_sequence
from sadpath.walk.syntax.conditions import compare_values
from sadpath.walk.syntax.names import assign_name
from sadpath.walk.values import ABSENT, ClassV, Instance, Value, is_constant


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
        return match_sequence(m, pattern, subject, bindings, frame, matches)
    if isinstance(pattern, ast.MatchMapping):
        return match_mapping(m, pattern, subject, bindings, frame, matches)
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
