"""`json`: the text of the answer, and its body."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from sadpath.walk.calls import call_method
from sadpath.walk.machine import Machine
from sadpath.walk.natives.helpers import plain_class
from sadpath.walk.natives.json_write import dump, dumps, encoder_class
from sadpath.walk.objects.exceptions import json_init, set_json
from sadpath.walk.operators.concrete import abstract, only_plain
from sadpath.walk.values import (
    ABSENT,
    ClassV,
    DictV,
    Instance,
    Lanes,
    ListV,
    Native,
    Text,
    Unknown,
    Value,
    origin_of,
)

NO_JSON = re.compile(r"\s*(?:\[\s*)*\{\s*[^\s\"}]")
"""How a dict begins that was made text by `str` and not by `json.dumps`."""


def json_module(m: Machine, strict: bool = True) -> dict[str, Value]:
    """`json`, whose `loads` knows the text of the answer; not `strict`: another library, which writes more kinds of objects."""
    error = ClassV("JSONDecodeError", [m.builtins["ValueError"]], {}, None, 0)
    existing = m.caches.get("JSONDecodeError")
    if existing is None:
        error.mro = [error, *m.builtins["ValueError"].mro]
        error.attrs["__init__"] = Native("__init__", json_init)
        m.caches["JSONDecodeError"] = error
    return {
        "loads": Native("loads", lambda m, args, kw: with_hooks(m, loads(m, args[0], kw), kw)),
        "load": Native("load", load_file),
        "dumps": Native("dumps", lambda m, args, kw: dumps(m, args, kw, strict)),
        "dump": Native("dump", dump),
        "JSONEncoder": encoder_class(m),
        "JSONDecoder": decoder_class(m),
        "JSONDecodeError": m.caches["JSONDecodeError"],
    }


def loads(m: Machine, text: Value, kw: Mapping[str, Value] = MappingProxyType({})) -> Value:
    """`json.loads(text)`; the answer's raw text gives the answer's body."""
    origin = origin_of(text)
    if "text" in origin and origin.exact and m.answers.target is not None and type(text) is Lanes:
        values = text.values
        # `text or "{}"`: in some lanes the code has put another text in the place of an answer's that is empty
        if not any(is_own_text(values[lane]) for lane in m.active) or not m.truth(
            m.lanes(lambda lane: is_own_text(values[lane]))
        ):
            return m.answers.body(m, m.answers.target)
    if isinstance(text, Unknown) and text.answer is not None and text.key[0] == "text":
        if m.answers.target is not None and text.key[1] == m.answers.target.operation.id and len(text.key) == 2:
            return m.answers.body(m, m.answers.target)
    text = m.single(text)
    if isinstance(text, (str, bytes)):
        try:
            if any(kw.get(name) is not None for name in NUMBERS):
                return with_numbers(m, text, kw)
            return abstract(m, json.loads(text))
        except ValueError as error:
            raise decode_error(m, error) from None
    if isinstance(text, Unknown):
        made = m.unknown("json", text)
        made.answer = text.answer
        return made
    if isinstance(text, Text):
        if isinstance(text.parts[0], str) and NO_JSON.match(text.parts[0]):
            raise decode_error(m)
        if "text" in text.origin and m.answers.target is not None:
            return m.answers.body(m, m.answers.target)
        return m.unknown("json", text)
    if isinstance(text, Instance) and text.cls.find("__bytes__") is not ABSENT:
        return loads(m, call_method(m, text, "__bytes__", []), kw)
    if isinstance(text, Instance):
        return m.unknown("json", text)
    raise m.error("TypeError", "the JSON object must be str, bytes or bytearray")


def is_own_text(value: Value) -> bool:
    """Whether a text is one that the code has itself: those of answers are known in parts, or empty."""
    return isinstance(value, (str, bytes)) and len(value) > 0


def decode_error(m: Machine, error: ValueError | None = None) -> Any:
    """A JSON decoding error, by accident: with the places of a real one, or unknown ones."""
    from sadpath.walk.values import Raised

    made = Instance(m.caches["JSONDecodeError"], {"args": ("Expecting value",)}, m.now)
    if isinstance(error, json.JSONDecodeError):
        set_json(made, error)
    made.accident = True
    return Raised(made)


def load_file(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`json.load(file)`."""
    from sadpath.walk.calls import call_method

    value = m.single(args[0])
    if isinstance(value, Unknown):
        return m.unknown("json", value)
    return with_hooks(m, loads(m, call_method(m, value, "read", []), kw), kw)


