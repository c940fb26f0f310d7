"""`json.dumps`, `json.dump` and `json.JSONEncoder`: the text of a value, of which the unknown pieces are symbols."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from sadpath.walk.machine import Machine
from sadpath.walk.natives.helpers import plain_class
from sadpath.walk.operators.concrete import NotConcrete, concrete, mixed_in, only_plain, python_error
from sadpath.walk.operators.texts import build_text
from sadpath.walk.outside import note_write
from sadpath.walk.values import (
    ABSENT,
    BoundMethod,
    ClassV,
    DictV,
    FunctionV,
    Instance,
    Lanes,
    ListV,
    ModuleV,
    Native,
    Raised,
    SetV,
    Text,
    Unknown,
    Value,
    is_constant,
    origin_of,
)
from sadpath.walk.values.views import VIEWS

DEEPEST, LONGEST = 4, 200
"""Of what nests deeper, or has more elements, the text is one symbol where not all of it is known."""


@dataclass
class Options:
    """How the text is written. `plain`: the arguments of the real `json.dumps`; `default`: what is called for other objects, or None;
    `strict`: other objects are refused; `known`: the values of all options are known."""

    plain: dict[str, Any] = field(default_factory=dict)
    default: Value = None
    strict: bool = True
    known: bool = True

    @property
    def separators(self) -> tuple[str, str]:
        """What stands between elements, and between a key and its value."""
        told = self.plain.get("separators")
        return told if isinstance(told, tuple) else (", ", ": ")


PLAIN = ("sort_keys", "indent", "separators", "ensure_ascii", "skipkeys", "allow_nan", "check_circular")


def options(m: Machine, kw: dict[str, Value], strict: bool) -> Options:
    """The options that these keywords tell."""
    made = Options(strict=strict)
    for name, value in kw.items():
        value = m.single(value)
        if name == "default":
            made.default = value
        elif name in PLAIN:
            try:
                told = concrete(value)
                made.plain[name] = tuple(told) if isinstance(told, list) else told
            except NotConcrete:
                made.known = False
        elif name != "cls":
            made.known = False
    if isinstance(made.default, Unknown):
        made.default, made.strict = None, False
    return made


def dumps(m: Machine, args: list[Value], kw: dict[str, Value], strict: bool = True) -> Value:
    """`json.dumps(value, ...)`; where it is not `strict`, as another library does it that takes more."""
    if not args:
        raise m.error("TypeError", "missing 1 required positional argument: 'obj'")
    told = options(m, kw, strict)
    encoder = m.single(kw.get("cls"))
    if isinstance(encoder, ClassV):
        from sadpath.walk.calls import call, call_method

        made = call(m, encoder, [], {key: value for key, value in kw.items() if key != "cls"})
        if isinstance(made, Instance) and isinstance(encoder.find("encode"), (FunctionV, Native)):
            return call_method(m, made, "encode", args[:1])
        told.strict = False
    elif encoder is not None:
        told.strict = False
    return written(m, args[0], told)


def written(m: Machine, value: Value, told: Options) -> Value:
    """The JSON text of a value."""
    if type(value) is Lanes and only_plain(m, value):
        return m.lift(lambda one: written(m, one, told), value)
    value = prepared(m, m.single(value), told, 0)
    if told.known:
        try:
            return json.dumps(concrete(value), **told.plain)
        except NotConcrete:
            pass
        except (TypeError, ValueError) as error:
            if told.strict:
                raise python_error(m, error) from None
            return m.unknown("dumps", value, kind="str")
    if not told.known or told.plain.get("indent") is not None or told.plain.get("sort_keys"):
        return m.unknown("dumps", value, kind="str")
    return build_text(m, pieces(m, value, told, 0))


def prepared(m: Machine, value: Value, told: Options, depth: int) -> Value:
    """A value in which objects are replaced by what they are written as. Raises `Raised(TypeError)` where they can't be."""
    if is_constant(value) and type(value) is not bytes:
        return value
    if depth > 8 or type(value) is Lanes or isinstance(value, (Unknown, Text)):
        return value
    if isinstance(value, tuple):
        return tuple(prepared(m, item, told, depth + 1) for item in value)
    if isinstance(value, ListV) and not isinstance(value, VIEWS):
        m.spend(len(value.items))
        items = [prepared(m, item, told, depth + 1) for item in value.items]
        return m.new_list(items, value.open, value.origin) if changed(items, value.items) else value
    if isinstance(value, DictV):
        m.spend(len(value.items))
        items = [prepared(m, item, told, depth + 1) for item in value.items.values()]
        return (
            m.new_dict(dict(zip(value.items, items, strict=True)), value.base)
            if changed(items, [*value.items.values()])
            else value
        )
    plain = mixed_in(value)
    if plain is not None:
        return plain
    if isinstance(value, Instance) and value.cls.flavour == "namedtuple":
        return tuple(prepared(m, value.attrs.get(f[0]), told, depth + 1) for f in value.cls.fields)
    if told.default is not None:
        from sadpath.walk.calls import call

        return prepared(m, m.single(call(m, told.default, [value], {})), told, depth + 1)
    if told.strict and is_refused(value):
        raise refusal(m, value)
    return value


