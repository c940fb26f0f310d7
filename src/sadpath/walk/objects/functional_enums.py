"""Enums that are made by a call: `Enum("Name", "A B C")`."""

from __future__ import annotations

from sadpath.walk.machine import Machine
from sadpath.walk.objects.classes import new_class
from sadpath.walk.objects.enums import add_member, after, automatic
from sadpath.walk.values import ClassV, DictV, Instance, ListV, Value


def functional_enum(m: Machine, base: ClassV, args: list[Value], kw: dict[str, Value]) -> Value:
    """`Enum("Name", names)`, of which `names` are a text, a list of names or of pairs, or a dict; a symbol where they are not known."""
    given = [m.single(arg) for arg in args]
    name = given[0] if given else kw.get("value", kw.get("class_name"))
    pairs = named_values(m, given[1] if len(given) > 1 else m.single(kw.get("names")))
    if not isinstance(name, str) or pairs is None:
        return m.unknown("enum", base, name, *given[1:2])
    mixed = m.single(kw.get("type"))
    cls = new_class(m, str(name), [mixed, base] if isinstance(mixed, ClassV) else [base], {}, None)
    if m.frames:
        cls.module = m.frames[-1].module
        cls.project = cls.module.project
    start = m.single(kw.get("start", 1))
    before: list[Value] = []
    for key, value in pairs:
        before.append(following(m, cls, key, before, start) if value is None else automatic(m, cls, key, value, before))
        add_member(m, cls, key, before[-1])
    m.caches.setdefault("classes", []).append(cls)
    return cls


def following(m: Machine, cls: ClassV, name: str, before: list[Value], start: Value) -> Value:
    """The value of a member that is given by its name alone."""
    from sadpath.walk.natives.helpers import plain_class

    if not before and isinstance(start, int) and start != 1:
        return after(cls, before, start)
    return automatic(m, cls, name, Instance(plain_class(m, "auto"), {}, m.now), before)


def named_values(m: Machine, names: Value) -> list[tuple[str, Value]] | None:
    """The names of the members with their values, None where the Enum counts them; None where they are not known."""
    if isinstance(names, str):
        return [(name, None) for name in names.replace(",", " ").split()]
    if isinstance(names, DictV) and names.base is None:
        pairs: list[Value] = list(names.items.items())
    elif isinstance(names, tuple) or (isinstance(names, ListV) and not names.open):
        pairs = [m.single(item) for item in (names if isinstance(names, tuple) else names.items)]
    else:
        return None
    made: list[tuple[str, Value]] = []
    for item in pairs:
        pair = item if isinstance(item, tuple) else tuple(item.items) if isinstance(item, ListV) else (item, None)
        if len(pair) != 2 or not isinstance(pair[0], str):
            return None
        made.append((str(pair[0]), m.single(pair[1])))
    return made
