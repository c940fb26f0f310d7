"""`json`: the text of the answer, and its body."""

from __future__ import annotations

import json
import re
from typing import Any

from sadpath.walk.machine import Machine
from sadpath.walk.operators.concrete import NotConcrete, abstract, concrete
from sadpath.walk.operators.texts import to_text
from sadpath.walk.values import (
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


def json_module(m: Machine) -> dict[str, Value]:
    """`json`, whose `loads` knows the text of the answer."""
    error = ClassV("JSONDecodeError", [m.builtins["ValueError"]], {}, None, 0)
    existing = m.caches.get("JSONDecodeError")
    if existing is None:
        error.mro = [error, *m.builtins["ValueError"].mro]
        m.caches["JSONDecodeError"] = error
    return {
        "loads": Native("loads", lambda m, args, kw: loads(m, args[0])),
        "load": Native("load", load_file),
        "dumps": Native("dumps", dumps),
        "dump": Native("dump", lambda m, args, kw: None),
        "JSONDecodeError": m.caches["JSONDecodeError"],
    }


def loads(m: Machine, text: Value) -> Value:
    """`json.loads(text)`; the answer's raw text gives the answer's body."""
    origin = origin_of(text)
    if "text" in origin and origin.exact and m.answers.target is not None and type(text) is Lanes:
        return m.answers.body(m, m.answers.target)
    if isinstance(text, Unknown) and text.answer is not None and text.key[0] == "text":
        if m.answers.target is not None and text.key[1] == m.answers.target.operation.id and len(text.key) == 2:
            return m.answers.body(m, m.answers.target)
    text = m.single(text)
    if isinstance(text, (str, bytes)):
        try:
            return abstract(m, json.loads(text))
        except ValueError:
            raise decode_error(m) from None
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
    if isinstance(text, Instance):
        return m.unknown("json", text)
    raise m.error("TypeError", "the JSON object must be str, bytes or bytearray")


def decode_error(m: Machine) -> Any:
    """A JSON decoding error, by accident."""
    from sadpath.walk.values import Raised

    made = Instance(m.caches["JSONDecodeError"], {"args": ("Expecting value",)}, m.now)
    made.accident = True
    return Raised(made)


def load_file(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`json.load(file)`."""
    from sadpath.walk.calls import call_method

    value = m.single(args[0])
    if isinstance(value, Unknown):
        return m.unknown("json", value)
    return loads(m, call_method(m, value, "read", []))


def dumps(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`json.dumps(value)`."""
    try:
        return json.dumps(concrete(args[0]))
    except (NotConcrete, TypeError, ValueError):
        return to_text(m, args[0]) if isinstance(args[0], (DictV, ListV)) else m.unknown("dumps", args[0], kind="str")
