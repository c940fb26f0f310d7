"""`typing.Union`, `Optional` and `Literal`, and what `get_args` and `get_origin` tell of them.

A union is the tuple of its classes, as `X | Y` is in the walk: `isinstance` takes it as such.
"""

from __future__ import annotations

from collections.abc import Callable

from sadpath.walk.machine import Machine
from sadpath.walk.natives.helpers import plain_class
from sadpath.walk.values import ClassV, Instance, Native, Value


def typing_forms(m: Machine) -> dict[str, Value]:
    """`Union`, `Optional`, `Literal`, `get_args`, `get_origin`."""
    alias = plain_class(m, "_LiteralAlias")
    literal = form(m, "Literal", lambda key: Instance(alias, {"__args__": literal_args(alias, key)}, m.now))
    made = {
        "Literal": literal,
        "Union": form(m, "Union", lambda key: union(m, key if isinstance(key, tuple) else (key,))),
        "Optional": form(m, "Optional", lambda key: union(m, (key, None))),
    }

    def get_origin(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        value = m.single(args[0])
        if isinstance(value, Instance) and value.cls is alias:
            return literal
        if isinstance(value, tuple):
            return made["Union"]
        if isinstance(value, ClassV) and not is_generic(value):
            return None
        return m.unknown("origin", value)

    return {
        **made,
        "get_args": Native("get_args", lambda m, args, kw: args_of(m, m.single(args[0]), alias)),
        "get_origin": Native("get_origin", get_origin),
    }


def form(m: Machine, name: str, item: Callable[[Value], Value]) -> ClassV:
    """What is subscripted: `Union[int, str]`."""
    made, meta = plain_class(m, name), plain_class(m, "_SpecialForm")
    meta.attrs["__getitem__"] = Native("__getitem__", lambda m, args, kw: item(args[1]))
    made.meta = meta
    return made


def union(m: Machine, parts: tuple[Value, ...]) -> Value:
    """The union of these, or the only one; a symbol where one of them is no class that is known."""
    flat = flattened(parts)
    if not all(part is None or isinstance(part, ClassV) for part in flat):
        return m.unknown("union", *flat)
    different = tuple(dict.fromkeys(flat))
    return different[0] if len(different) == 1 else different


def flattened(parts: tuple[Value, ...]) -> list[Value]:
    """The members of a union, those of unions in it too."""
    found: list[Value] = []
    for part in parts:
        found += flattened(part) if isinstance(part, tuple) else [part]
    return found


def literal_args(alias: ClassV, key: Value) -> tuple[Value, ...]:
    """The values of `Literal[...]`, those of Literals in it too, each once."""
    found: dict[Value, None] = {}
    for part in key if isinstance(key, tuple) else (key,):
        inner = part.attrs["__args__"] if isinstance(part, Instance) and part.cls is alias else (part,)
        found.update(dict.fromkeys(inner))
    return tuple(found)


def args_of(m: Machine, value: Value, alias: ClassV) -> Value:
    """`get_args(value)`."""
    if isinstance(value, Instance) and value.cls is alias:
        return value.attrs["__args__"]
    if isinstance(value, tuple):
        return tuple(m.builtins["NoneType"] if part is None else part for part in flattened(value))
    return () if isinstance(value, ClassV) and not is_generic(value) else m.unknown("args", value)


def is_generic(cls: ClassV) -> bool:
    """Whether `cls` may be what is left of `cls[...]`."""
    return not (
        cls.flavour == "builtin" and cls.name in ("str", "int", "float", "bool", "bytes", "complex", "NoneType")
    )
