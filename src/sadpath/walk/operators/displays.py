"""`repr` of objects and containers, as far as it is known."""

from __future__ import annotations

from collections.abc import Iterable

from sadpath.walk.machine import Machine
from sadpath.walk.operators.concrete import mixed_in
from sadpath.walk.values import ABSENT, ClassV, Container, DictV, Instance, ListV, SetV, Value, origin_of
from sadpath.walk.values.views import VIEWS


def instance_repr(m: Machine, value: Instance) -> Value:
    """`repr` of an object: its `__repr__`, an exception's arguments, an Enum's name and value, the fields of a dataclass."""
    shown: list[Instance] = m.caches.setdefault("being shown", [])
    if any(value is outer for outer in shown):  # an object that holds itself
        return "..." if value.cls.dataclass is not None else m.unknown("repr", value.cls.name, kind="str")
    shown.append(value)
    try:
        return plain_repr(m, value)
    finally:
        shown.pop()


def plain_repr(m: Machine, value: Instance) -> Value:
    """As `instance_repr`."""
    from sadpath.walk.calls import call_method
    from sadpath.walk.objects.exceptions import exception_repr, is_exception
    from sadpath.walk.operators.texts import build_text, repr_text, to_text

    cls = value.cls
    maker = shown_by(cls)
    if maker is not None and "__repr__" in maker.attrs:
        return to_text(m, call_method(m, value, "__repr__", []))
    if maker is not None and maker.flavour == "namedtuple":
        return fields_repr(m, value, cls.name, [field[0] for field in cls.fields])
    if maker is not None and maker.dataclass is not None:
        hidden = cls.find("__unshown__")
        names = [f[0] for f in maker.fields if not (isinstance(hidden, tuple) and f[0] in hidden)]
        return fields_repr(m, value, cls.qualname, names)
    if not cls.opaque and not is_modelled(cls):
        if is_exception(m, cls):
            return exception_repr(m, value)
        if cls.flavour == "enum" and "_name_" in value.attrs:
            name = value.attrs["_name_"]
            begin = [cls.name] if name is None else [cls.name, ".", to_text(m, name)]
            return build_text(m, ["<", *begin, ": ", repr_text(m, value.attrs.get("_value_")), ">"])
        plain = mixed_in(value)
        if plain is not None:
            return repr_text(m, plain)
    return m.unknown("repr", cls.name, kind="str", origin=origin_of(tuple(value.attrs.values())))


def shown_by(cls: ClassV) -> ClassV | None:
    """The first class in the order of inheritance that says how its objects are shown; None where nobody knows of one."""
    for base in cls.mro:
        if "__repr__" in base.attrs:
            return base
        if base.dataclass is not None and base.dataclass.get("repr", True) is True:
            return base
        if base.flavour == "namedtuple" and base.fields:
            return base
        if base.opaque or (base.module is not None and not base.project):
            return None
    return None


def is_modelled(cls: ClassV) -> bool:
    """Whether the class, or one that it derives from, is a library's of which there is a model: that says nothing of `repr`."""
    return any(base.module is not None and not base.project for base in cls.mro)


def fields_repr(m: Machine, value: Instance, name: str, fields: Iterable[str]) -> Value:
    """`Name(one=1, two=2)`."""
    from sadpath.walk.operators.texts import build_text, repr_text

    pieces: list[Value] = [name, "("]
    for index, field in enumerate(fields):
        pieces += [", " if index else "", field, "=", repr_text(m, value.attrs.get(field, ABSENT))]
    return build_text(m, [*pieces, ")"])


def container_pieces(m: Machine, value: Value) -> Value:
    """The text of a container, piece by piece."""
    from sadpath.walk.operators.texts import build_text, repr_text

    if isinstance(value, DictV):
        pairs = [[repr_text(m, key), ": ", repr_text(m, item)] for key, item in value.items.items()]
        rest = None if value.base is None else m.unknown("rest", value.base, kind="str", origin=value.base.origin)
        return build_text(m, ["{", *separated(pairs, rest), "}"])
    items = [[repr_text(m, item)] for item in (value if isinstance(value, tuple) else value.items)]
    if isinstance(value, tuple):
        return build_text(m, ["(", *separated(items, None), ",)" if len(items) == 1 else ")"])
    rest = m.unknown("rest", value, kind="str") if value.open else None
    if isinstance(value, VIEWS):
        return build_text(m, [f"{value.type_name}([", *separated(items, rest), "])"])
    if isinstance(value, SetV):
        begin, end = ("frozenset({", "})") if value.frozen else ("{", "}")
        if not items and rest is None:
            return "frozenset()" if value.frozen else "set()"
        return build_text(m, [begin, *separated(items, rest), end])
    return build_text(m, ["[", *separated(items, rest), "]"])


def separated(items: list[list[Value]], rest: Value) -> list[Value]:
    """The pieces of the items with commas between them, and what stands for more items that nobody knows."""
    pieces: list[Value] = []
    for index, item in enumerate(items):
        pieces += [", ", *item] if index else item
    return pieces if rest is None else [*pieces, rest]


def holds_objects(value: Value, depth: int = 0) -> bool:
    """Whether there is an object somewhere in a container, or a container of a class of its own: they are written as they say."""
    if isinstance(value, (Instance, *VIEWS)):
        return True
    if depth > 6:
        return False
    if isinstance(value, Container) and value.cls is not None and value.cls.find("__repr__") is not ABSENT:
        return True
    if isinstance(value, DictV):
        return any(holds_objects(part, depth + 1) for pair in value.items.items() for part in pair)
    if isinstance(value, (tuple, ListV, SetV)):
        return any(holds_objects(item, depth + 1) for item in (value if isinstance(value, tuple) else value.items))
    return False
