"""The value of a lane as text, in which what the answer itself carries (codes, messages, statuses) is left out.

Two lanes with the same canonical value ended with the same value as far as anybody can tell them apart: what the replay of
`../shared/replay` calls neutral.
"""

from __future__ import annotations

import re
from typing import Any

from sadpath.catalogue import Answer, Placeholder
from sadpath.walk.machine import Machine
from sadpath.walk.operators.concrete import mixed_in
from sadpath.walk.shown import own_texts, says_itself, shown_fields, writes_itself
from sadpath.walk.values import (
    ABSENT,
    BoundMethod,
    ClassV,
    Container,
    DictV,
    FunctionV,
    Instance,
    Lanes,
    ListV,
    RangeV,
    SetV,
    Text,
    Unknown,
    Value,
)


def canonical(m: Machine, value: Value, lane: int, error: bool = False) -> str:
    """The neutral text of `value` in one lane; for an exception, its text and the attributes of a class of the project."""
    if error and isinstance(value, Instance):
        text = written(m, value, "__str__", lane, 0) if writes_itself(value) else ""
        text = text or show(m, value.attrs.get("args", ()), lane, 0)
        own = (
            {k: v for k, v in value.attrs.items() if k not in ("args", "__cause__", "__context__")}
            if value.cls.project
            else {}
        )
        text = f"{value.cls.name} {text} {show(m, tuple(own.items()), lane, 0)}"
    else:
        text = show(m, value, lane, 0)
    return neutral(m, text, lane)


MOST_SHOWN = 60
"""Of a longer list, and of what nests deeply, only the beginning is told apart."""


def show(m: Machine, value: Value, lane: int, depth: int) -> str:
    """`repr` of an abstract value in one lane."""
    if type(value) is Lanes:
        value = value.values[lane]
    if value is ABSENT:
        return "<absent>"
    if depth > 6:
        return "..."
    if isinstance(value, str):
        return repr(str(value))
    if isinstance(value, Unknown):
        return "'<text>'" if "message" in value.origin and value.origin.exact else f"<?{value.uid}>"
    if isinstance(value, Text):
        return f"'{spelt(value, lane)}'"
    if isinstance(value, Container) and value.cls is not None and value.cls.find("__repr__") is not ABSENT:
        return written(m, value, "__repr__", lane, depth) or f"<{value.cls.name} object>"
    if isinstance(value, RangeV):
        return repr(value.range)
    if isinstance(value, tuple):
        return "(" + ", ".join(show(m, v, lane, depth + 1) for v in value[:MOST_SHOWN]) + ")"
    if isinstance(value, ListV):
        rest = "..." if value.open or len(value.items) > MOST_SHOWN else ""
        return "[" + ", ".join(show(m, v, lane, depth + 1) for v in value.items[:MOST_SHOWN]) + rest + "]"
    if isinstance(value, SetV):
        return "{" + ", ".join(sorted(show(m, v, lane, depth + 1) for v in value.items)) + "}"
    if isinstance(value, DictV):
        if is_whole_body(m, value, lane):
            return "<body>"
        rest = f", **<?{value.base.uid}>" if value.base is not None else ""
        return (
            "{"
            + ", ".join(f"{show(m, k, lane, depth + 1)}: {show(m, v, lane, depth + 1)}" for k, v in value.items.items())
            + rest
            + "}"
        )
    if isinstance(value, Instance):
        return show_instance(m, value, lane, depth)
    if isinstance(value, (ClassV, FunctionV)):
        return f"<{value.name}>"
    if isinstance(value, BoundMethod):
        of = f" of {show(m, value.self_value, lane, depth + 1)}" if isinstance(value.fn, FunctionV) else ""
        return f"<bound {show(m, value.fn, lane, depth + 1)}{of}>"
    if hasattr(value, "told"):
        return str(int(value))
    return repr(value) if isinstance(value, (int, float, bytes, type(None), bool)) else f"<{type(value).__name__}>"


