"""What a run hands back, or leaves its entry with: whether it tells of the answer."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sadpath.walk.answer_values import holds_answer
from sadpath.walk.machine import Machine
from sadpath.walk.values import DictV, Instance, Lanes, ListV, SetV, Text, Unknown, origin_of


def spells(error: Instance, codes: Collection[str]) -> bool:
    """Whether each of these codes stands in a text that an exception has, however it got there."""
    texts = [piece for value in error.attrs.values() for piece in pieces_of(value)]
    return all(code and any(code in text for text in texts) for code in codes)


def pieces_of(value: Any) -> list[str]:
    """The known texts in a text, or in the texts of a tuple."""
    parts = value if isinstance(value, tuple) else value.parts if isinstance(value, Text) else (value,)
    return [
        text
        for part in parts
        for text in (pieces_of(part) if isinstance(part, Text) else [part])
        if isinstance(text, str)
    ]


def carries(value: Any, depth: int = 0) -> bool:
    """Whether a value holds the provider's code, the body, the raw text or the response."""
    if {"code", "text"} & origin_of(value).tags:
        return True
    if depth > 4:
        return True
    if isinstance(value, Instance):
        if holds_answer(value) or value.cls.opaque:
            return True
        return any(carries(v, depth + 1) for name, v in value.attrs.items() if name != "__context__")
    if isinstance(value, (DictV, ListV)) and value.schema is not None:
        return True
    if isinstance(value, DictV):
        return any(carries(v, depth + 1) for pair in value.items.items() for v in pair)
    if isinstance(value, (ListV, SetV)):
        return any(carries(v, depth + 1) for v in value.items)
    if isinstance(value, tuple):
        return any(carries(v, depth + 1) for v in value)
    return isinstance(value, (Unknown, Text, Lanes)) and "body" in origin_of(value).tags


def describe(m: Machine, value: Any, lane: int) -> str:
    """What kind of thing an entry handed back: "none", "response", "body", "other"."""
    if type(value) is Lanes:
        value = value.values[lane]
    if value is None:
        return "none"
    if isinstance(value, Instance) and holds_answer(value):
        return "response"
    if isinstance(value, (DictV, ListV)) and value.schema is not None:
        return "body"
    if "text" in origin_of(value) and origin_of(value).exact:
        return "body"
    if isinstance(value, tuple) and value:
        kinds = {describe(m, v, lane) for v in value}
        return "response" if "response" in kinds else "body" if "body" in kinds else "other"
    return "other"
