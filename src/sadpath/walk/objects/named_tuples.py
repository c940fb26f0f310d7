"""Named tuples: made by a call, and what they have of a tuple."""

from __future__ import annotations

import keyword

from sadpath.walk.machine import Machine
from sadpath.walk.objects.classes import new_class
from sadpath.walk.operators.concrete import as_tuple
from sadpath.walk.values import ABSENT, ClassV, Instance, ListV, Native, Value


def make_named_tuple(
    m: Machine, name: str, fields: list[str], defaults: list[Value], *, rename: bool = False
) -> ClassV:
    """`namedtuple(name, fields, defaults=...)`: the class, of which the last fields have the defaults."""
    cls = new_class(m, name, [], {}, None)
    cls.flavour = "namedtuple"
    cls.mro = [cls, m.builtins["tuple"], m.builtins["object"]]
    if m.frames:
        cls.module = m.frames[-1].module
        cls.project = cls.module.project
    seen: set[str] = set()
    for index, field in enumerate(fields):
        taken = field in seen or not field.isidentifier() or keyword.iskeyword(field) or field.startswith("_")
        if taken and not rename:
            raise m.error("ValueError", f"Type names and field names must be valid identifiers: {field!r}")
        seen.add(field)
        back = index - (len(fields) - len(defaults))
        cls.fields.append((f"_{index}" if taken else field, defaults[back] if back >= 0 else ABSENT, None, True))
    return cls


def functional_named_tuple(m: Machine, args: list[Value]) -> Value:
    """`NamedTuple("Name", [("field", type), ...])`; a symbol where the fields are not known."""
    given = [m.single(arg) for arg in args]
    fields = given[1] if len(given) > 1 else ()
    pairs = [m.single(pair) for pair in (fields.items if isinstance(fields, ListV) else fields)]
    names = [pair[0] for pair in pairs if isinstance(pair, tuple) and pair and isinstance(pair[0], str)]
    if not isinstance(given[0], str) or len(names) != len(pairs) or getattr(fields, "open", False):
        return m.unknown("namedtuple", *given)
    return make_named_tuple(m, str(given[0]), [str(name) for name in names], [])


def tuple_method(value: Instance, name: str) -> Native:
    """`index` and `count` of a named tuple."""
    from sadpath.walk.containers.methods import call_container

    return Native(name, lambda m, args, kw: call_container(m, as_tuple(value), name, args, kw))