def refusal(m: Machine, value: Value) -> Raised:
    """The TypeError for a value that JSON has nothing for."""
    name = value.cls.name if isinstance(value, Instance) else type(value).__name__
    return m.error("TypeError", f"Object of type {name} is not JSON serializable")


def changed(items: list[Value], before: list[Value]) -> bool:
    """Whether one of the items is another object than before."""
    return any(one is not other for one, other in zip(items, before, strict=True))


WRITTEN = ("str", "int", "float", "dict", "list", "tuple")
"""The builtin types of which JSON writes objects of subclasses too."""


def is_refused(value: Value) -> bool:
    """Whether JSON surely has nothing for a value."""
    if isinstance(value, Instance):
        builtin = value.cls.of_builtin()
        return not value.cls.opaque and (builtin is None or builtin.name not in WRITTEN)
    return isinstance(value, (*VIEWS, SetV, bytes, FunctionV, ClassV, BoundMethod, Native, ModuleV))


def pieces(m: Machine, value: Value, told: Options, depth: int) -> list[Value]:
    """The pieces of the JSON text of a value of which not all is known."""
    between, after_key = told.separators
    if type(value) is Lanes:
        if only_plain(m, value):
            return [m.lift(lambda one: build_text(m, pieces(m, one, told, depth)), value)]
        return pieces(m, m.single(value), told, depth)
    if isinstance(value, (DictV, ListV, tuple)):
        if depth > DEEPEST or len(value if isinstance(value, tuple) else value.items) > LONGEST:
            return [m.unknown("json text", value, kind="str", origin=origin_of(value))]
    if isinstance(value, DictV):
        made: list[Value] = []
        for key, item in present(m, value):
            made += [between] if made else []
            made += [*key_pieces(m, key, told), after_key, *pieces(m, item, told, depth + 1)]
        if value.base is not None:
            made.append(m.unknown("rest", value.base, kind="str", origin=value.base.origin))
        return ["{", *made, "}"]
    if isinstance(value, (ListV, tuple)):
        made = []
        for item in value if isinstance(value, tuple) else value.items:
            made += [between] if made else []
            made += pieces(m, item, told, depth + 1)
        if isinstance(value, ListV) and value.open:
            made.append(m.unknown("rest", value, kind="str"))
        return ["[", *made, "]"]
    if isinstance(value, (Text, Unknown)) and (isinstance(value, Text) or value.kind == "str"):
        return ['"', value, '"']
    try:
        return [json.dumps(concrete(value), **told.plain)]
    except (NotConcrete, TypeError, ValueError):
        return [m.unknown("json text", value, kind="str")]


def key_pieces(m: Machine, key: Value, told: Options) -> list[Value]:
    """The text of a dict's key, in quotes."""
    if is_constant(key) and not isinstance(key, bytes):
        return [json.dumps(str(key) if isinstance(key, str) else json.dumps(key), **told.plain)]
    return ['"', key if isinstance(key, Text) else m.unknown("json text", key, kind="str"), '"']


def present(m: Machine, value: DictV) -> list[tuple[Value, Value]]:
    """The items of a dict; the lanes part where some of them have one and others have not."""
    found = []
    for key, item in value.items.items():
        if m.is_there(item):
            found.append((key, item))
    return found


def dump(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`json.dump(value, file)`: writes into a file that the code or a model made; others are the world outside."""
    file = m.single(args[1] if len(args) > 1 else kw.get("fp"))
    if isinstance(file, Instance) and not file.cls.opaque and file.cls.find("write") is not ABSENT:
        from sadpath.walk.calls import call_method

        call_method(m, file, "write", [dumps(m, args[:1], {key: v for key, v in kw.items() if key != "fp"})])
    else:
        note_write(m, file, args[:1])
    return None


def encoder_class(m: Machine) -> ClassV:
    """`json.JSONEncoder`, from which the code derives classes with a `default`."""
    cls = plain_class(m, "JSONEncoder")

    def init(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        m.touch(args[0])
        args[0].attrs.update(kw)  # `default=` stands before the method of that name
        args[0].attrs["_options"] = tuple(name for name in kw if name in PLAIN)
        return None

    def encode(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        from sadpath.walk.objects.attributes import get_attribute

        attrs = args[0].attrs
        told = options(m, {name: attrs[name] for name in attrs.get("_options", ())}, strict=True)
        told.default = get_attribute(m, args[0], "default")
        return written(m, args[1], told)

    def default(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        value = m.single(args[-1])
        if not is_refused(value):
            return m.unknown("json text", value)
        raise refusal(m, value)

    def iterencode(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        from sadpath.walk.calls import call_method

        return m.new_list([call_method(m, args[0], "encode", args[1:2])])

    cls.attrs.update(
        {
            "__init__": Native("__init__", init),
            "encode": Native("encode", encode),
            "iterencode": Native("iterencode", iterencode),
            "default": Native("default", default),
        }
    )
    return cls