def with_hooks(m: Machine, value: Value, kw: dict[str, Value]) -> Value:
    """What was read, with `object_hook` or `object_pairs_hook` called for each object in it, the inner ones first."""
    hook, of_pairs = kw.get("object_hook"), kw.get("object_pairs_hook")
    if of_pairs is not None:
        return hooked(m, value, of_pairs, pairs=True)
    return value if hook is None else hooked(m, value, hook, pairs=False)


def hooked(m: Machine, value: Value, hook: Value, *, pairs: bool) -> Value:
    """As `with_hooks`."""
    from sadpath.walk.calls import call

    if type(value) is Lanes and not only_plain(m, value):
        value = m.single(value)
    if isinstance(value, ListV):
        return m.new_list([hooked(m, item, hook, pairs=pairs) for item in value.items], value.open, value.origin)
    if not isinstance(value, DictV):
        return value
    items: dict[Any, Value] = {}
    for key, item in value.items.items():
        if m.is_there(item):
            items[key] = hooked(m, item, hook, pairs=pairs)
    if pairs and value.base is None:
        return call(m, hook, [m.new_list(list(items.items()))], {})
    return call(m, hook, [m.new_dict(items, value.base)], {})


def with_numbers(m: Machine, text: str | bytes, kw: Mapping[str, Value]) -> Value:
    """`json.loads(text, parse_int=..., parse_float=...)`, for a known text."""
    from sadpath.walk.calls import call

    class Number(str):
        """The text of a number, and who reads it."""

        reader: Value

    def reading(name: str) -> Callable[[str], Number]:
        def read(digits: str) -> Number:
            made = Number(digits)
            made.reader = kw[name]
            return made

        return read

    def revived(value: Any) -> Value:
        if isinstance(value, Number):
            return call(m, value.reader, [str(value)], {})
        if isinstance(value, list):
            return m.new_list([revived(item) for item in value])
        if isinstance(value, dict):
            return m.new_dict({key: revived(item) for key, item in value.items()})
        return abstract(m, value)

    readers: dict[str, Any] = {name: reading(name) for name in NUMBERS if kw.get(name) is not None}
    return revived(json.loads(text, **readers))


NUMBERS = ("parse_int", "parse_float", "parse_constant")


def decoder_class(m: Machine) -> ClassV:
    """`json.JSONDecoder`."""
    cls = plain_class(m, "JSONDecoder")

    def init(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        m.touch(args[0])
        args[0].attrs["_options"] = m.new_dict(dict(kw))
        return None

    def hooks(value: Value) -> dict[str, Value]:
        told = value.attrs.get("_options") if isinstance(value, Instance) else None
        return {str(name): item for name, item in told.items.items()} if isinstance(told, DictV) else {}

    def decode(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        return with_hooks(m, loads(m, args[1], hooks(args[0])), hooks(args[0]))

    def raw_decode(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        start = m.single(args[2] if len(args) > 2 else kw.get("idx", 0))
        if start == 0 and "text" in origin_of(args[1]):
            made = with_hooks(m, loads(m, args[1], hooks(args[0])), hooks(args[0]))
            return (made, m.unknown("raw_decode end", args[1], kind="number"))
        text = m.single(args[1])
        if not isinstance(text, str) or not isinstance(start, int):
            return m.unknown("raw_decode", text, start)
        try:
            made, end = json.JSONDecoder().raw_decode(text, start)
        except ValueError as error:
            raise decode_error(m, error) from error
        return (with_hooks(m, abstract(m, made), hooks(args[0])), end)

    cls.attrs.update(
        {
            "__init__": Native("__init__", init),
            "decode": Native("decode", decode),
            "raw_decode": Native("raw_decode", raw_decode),
        }
    )
    return cls