def is_whole_body(m: Machine, value: DictV, lane: int) -> bool:
    """Whether a dict is the lane's error body, as it came."""
    answer = m.answers.lanes[lane]
    return (
        value.schema is not None
        and value.schema.path == ""
        and answer.kind != "success"
        and isinstance(answer.body, dict)
        and set(value.items) == set(answer.body)
    )


def spelt(value: Value, lane: int) -> str:
    """A text as it reads in one lane, with marks in place of what nobody knows of it."""
    if type(value) is Lanes:
        value = value.values[lane]
    return "".join(
        str(part) if not isinstance(part, Unknown) else "<text>" if "message" in part.origin else f"<?{part.uid}>"
        for part in (value.parts if isinstance(value, Text) else (value,))
    )


def written(m: Machine, value: Instance | Container, method: str, lane: int, depth: int) -> str:
    """What the object's own method says of it in one lane, in all ways that nobody can tell; nothing where that is not known."""
    if depth > 6:
        return "..."
    return " or ".join(dict.fromkeys(spelt(text, lane) for text in own_texts(m, value, method, lane)))


def show_instance(m: Machine, value: Instance, lane: int, depth: int) -> str:
    """`repr` of an object: what its class says of it, else only its class."""
    cls = value.cls
    maker = says_itself(cls)
    if maker is not None and "__repr__" in maker.attrs:
        return written(m, value, "__repr__", lane, depth) or f"<{cls.name} object>"
    if maker is not None and "__shown__" in maker.attrs:  # models say which attributes their objects show
        shown = maker.attrs["__shown__"]
        names = shown if isinstance(shown, tuple) else ()
        return f"<{cls.name} {' '.join(show(m, value.attrs.get(str(a), None), lane, depth + 1) for a in names)}>"
    if maker is not None:
        fields = shown_fields(cls, maker)
        return f"{cls.name}({', '.join(f'{f}={show(m, value.attrs.get(f, ABSENT), lane, depth + 1)}' for f in fields)})"
    if cls.flavour == "enum":
        return f"<{cls.name}.{value.attrs.get('_name_')}: {show(m, value.attrs.get('_value_'), lane, depth + 1)}>"
    if "args" in value.attrs and cls.derives(m.builtins["BaseException"]):
        return f"{cls.name}{show(m, value.attrs['args'], lane, depth + 1)}"
    plain = mixed_in(value)
    if plain is not None:
        return show(m, plain, lane, depth + 1)
    if cls.opaque and value.attrs:
        return f"{cls.name}({', '.join(f'{k}={show(m, v, lane, depth + 1)}' for k, v in value.attrs.items())})"
    return f"<{cls.name} object>"


def neutral(m: Machine, text: str, lane: int) -> str:
    """`text` without the words of the lane's own answer."""
    answer = m.answers.lanes[lane]
    if answer.kind == "success":
        return text
    words = m.caches.get(("words", id(answer)))
    if words is None:
        words = m.caches[("words", id(answer))] = words_of(answer)
    return without(text, words)


def words_of(answer: Answer) -> list[str]:
    """The words that an answer carries, its status last."""
    found = sorted({s for s in strings(answer.body) if len(s) > 2}, key=len, reverse=True)
    return [*found, str(answer.status)]


def without(text: str, words: list[str]) -> str:
    """`text` with a mark in place of each of these words, of which the last is a status."""
    for index, word in enumerate(words):
        if word in text:
            status = index == len(words) - 1
            pattern = rf"\b{word}\b" if status else rf"(?<!\w){re.escape(word)}(?!\w)"
            text = re.sub(pattern, "<status>" if status else "<text>", text)
    return text


def same_value(one: str, first: Answer, two: str, second: Answer) -> bool:
    """Whether the values of two lanes differ in nothing but the words of the two answers."""
    if one == two:
        return True
    for answer in (first, second):
        words = words_of(answer)
        one, two = without(one, words), without(two, words)
    return one == two


def strings(body: Any) -> list[str]:
    """All known strings in a body."""
    if isinstance(body, dict):
        return [s for v in body.values() for s in strings(v)]
    if isinstance(body, list):
        return [s for v in body for s in strings(v)]
    return [body] if isinstance(body, str) and not isinstance(body, Placeholder) else []
