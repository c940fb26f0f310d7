"""Making strings of values that are known in part."""

from __future__ import annotations

from typing import Any

from sadpath.walk.limits import LONGEST_TEXT, MOST_PARTS, wide
from sadpath.walk.machine import Machine
from sadpath.walk.operators.concrete import NotConcrete, concrete, mixed_in, only_plain, python_error
from sadpath.walk.operators.displays import container_pieces, holds_objects, instance_repr, shown_by
from sadpath.walk.run import OverBudget
from sadpath.walk.values import (
    ABSENT,
    NOWHERE,
    BoundMethod,
    ClassV,
    Container,
    DictV,
    FunctionV,
    Instance,
    Lanes,
    ListV,
    ModuleV,
    Native,
    Origin,
    SetV,
    Text,
    Unknown,
    Value,
    is_constant,
    origin_of,
)


def is_text(value: Value) -> bool:
    """A known or partly known string."""
    return isinstance(value, (str, Text)) or (isinstance(value, Unknown) and value.kind == "str")


def join_text(pieces: list[Value]) -> Value:
    """One string of pieces that are strings, `Text`s and symbols; plain where all of it is known."""
    parts: list[Any] = []
    origin = NOWHERE
    for piece in pieces:
        if type(piece) is str:
            if not piece:
                continue
            if parts and isinstance(parts[-1], str):
                parts[-1] = parts[-1] + piece
            else:
                parts.append(piece)
            continue
        origin = origin | origin_of(piece)
        for part in piece.parts if isinstance(piece, Text) else (piece,):
            if isinstance(part, str):
                if not part:
                    continue
                if parts and isinstance(parts[-1], str):
                    parts[-1] = parts[-1] + part
                else:
                    parts.append(str(part))
            else:
                parts.append(part)
    if len(parts) > MOST_PARTS or sum(len(part) for part in parts if isinstance(part, str)) > LONGEST_TEXT:
        raise OverBudget
    if not parts:
        return ""
    if len(parts) == 1 and isinstance(parts[0], str):
        return parts[0]
    if len(parts) == 1 and isinstance(parts[0], Unknown) and parts[0].kind == "str":
        return parts[0]
    return Text(tuple(parts), origin.derived())


def build_text(m: Machine, pieces: list[Value]) -> Value:
    """The concatenation of pieces, which may differ between lanes."""
    if any(type(p) is Lanes for p in pieces):
        if (
            len(pieces) == 1
            and isinstance(pieces[0], Lanes)
            and all(isinstance(pieces[0].values[i], str) for i in m.active)
        ):
            return pieces[0]
        made = m.lift(lambda *plain: join_text(list(plain)), *pieces)
        if isinstance(made, Lanes):
            made.origin = Origin(made.origin.tags | {"composed"})
            for text in made.values:
                if type(text) is Text and not text.origin:
                    text.origin = made.origin  # a text about the answer, though the pieces that tell of it are known
        return made
    return join_text(pieces)


def to_text(m: Machine, value: Value) -> Value:
    """`str(value)`, as a string, `Text`, symbol, or lanes of them."""
    if isinstance(value, str):
        return value
    if type(value) is Lanes:
        if only_plain(m, value):
            lifted = m.lift(lambda v: to_text(m, v), value)
            if isinstance(lifted, Lanes) and all(isinstance(value.values[i], str) for i in m.active):
                lifted.origin = value.origin
            return lifted
        return to_text(m, m.single(value))
    if value is None or isinstance(value, (bool, int, float)):
        return str(value)
    if isinstance(value, Unknown) and value.kind == "uuid":  # whatever it is, there are dashes in it
        return Text(
            (m.unknown("uuid", value, 0, kind="str"), "-", m.unknown("uuid", value, 1, kind="str")), value.origin
        )
    if isinstance(value, (Unknown, Text)):
        return (
            value
            if isinstance(value, Text) or value.kind == "str"
            else m.unknown("str", value, kind="str", origin=value.origin)
        )
    if isinstance(value, bytes):
        return str(value)
    if isinstance(value, Instance):
        return instance_text(m, value)
    if isinstance(value, (tuple, ListV, SetV, DictV)):
        own = container_own_text(m, value)
        if own is not ABSENT:
            return own
        try:
            return str(concrete(value)) if not holds_objects(value) else container_text(m, value)
        except NotConcrete:
            return container_text(m, value)
    if isinstance(value, (ClassV, FunctionV, ModuleV, Native, BoundMethod)):
        return m.unknown("str", value, kind="str")
    return m.unknown("str", value, kind="str", origin=origin_of(value))


def container_own_text(m: Machine, value: Value) -> Value:
    """What a container of a class with a `__str__` or a `__repr__` of its own says; `ABSENT` for others."""
    from sadpath.walk.calls import call_method

    for name in ("__str__", "__repr__") if isinstance(value, Container) and value.cls is not None else ():
        if value.cls.find(name) is not ABSENT:
            return to_text(m, call_method(m, value, name, []))
    return ABSENT


