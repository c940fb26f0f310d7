"""Texts and bytes put together. A text of the answer stands for its bytes too, of which nobody knows more."""

from __future__ import annotations

from sadpath.walk.containers.iteration import to_list
from sadpath.walk.machine import Machine
from sadpath.walk.operators.concrete import mixed_in
from sadpath.walk.operators.texts import build_text, is_text
from sadpath.walk.values import ABSENT, Container, Instance, Lanes, Literal, Text, Unknown, Value


def join(m: Machine, separator: str, items: Value) -> Value:
    """`separator.join(items)`."""
    pieces: list[Value] = []
    values, partly = to_list(m, items)
    for index, item in enumerate(values):
        if index:
            pieces.append(separator)
        if isinstance(item, Instance) and isinstance(plain := mixed_in(item), str):
            item = plain
        if not isinstance(item, (str, Text, Unknown, Lanes)):
            raise m.error("TypeError", "sequence item: expected str instance")
        pieces.append(item)
    if partly:
        # what is left of an iterator is told by what it has given: the iterator itself is another one in each run
        told = items if isinstance(items, (Container, Unknown, Text)) else tuple(values)
        pieces.append(m.unknown("rest", told, kind="str"))
    return build_text(m, pieces)


def join_bytes(m: Machine, separator: bytes, items: Value) -> Value:
    """`separator.join(items)` for bytes, for which a text of the answer stands too."""
    from sadpath.walk.calls import call_method

    values, partly = to_list(m, items)
    pieces: list[Value] = []
    for item in values:
        if isinstance(item, Instance) and item.cls.find("__bytes__") is not ABSENT:
            item = call_method(m, item, "__bytes__", [])
        if item is None or isinstance(item, (int, float, Literal)):
            raise m.error("TypeError", "sequence item: expected a bytes-like object")
        pieces.append(item)
    if not partly and all(isinstance(piece, bytes) for piece in pieces):
        return separator.join(pieces)
    texts = [as_text(m, piece) for piece in pieces]
    return join(m, separator.decode(errors="replace"), m.new_list(texts, partly))


def added_to_text(m: Machine, left: Value, right: Value) -> Value:
    """A known text, or known bytes, and one of which not all is known; `ABSENT` where that is no text.

    Nothing added to a text is the text itself. A text of the answer stands for its bytes too.
    """
    known, other = (left, right) if isinstance(left, (str, bytes)) else (right, left)
    if not stands_for_bytes(m, other):
        return ABSENT
    if not known:
        return other
    return build_text(m, [as_text(m, left), as_text(m, right)]) if isinstance(known, bytes) else ABSENT


def stands_for_bytes(m: Machine, value: Value) -> bool:
    """Whether a value is a text of which not all is known, in some lane at least, and a text in all."""
    if type(value) is Lanes:
        return all(is_text(value.values[lane]) for lane in m.active)
    return isinstance(value, Text) or (isinstance(value, Unknown) and value.kind == "str")


def as_text(m: Machine, value: Value) -> Value:
    """The text that stands for bytes."""
    if type(value) is Lanes:
        return m.lift(lambda one: as_text(m, one), value) if any(isinstance(v, bytes) for v in value.values) else value
    return value.decode(errors="replace") if isinstance(value, bytes) else value
