"""Subscripts: reading, writing and deleting items."""

from __future__ import annotations

import ast
from typing import Any

from sadpath.walk.containers.choices import chosen_by_unknown, may_choose, part_by
from sadpath.walk.machine import Machine
from sadpath.walk.operators.comparison import compare_plain, equal
from sadpath.walk.operators.concrete import as_tuple, is_plain, mixed_in, only_plain, python_error
from sadpath.walk.operators.keys import is_unknown, known_key
from sadpath.walk.operators.splits import slice_text, with_origin
from sadpath.walk.outside import note_item
from sadpath.walk.values import (
    ABSENT,
    BoundMethod,
    ClassV,
    Container,
    Descriptor,
    DictV,
    FunctionV,
    Instance,
    Lanes,
    ListV,
    ModuleV,
    Native,
    RangeV,
    SetV,
    Text,
    Unknown,
    Value,
    is_constant,
    is_told_string,
    origin_of,
)
from sadpath.walk.values.asked_dicts import AskedDict
from sadpath.walk.values.symbols import PLAIN_KINDS
from sadpath.walk.values.views import VIEWS


def child(m: Machine, base: Unknown, *key: Any, kind: str | None = None) -> Unknown:
    """A symbol that is a part of `base`, and of the same answer."""
    made = m.unknown(
        *key,
        kind=kind,
        origin=base.origin.derived() if "message" in base.origin or "text" in base.origin else base.origin,
    )
    if made.answer is None:
        made.answer = base.answer
    return made


def get_item(m: Machine, value: Value, key: Value) -> Value:
    """`value[key]`; raises `Raised(KeyError | IndexError | TypeError)` as Python would."""
    if type(value) is Lanes:
        if only_plain(m, value) and (is_plain(key) or type(key) in (Lanes, slice)):
            made = m.lift(lambda v, k: get_item(m, v, k), value, key)
            if type(key) is slice and type(made) is Lanes and key.step is None:
                made.origin = value.origin.sliced(key.start, key.stop)
                made = with_origin(m, value, made)
            return made
        return get_item(m, m.single(value), key)
    if isinstance(value, Container) and value.cls is not None and value.cls.find("__getitem__") is not ABSENT:
        from sadpath.walk.calls import call_method

        return call_method(m, value, "__getitem__", [key])
    if isinstance(value, DictV):
        return dict_item(m, value, key)
    if type(key) is Lanes:
        if isinstance(value, (str, bytes, tuple)) and only_plain(m, key) and is_plain(value):
            return m.lift(lambda k: get_item(m, value, k), key)
        key = m.single(key)
    if isinstance(value, Unknown):
        if value.answer is not None and isinstance(key, str) and key in value.members:
            raise m.key_error(key)
        if isinstance(key, str) and is_told_string(value):
            raise m.error("TypeError", "string indices must be integers")
        item = child(m, value, "item", value, key)
        note_item(m, value, item)
        return item
    if isinstance(value, Text):
        if type(key) is slice and (cut := slice_text(value, key)) is not None:
            return cut
        return m.unknown("item", value, key, kind="str", origin=value.origin)
    if isinstance(key, Instance):
        key = key if (plain := mixed_in(key)) is None else plain
    if isinstance(value, VIEWS):
        raise m.error("TypeError", f"{value.type_name} object is not subscriptable")
    if isinstance(value, (ListV, tuple, str, bytes, RangeV)):
        items = value.items if isinstance(value, ListV) else value.range if isinstance(value, RangeV) else value
        if isinstance(key, int):
            if isinstance(value, ListV) and value.open and not -len(items) <= key < len(items):
                return m.unknown("item", value, key)
            try:
                return items[key]
            except IndexError as error:
                raise python_error(m, error) from None
        if isinstance(key, slice):
            try:
                cut = items[key]
            except TypeError:
                return m.unknown("slice", value, repr(key))
            if isinstance(value, ListV):
                return m.new_list(list(cut), value.open, value.origin)
            return RangeV(cut) if isinstance(cut, range) else cut
        if isinstance(key, Unknown):
            return m.unknown("item", value, key, origin=origin_of(value))
        raise m.error("TypeError", "indices must be integers or slices")
    if isinstance(value, ClassV):
        if value.flavour == "enum":
            if isinstance(key, str) and key in value.members:
                return value.members[key]
            if isinstance(key, (Unknown, Text)):
                return m.unknown("item", value, key)
            raise m.key_error(key)
        if value.meta is not None and value.meta.find("__getitem__") is not ABSENT:
            from sadpath.walk.calls import call

            return call(m, BoundMethod(value.meta.find("__getitem__"), value), [key], {})
        if (maker := value.find("__class_getitem__")) is not ABSENT:
            from sadpath.walk.calls import call

            return call(m, BoundMethod(maker.fn if isinstance(maker, Descriptor) else maker, value), [key], {})
        return value  # Generic[T], list[int]
    if isinstance(value, Instance):
        if value.cls.flavour == "namedtuple" and isinstance(key, (int, slice)):
            return get_item(m, as_tuple(value), key)
        if value.cls.find("__getitem__") is not ABSENT:
            from sadpath.walk.calls import call_method

            return call_method(m, value, "__getitem__", [key])
        if isinstance(whole := mixed_in(value), (str, bytes)):
            return get_item(m, whole, key)
        if value.cls.opaque:
            return m.unknown("item", value, key)
        raise m.error("TypeError", f"{value.cls.name} object is not subscriptable")
    if isinstance(value, (Native, FunctionV, BoundMethod, ModuleV)):
        return value
    if value is None or is_constant(value):
        raise m.error("TypeError", f"{type(value).__name__} object is not subscriptable")
    return m.unknown("item", value, key)


