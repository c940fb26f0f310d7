"""What calling a builtin type does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sadpath.walk.builtins.registry import builtin, constructor
from sadpath.walk.calls import call, call_method
from sadpath.walk.containers.iteration import to_list
from sadpath.walk.left_open import truth_left_open
from sadpath.walk.machine import Machine
from sadpath.walk.natives.helpers import pure
from sadpath.walk.operators.concrete import mixed_in, only_plain, python_error
from sadpath.walk.operators.joining import stands_for_bytes
from sadpath.walk.operators.texts import repr_text, to_text
from sadpath.walk.values import (
    ABSENT,
    DictV,
    Instance,
    Lanes,
    ListV,
    RangeV,
    SetV,
    Text,
    Unknown,
    Value,
    is_constant,
    origin_of,
)


@constructor("str")
def str_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    if not args:
        return ""
    if isinstance(args[0], bytes) and (len(args) > 1 or kw):
        return call_method(m, args[0], "decode", args[1:], kw)
    if isinstance(args[0], Instance) and (len(args) > 1 or kw) and args[0].cls.find("__bytes__") is not ABSENT:
        return call_method(m, bytes_(m, args[:1], {}), "decode", args[1:], kw)
    return to_text(m, args[0])


@builtin("ascii")
def ascii_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    made = repr_text(m, args[0])
    return ascii(args[0]) if isinstance(made, str) and is_constant(args[0]) else made


@builtin("repr")
def repr_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return repr_text(m, args[0])


@builtin("format")
def format_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    from sadpath.walk.operators.formats import format_value

    return format_value(m, args[0], args[1] if len(args) > 1 and isinstance(args[1], str) else "", None)


def number(m: Machine, args: list[Value], make: Callable[..., Any], name: str) -> Value:
    """`int(...)` and `float(...)`."""
    if not args:
        return make()
    if any(type(a) is Lanes for a in args):
        args = [a if type(a) is not Lanes or only_plain(m, a) else m.single(a) for a in args]
        return m.lift(lambda *plain: number(m, list(plain), make, name), *args)
    if all(is_constant(a) for a in args):
        try:
            return make(*args)
        except Exception as error:
            raise python_error(m, error) from None
    value = args[0]
    if isinstance(value, Instance) and value.cls.find(f"__{name}__") is not ABSENT:
        return call_method(m, value, f"__{name}__", [])
    if isinstance(value, Instance) and value.cls.native == "plain":
        return number(m, [value.attrs["_value_"]], make, name)
    if isinstance(value, (DictV, ListV, SetV, tuple)):
        raise m.error("TypeError", f"{name}() argument must be a string or a real number")
    return m.unknown(name, value, kind="number", origin=origin_of(value).derived())


@constructor("int")
def int_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return number(m, [*args, kw["base"]] if "base" in kw else args, int, "int")


@constructor("float")
def float_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return number(m, args, float, "float")


@constructor("bool")
def bool_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    if not args:
        return False
    value = args[0]
    if type(value) is Lanes and all(m.known_truth(value.values[i]) is not None for i in m.active):
        return m.lift(lambda v: m.known_truth(v), value)
    if isinstance(value, Unknown) and value.kind == "bool":
        return value
    made = truth_left_open(m, value)
    return m.truth(value) if made is ABSENT else made


@constructor("bytearray")
def bytearray_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return buffer(m, "bytearray", args, kw)


@constructor("memoryview")
def memoryview_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return buffer(m, "memoryview", args, kw)


def buffer(m: Machine, name: str, args: list[Value], kw: dict[str, Value]) -> Value:
    """An object of the model of a builtin type that holds bytes."""
    from sadpath.walk.imports import import_module

    return call(m, import_module(m, "_buffers").attrs[name], args, kw)


@constructor("bytes")
def bytes_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    if not args:
        return b""
    if isinstance(args[0], (Unknown, Text)):
        return args[0]  # text that is known in part only stands for its bytes too
    if stands_for_bytes(m, args[0]):
        return args[0]
    if isinstance(args[0], Instance) and args[0].cls.find("__bytes__") is not ABSENT:
        return call_method(m, args[0], "__bytes__", [])
    return BYTES.call(m, args, kw)


BYTES = pure("bytes", bytes)


@constructor("list")
def list_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    if not args:
        return m.new_list([])
    source = m.single(args[0])
    if isinstance(source, Unknown):
        made = m.unknown("list", source, kind="list", origin=source.origin)
        made.answer = source.answer
        return made
    items, partly = to_list(m, source)
    return m.new_list(items, partly)


@constructor("tuple")
def tuple_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    if not args:
        return ()
    source = m.single(args[0])
    items, partly = to_list(m, source) if not isinstance(source, Unknown) else ([], True)
    return m.unknown("tuple", source, kind="list") if partly else tuple(items)


@constructor("set")
def set_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    if not args:
        return m.new_set([])
    items, partly = to_list(m, args[0])
    return m.new_set(items, open=partly)


@constructor("frozenset")
def frozenset_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    made = set_(m, args, kw)
    made.frozen = True
    return made


@constructor("dict")
def dict_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    made = m.new_dict()
    if args:
        call_method(m, made, "update", [args[0]])
        source = m.single(args[0])
        if isinstance(source, DictV):
            made.fold_case, made.schema = source.fold_case, source.schema
    for key, value in kw.items():
        if key == "**":
            made.base = value if isinstance(value, Unknown) else made.base
        elif key != "*":
            made.items[key] = value
    return made


@constructor("range")
def range_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    values = [m.single(a) for a in args]
    values = [value if (plain := mixed_in(value)) is None else plain for value in values]
    if all(isinstance(v, int) for v in values):
        try:
            return RangeV(range(*values))
        except ValueError as error:
            raise python_error(m, error) from None
    if any(isinstance(v, (str, type(None), float)) for v in values):
        raise m.error("TypeError", "object cannot be interpreted as an integer")
    return m.unknown("range", *values)


@constructor("slice")
def slice_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return slice(*args) if all(a is None or isinstance(a, int) for a in args) else m.unknown("slice", *args)