def container_text(m: Machine, value: Value) -> Value:
    """The text of a container that holds unknown things: its known pieces stay readable, unless it nests deeply or is long."""
    depth = m.caches.get("text depth", 0)
    if depth > 3 or len(value if isinstance(value, tuple) else value.items) > 200:
        return m.unknown("str", value, kind="str", origin=origin_of(value))
    m.caches["text depth"] = depth + 1
    try:
        return container_pieces(m, value)
    finally:
        m.caches["text depth"] = depth


def repr_text(m: Machine, value: Value) -> Value:
    """`repr(value)` as far as it is known."""
    if isinstance(value, (str, bytes)):
        return repr(str(value)) if isinstance(value, str) else repr(value)
    if type(value) is Lanes and only_plain(m, value):
        return m.lift(lambda v: repr_text(m, v), value)
    if isinstance(value, (Unknown, Text)) and is_text(value):
        return build_text(m, ["'", value, "'"])
    if isinstance(value, Instance):
        return instance_repr(m, value)
    if isinstance(value, Container) and value.cls is not None and value.cls.find("__repr__") is not ABSENT:
        from sadpath.walk.calls import call_method

        return to_text(m, call_method(m, value, "__repr__", []))
    if type(value) is Lanes:
        return repr_text(m, m.single(value))
    return to_text(m, value)


OF_VALUE = ("StrEnum", "IntEnum", "IntFlag", "HTTPMethod", "HTTPStatus")
"""Enums that are written as their value, since Python 3.11."""


def is_written_as_value(cls: ClassV) -> bool:
    """Whether members of an Enum are written as their values."""
    return any(base.name in OF_VALUE and base.flavour == "enum" for base in cls.mro)


def instance_text(m: Machine, value: Instance) -> Value:
    """`str()` of an object: its `__str__`, an exception's arguments, an Enum's name."""
    from sadpath.walk.calls import call_method
    from sadpath.walk.objects.exceptions import exception_text, is_exception

    found = value.cls.find("__str__")
    if found is not ABSENT:
        return to_text(m, call_method(m, value, "__str__", []))
    if "args" in value.attrs and is_exception(m, value.cls):
        return exception_text(m, value)
    plain = mixed_in(value)
    if plain is not None and value.cls.flavour != "enum":
        return to_text(m, plain)
    if value.cls.flavour == "enum":
        if plain is not None and is_written_as_value(value.cls):
            return to_text(m, plain)
        return f"{value.cls.name}.{value.attrs.get('_name_')}"
    if shown_by(value.cls) is not None:
        return instance_repr(m, value)
    return m.unknown("str", value.cls.name, kind="str", origin=origin_of(tuple(value.attrs.values())))


def percent_bytes(m: Machine, template: bytes, args: Value) -> Value:
    """`template % args` for bytes."""
    try:
        plain = concrete(args)
    except NotConcrete:
        return m.unknown("percent", template, args)
    if wide(str(template)):
        return m.unknown("percent", template, args)
    try:
        return template % plain
    except Exception as error:
        raise python_error(m, error) from None


def percent(m: Machine, template: Value, args: Value) -> Value:
    """`template % args`."""
    import re

    if isinstance(template, bytes):
        return percent_bytes(m, template, args)
    if not isinstance(template, str):
        return m.unknown("percent", template, args, kind="str")
    if type(args) is Lanes:
        return percent(m, template, (args,)) if only_plain(m, args) else percent(m, template, m.single(args))
    values = list(args) if isinstance(args, tuple) else [args]
    pieces: list[Value] = []
    position, used = 0, 0
    for match in re.finditer(
        r"%(?:\((?P<key>[^)]*)\))?(?P<flags>[-#0 +]*)(?P<width>\*|\d+)?(?:\.(?P<precision>\d+))?[hlL]?(?P<kind>[a-zA-Z%])",
        template,
    ):
        pieces.append(template[position : match.start()])
        position = match.end()
        if match["kind"] == "%":
            pieces.append("%")
            continue
        if match["key"] is not None:
            from sadpath.walk.containers.subscripts import get_item

            value = get_item(m, args, match["key"])
        elif used < len(values):
            value = values[used]
            used += 1
        else:
            raise m.error("TypeError", "not enough arguments for format string")
        if match["width"] == "*" or wide((match["width"] or "") + "." + (match["precision"] or "")):
            pieces.append(m.unknown("percent", template, value, kind="str"))
        elif is_constant(value):
            try:
                pieces.append(
                    (
                        "%"
                        + (match["flags"] or "")
                        + (match["width"] or "")
                        + (f".{match['precision']}" if match["precision"] else "")
                        + match["kind"]
                    )
                    % (value,)
                )
            except Exception as error:
                raise python_error(m, error) from None
        elif match["kind"] == "r":
            pieces.append(repr_text(m, value))
        else:
            pieces.append(to_text(m, value))
    pieces.append(template[position:])
    return build_text(m, pieces)
