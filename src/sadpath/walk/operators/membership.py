"""`in`: membership in collections, and the search of text."""

from __future__ import annotations

import ast
import re

from sadpath.walk.machine import Machine
from sadpath.walk.objects.flag_enums import flag_value, is_flag
from sadpath.walk.operators.concrete import mixed_in, only_plain
from sadpath.walk.operators.item_views import holds
from sadpath.walk.values import (
    ABSENT,
    BoundMethod,
    ClassV,
    Container,
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
)
from sadpath.walk.values.asked_dicts import AskedDict
from sadpath.walk.values.symbols import PLAIN_KINDS
from sadpath.walk.values.views import ItemsView


def contains(m: Machine, item: Value, container: Value) -> Value:
    """`item in container`."""
    if isinstance(item, bytes) and isinstance(
        container, (Text, Unknown)
    ):  # text that is known in part only stands for its bytes too
        item = item.decode(errors="replace")
    if isinstance(container, (tuple, ListV, SetV, DictV)):
        if (
            isinstance(container, Container)
            and container.cls is not None
            and container.cls.find("__contains__") is not ABSENT
        ):
            from sadpath.walk.calls import call_method

            asked = call_method(m, container, "__contains__", [item])
            return asked if isinstance(asked, (bool, Lanes, Unknown)) else m.truth(asked)
        if isinstance(container, ItemsView) and container.pairs:
            return holds(m, container, m.single(item))
        return contains_item(m, item, container)
    if isinstance(item, Instance) and isinstance(container, (str, bytes, Text, RangeV)):
        item = item if (plain := mixed_in(item)) is None else plain
    if isinstance(container, str):
        if isinstance(item, str):
            return item in container
        return (
            m.unknown("compare", "In", item, container, kind="bool")
            if isinstance(item, (Unknown, Text))
            else type_error(m)
        )
    if isinstance(container, bytes):
        return bytes_contain(m, item, container)
    if isinstance(container, Text):
        return text_contains(m, item, container)
    if isinstance(container, RangeV):
        return (
            item in container.range
            if isinstance(item, (int, float))
            else m.unknown("compare", "In", item, "range", kind="bool")
        )
    if isinstance(container, Instance) and container.cls.flavour == "enum" and is_flag(container.cls):
        bits, wanted = flag_value(container.cls, container), flag_value(container.cls, item)
        if bits is not None and wanted is not None:
            return bits & wanted == wanted
    if isinstance(container, Instance):
        if container.cls.find("__contains__") is not ABSENT:
            from sadpath.walk.calls import call_method

            return call_method(m, container, "__contains__", [item])
        if isinstance(whole := mixed_in(container), (str, bytes)):
            return contains(m, item, whole)
        if container.cls.find("__iter__") is not ABSENT:
            from sadpath.walk.containers.iteration import iterate

            return member(m, item, list(iterate(m, container)), False, container)
    if isinstance(container, ClassV) and container.flavour == "enum":
        return member(
            m,
            item,
            list(container.members.values()) + [v.attrs["_value_"] for v in container.members.values()],
            False,
            container,
        )
    if (
        isinstance(container, ClassV)
        and container.meta is not None
        and container.meta.find("__contains__") is not ABSENT
    ):
        from sadpath.walk.calls import call

        return call(m, BoundMethod(container.meta.find("__contains__"), container), [item], {})
    if isinstance(container, Unknown):
        if isinstance(item, str) and (
            item in container.members or (container.answer is not None and container.answer.never_in_success(item))
        ):
            return False
        return m.unknown("compare", "In", item, container, kind="bool")
    if container is None or isinstance(container, (int, float)):
        raise m.error("TypeError", "argument is not iterable")
    from sadpath.walk.containers.iteration import iterate

    return member(m, item, list(iterate(m, container)), False, container)


def bytes_contain(m: Machine, item: Value, container: bytes) -> Value:
    """`item in container` for known bytes: bytes, or the number of one."""
    if isinstance(item, (str, float)) or item is None:
        raise m.error("TypeError", "a bytes-like object is required")
    if isinstance(item, int) and not 0 <= item < 256:
        raise m.error("ValueError", "byte must be in range(0, 256)")
    return item in container if is_constant(item) else m.unknown("compare", "In", item, container, kind="bool")