def dict_item(m: Machine, value: DictV, key: Value) -> Value:
    """`value[key]` of a dict."""
    value = asked_of(value, key) if isinstance(key, (Unknown, Text)) else value
    found = chosen_by_unknown(m, value, key, total=True) if isinstance(key, (Unknown, Text)) else ABSENT
    if found is not ABSENT:
        return found
    found = dict_find(m, value, key)
    if m.is_there(found):
        return found
    if value.kind == "defaultdict" and value.default is not None:
        from sadpath.walk.calls import call
        from sadpath.walk.containers.changes import set_item

        made = call(m, value.default, [], {})
        set_item(m, value, key, made)
        return made
    if value.cls is not None and value.cls.find("__missing__") is not ABSENT:
        from sadpath.walk.calls import call_method

        return call_method(m, value, "__missing__", [key])
    if value.kind == "counter":
        return 0
    raise m.key_error(key)


def asked_of(value: DictV, key: Value) -> DictV:
    """What of a dict may stand under a key, where it is made only when it is asked for; other dicts as they are."""
    return value.part(key) if isinstance(value, AskedDict) else value


def dict_find(m: Machine, value: DictV, key: Value) -> Value:
    """The value under `key`, `ABSENT` where there is none; per lane where the key has lanes; a symbol where nobody knows."""
    if type(key) is Lanes:
        if not only_plain(m, key):
            return dict_find(m, value, m.single(key))
        if any(may_choose(m, asked_of(value, key.values[lane]), key.values[lane]) for lane in m.active):
            return dict_find(m, value, m.single(key))
        results = {lane: dict_find(m, value, key.values[lane]) for lane in m.active}
        distinct = list({id(r): r for r in results.values()}.values())
        if len(distinct) == 1:
            return distinct[0]
        return (
            m.lanes(lambda lane: results[lane], key.origin.derived())
            if all(is_plain(r) or r is ABSENT for r in distinct)
            else part_by(m, results)
        )
    value = asked_of(value, key)
    if value.fold_case and isinstance(key, str):
        key = key.lower()
    if isinstance(key, (list, DictV, ListV)) or (isinstance(key, SetV) and not key.frozen):
        raise m.error("TypeError", "unhashable type")
    plain = key
    if hasattr(key, "told"):  # the status of a success: the first 2xx among the keys
        for candidate in value.items:
            if equal(m, key, candidate):
                return value.items[candidate]
        return ABSENT if value.base is None else child(m, value.base, "item", value.base, int(key))
    if isinstance(key, Instance) and "_value_" in key.attrs and key.cls.native == "plain":
        for candidate in (key, key.attrs["_value_"]):
            if candidate in value.items:
                return value.items[candidate]
    if type(key) is tuple and any(type(k) is Lanes for k in key):
        plain = tuple(m.single(k) for k in key)
    if type(plain) not in PLAIN_KINDS:
        plain = known_key(m, value.items, plain)
    try:
        if plain in value.items:
            return value.items[plain]
    except TypeError:
        return m.unknown("item", value, "unhashable")
    if isinstance(plain, (Unknown, Text)):
        if (
            isinstance(plain, Unknown)
            and plain.answer is not None
            and value.items
            and all(isinstance(k, str) and plain.answer.never_in_success(k) for k in value.items)
        ):
            return ABSENT
        if plain is key and may_choose(m, value, plain):
            return chosen_by_unknown(m, value, plain, total=False)
        return m.unknown("item", value, plain) if value.items or value.base is not None else ABSENT
    for candidate in value.items:  # `HTTPStatus.CONFLICT` is the key 409 too
        if isinstance(candidate, Instance) and candidate.cls.native == "plain" and equal(m, candidate, plain):
            return value.items[candidate]
    if value.base is not None:
        if isinstance(plain, str) and plain in value.base.members:
            return ABSENT
        if (
            value.fold_case
            and isinstance(plain, str)
            and (header := m.answers.other_header(m, value.base, plain)) is not ABSENT
        ):
            return header
        return child(m, value.base, "item", value.base, plain)
    if value.items and isinstance(plain, (Instance, SetV)) and is_unknown(plain):
        return m.unknown("item", value, plain)
    if isinstance(plain, Instance) and is_value_object(plain):
        for candidate in value.items:
            if m.truth(compare_plain(m, ast.Eq, candidate, plain)):
                return value.items[candidate]
    elif any(isinstance(k, Instance) and is_value_object(k) for k in value.items):
        for candidate in value.items:
            if isinstance(candidate, Instance) and m.truth(compare_plain(m, ast.Eq, candidate, plain)):
                return value.items[candidate]
    if any(is_unknown(k) and equal(m, k, plain) is None for k in value.items):
        return m.unknown("item", value, plain)
    return ABSENT


def is_value_object(value: Instance) -> bool:
    """Whether an object equals others by its content: a dataclass, a named tuple, or one with an `__eq__` of its own."""
    return (
        value.cls.dataclass is not None
        or value.cls.flavour == "namedtuple"
        or isinstance(value.cls.find("__eq__"), (FunctionV, Native))
    )