def contains_item(m: Machine, item: Value, container: Value) -> Value:
    """`item in container` for a tuple, list, set or dict."""
    partly = False
    if isinstance(container, DictV):
        if isinstance(container, AskedDict):
            item = item if type(item) is not Lanes or only_strings(m, item) else m.single(item)
            container = container.part(item)
        base = container.base
        partly = base is not None
        if isinstance(item, str):
            if container.fold_case:
                item = item.lower()
            if base is not None and item in base.members:
                return False
        if is_constant(item) and item in container.items and not hasattr(item, "told"):
            there = container.items[item]
            if type(there) is Lanes and any(there.values[i] is ABSENT for i in m.active):
                return m.lanes(lambda lane: there.values[lane] is not ABSENT)
            return True
        if base is not None and container.fold_case and isinstance(item, str):
            there = m.answers.other_header(m, base, item)
            if type(there) is Lanes:
                asked = m.unknown("compare", "In", item, container, kind="bool")
                return m.lanes(lambda lane: there.values[lane] is not ABSENT and asked)
    elif isinstance(container, (ListV, SetV)):
        partly = container.open
    if (
        not partly
        and type(item) in PLAIN_KINDS
        and isinstance(container, (SetV, DictV))
        and PLAIN_KINDS.issuperset(map(type, container.items))
    ):
        there = item in container.items
        if not there:
            m.spend(len(container.items))
        return there
    items = list(container) if isinstance(container, tuple) else list(container.items)
    if type(item) is Lanes or Lanes in map(type, items):
        plain = [i if type(i) is not Lanes or only_plain(m, i) else m.single(i) for i in items]
        return m.lift(lambda x, *them: member(m, x, list(them), partly, container), item, *plain)
    return member(m, item, items, partly, container)


def only_strings(m: Machine, item: Lanes) -> bool:
    """Whether every active lane holds a text that is known."""
    return all(isinstance(item.values[lane], str) for lane in m.active)


def type_error(m: Machine) -> Value:
    raise m.error("TypeError", "'in <string>' requires string as left operand")


def member(m: Machine, item: Value, items: list[Value], partly: bool, container: Value) -> Value:
    """Whether one of `items` equals `item`; a symbol where nobody knows."""
    from sadpath.walk.operators.comparison import equal, instance_compare

    kind = type(item)
    if (
        not partly
        and (kind in PLAIN_KINDS or is_constant(item))
        and not hasattr(item, "told")
        and isinstance(container, (SetV, DictV))
        and item in container.items
    ):
        return True
    unknown = partly
    m.spend(len(items))
    plain = kind in PLAIN_KINDS
    if plain and not unknown and PLAIN_KINDS.issuperset(map(type, items)):
        return item in items
    for other in items:
        if plain and type(other) in PLAIN_KINDS:
            if item is other or item == other:
                return True
            continue
        if kind is Unknown and unknown and type(other) is not Instance:
            if item is other or (type(other) is Unknown and item.uid == other.uid):
                return True  # of all others nobody knows more than of one before
            continue
        if kind is Instance or type(other) is Instance:
            asked = instance_compare(m, ast.Eq, item, other)
            told = equal(m, item, other) if asked is None else m.truth(asked)
        else:
            told = equal(m, item, other)
        if told:
            return True
        unknown = unknown or told is None
    return m.unknown("compare", "In", item, container, kind="bool") if unknown else False


QUOTED = re.compile(r'"\w+"')
"""A string of a JSON document."""


def text_contains(m: Machine, item: Value, text: Text) -> Value:
    """`item in text` for a text with unknown pieces.

    A documented code that does not stand in the known pieces is taken to be nowhere: prose does not carry codes, nor pieces of them
    that are no words. Neither do the numbers and names that a text about the answer is made of (`404 Client Error for url:
    .../orders/{id}`). In a raw document a code stands in quotes.
    """
    from sadpath.walk.operators.comparison import only_data_unknown

    if isinstance(item, str):
        if "text" in text.origin and text.origin.exact and QUOTED.fullmatch(item) and m.answers.is_code(item[1:-1]):
            item = item[1:-1]
        if any(isinstance(p, str) and item in p for p in text.parts):
            return True
        if m.answers.is_code(item) or m.answers.is_piece_of_code(item) or only_data_unknown(text):
            return False
        # only the unknown pieces can tell: lanes that share them are asked together
        return m.unknown(
            "compare",
            "In",
            item,
            *(p for p in text.parts if not isinstance(p, str)),
            kind="bool",
            origin=text.origin.derived(),
        )
    return m.unknown("compare", "In", item, text, kind="bool")
