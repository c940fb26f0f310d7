"""Iterating abstract values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sadpath.walk.containers.emptiness import lone_key
from sadpath.walk.containers.iterators import Step, iterator
from sadpath.walk.machine import Machine
from sadpath.walk.objects.flag_enums import canonical_members, flag_value, is_flag
from sadpath.walk.operators.concrete import mixed_in
from sadpath.walk.operators.keys import is_unknown
from sadpath.walk.values import (
    ABSENT,
    BoundMethod,
    ClassV,
    Container,
    DictV,
    Instance,
    IteratorV,
    Lanes,
    ListV,
    RangeV,
    SetV,
    StopWalkIteration,
    Text,
    Unknown,
    Value,
)
from sadpath.walk.values.views import ItemsView, KeysView

MOST_ITEMS = 20_000


def iterate(m: Machine, value: Value) -> Iterator[Value]:
    """The elements of `value`, one by one. Of an unknown iterable: none in one run, one in another.

    Raises `Raised(TypeError)` where the value can't be iterated.
    """
    kind = type(value)
    if kind is Lanes:
        value = m.single(value)
        kind = type(value)
    if kind is tuple:
        yield from value
    elif isinstance(value, Container) and value.cls is not None and value.cls.find("__iter__") is not ABSENT:
        from sadpath.walk.calls import call_method

        yield from iterate(m, call_method(m, value, "__iter__", []))
    elif kind is ListV:
        index = 0
        while index < len(value.items):  # the loop may change the list
            yield value.items[index]
            index += 1
        if value.open and not value.items:
            yield from unknown_items(m, value, "open list")
    elif kind is ItemsView or kind is KeysView:
        yield from of_view(m, value)
    elif isinstance(value, (SetV, DictV)):
        yield from steadily(m, value)
        if isinstance(value, DictV) and value.base is not None and not value.items:
            yield from lone_key(m, value)
        elif isinstance(value, SetV) and value.open and not value.items:
            yield from unknown_items(m, value, "open set")
    elif isinstance(value, (str, bytes)):
        yield from list(value)
    elif kind is RangeV:
        for index, item in enumerate(value.range):
            if index > MOST_ITEMS:
                break
            yield item
    elif kind is IteratorV:
        while True:
            m.spend(10)
            try:
                item = value.step()
            except StopWalkIteration:
                return
            yield item
    elif isinstance(value, (Unknown, Text)):
        yield from unknown_items(m, value, "element")
    elif isinstance(value, ClassV) and value.flavour == "enum":
        seen: list[Any] = []
        members = [made for _, made in canonical_members(value)] if is_flag(value) else value.members.values()
        for made in members:
            if not any(made is s for s in seen):
                seen.append(made)
                yield made
    elif isinstance(value, ClassV) and value.meta is not None and value.meta.find("__iter__") is not ABSENT:
        from sadpath.walk.calls import call

        yield from iterate(m, call(m, BoundMethod(value.meta.find("__iter__"), value), [], {}))
    elif isinstance(value, Instance):
        yield from iterate_instance(m, value)
    elif getattr(value, "resume", None) is not None:  # a generator
        while True:
            m.tick()
            try:
                item = value.resume(None)
            except StopWalkIteration:
                return
            yield item
    else:
        raise m.error("TypeError", f"{kind.__name__} object is not iterable")


def steadily(m: Machine, value: SetV | DictV) -> Iterator[Value]:
    """The elements of a set, or the keys of a dict; raises `Raised(RuntimeError)` where the loop has made it larger or smaller."""
    before = len(value.items)
    for item in list(value.items):
        yield item
        now = len(value.items)
        # what is taken out was there; what is put in may have been there under a key that nobody knows
        if now < before or (now > before and not any(map(is_unknown, value.items)) and not may_have_more(value)):
            what = "dictionary" if isinstance(value, DictV) else "set"
            raise m.error("RuntimeError", f"{what} changed size during iteration")


def of_view(m: Machine, value: KeysView | ItemsView) -> Iterator[Value]:
    """What a view of a dict shows, as the dict is when the loop comes to it."""
    held = value.of
    for key in steadily(m, held):
        item = held.items.get(key, ABSENT)
        if isinstance(value, KeysView):
            yield key
        elif item is not ABSENT:
            yield (key, item) if value.pairs else item
    if held.base is None or held.items:
        return
    from sadpath.walk.containers.subscripts import child

    for key in lone_key(m, held):
        if isinstance(value, KeysView):
            yield key
        else:
            item = child(m, held.base, "item", held.base, key)
            yield (key, item) if value.pairs else item


def unknown_items(m: Machine, value: Value, what: str) -> Iterator[Value]:
    """One unknown element, or none."""
    if m.truth(m.unknown("nonempty", value, kind="bool")):
        origin = getattr(value, "origin", None)
        element = m.unknown(what, value, 0, origin=origin)
        if isinstance(value, Unknown):
            element.answer = value.answer
        yield element


def iterate_instance(m: Machine, value: Instance) -> Iterator[Value]:
    """The elements that an object's `__iter__` and `__next__`, or its `__getitem__`, give."""
    from sadpath.walk.calls import call_method
    from sadpath.walk.values import Raised

    plain = mixed_in(value)
    if isinstance(plain, (str, bytes)) and value.cls.find("__iter__") is ABSENT:
        yield from iterate(m, plain)
        return
    if value.cls.flavour == "enum" and (bits := flag_value(value.cls, value)) is not None and is_flag(value.cls):
        yield from (made for _, made in canonical_members(value.cls) if made.attrs["_value_"] & bits)
        return
    if value.cls.flavour == "namedtuple":
        for name, *_ in value.cls.fields:
            yield value.attrs[name]
        return
    if value.cls.find("__iter__") is not ABSENT:
        inner = call_method(m, value, "__iter__", [])
        if isinstance(inner, Instance) and inner.cls.find("__next__") is not ABSENT:
            value = inner  # an iterator: its own `__iter__` is not asked again
        elif inner is value:
            raise m.error("TypeError", "iter() returned a non-iterator")
        else:
            yield from iterate(m, inner)
            return
    if value.cls.find("__next__") is not ABSENT:
        for _ in range(MOST_ITEMS):
            try:
                item = call_method(m, value, "__next__", [])
            except Raised as error:
                if error.exc.cls.name == "StopIteration":
                    return
                raise
            m.tick()
            yield item
        return
    if value.cls.opaque:
        yield from unknown_items(m, m.unknown("object", value), "element")
        return
    if value.cls.find("__getitem__") is not ABSENT:
        yield from items_by_index(m, value)
        return
    raise m.error("TypeError", f"{value.cls.name} object is not iterable")


def items_by_index(m: Machine, value: Instance) -> Iterator[Value]:
    """The elements of an object that has nothing but `__getitem__`: under 0, 1, ... until it raises IndexError.

    An element of a collection that nobody knows stands for all that are left.
    """
    from sadpath.walk.calls import call_method
    from sadpath.walk.values import Raised

    for index in range(MOST_ITEMS):
        m.tick()
        try:
            item = call_method(m, value, "__getitem__", [index])
        except Raised as error:
            if error.exc.cls.derives(m.builtins["IndexError"]) or error.exc.cls.name == "StopIteration":
                return
            raise
        if isinstance(item, Unknown) and item.key[0] == "item" and item.key[-1] == index:
            if m.truth(m.unknown("nonempty", item, kind="bool")):
                yield item
            return
        yield item


def may_have_more(value: Value) -> bool:
    """Whether an iterable may have more elements than what is known of it."""
    if isinstance(value, (ListV, SetV, IteratorV)):
        return value.open
    if isinstance(value, DictV):
        return value.base is not None
    return isinstance(value, (Unknown, Text)) or (isinstance(value, RangeV) and len(value.range) > MOST_ITEMS)


def to_list(m: Machine, value: Value) -> tuple[list[Value], bool]:
    """All elements, and whether there may be more."""
    if type(value) is Lanes:
        value = m.single(value)
    partly = may_have_more(value)
    items = list(iterate(m, value))
    m.spend(len(items))
    # where nobody knows, one run has an element and more, another none; of an iterator one may have been taken before
    return items, partly and (bool(items) or isinstance(value, IteratorV))


def starred(m: Machine, value: Value) -> tuple[list[Value], dict[str, Value]]:
    """The arguments that `*value` gives a call, and what stands under `"*"` for those that nobody knows.

    A row that nobody knows has what the call asks for, also in the run that takes it to have no element.
    """
    value = m.single(value)
    items, partly = to_list(m, value)
    return items, {"*": m.unknown("rest", value)} if partly or isinstance(value, Unknown) else {}


def unpack(m: Machine, value: Value, count: int, star: int | None) -> list[Value]:
    """The values for `count` targets, of which number `star` (0-based) takes a list of the rest.

    Raises `Raised(ValueError)` where the numbers don't fit, as Python does.
    """
    if type(value) is Lanes:
        value = m.single(value)
    if isinstance(value, (Unknown, Text)):
        made: list[Value] = []
        for index in range(count):
            if index == star:
                made.append(m.unknown("rest", value, index, kind="list"))
            else:
                part = m.unknown("element", value, index, origin=value.origin)
                if isinstance(value, Unknown):
                    part.answer = value.answer
                made.append(part)
        return made
    items, partly = to_list(m, value)
    if star is None:
        if partly and len(items) < count:
            items = items + [m.unknown("element", value, i) for i in range(len(items), count)]
        if len(items) != count:
            raise m.error("ValueError", f"expected {count} values to unpack, got {len(items)}")
        return items
    if len(items) < count - 1:
        raise m.error("ValueError", "not enough values to unpack")
    tail = count - star - 1
    middle = items[star : len(items) - tail]
    return [*items[:star], m.new_list(middle, partly), *(items[len(items) - tail :] if tail else [])]


def next_value(m: Machine, iterator: Value) -> Value:
    """`next(iterator)`; raises `StopWalkIteration` at the end."""
    if isinstance(iterator, IteratorV):
        return iterator.step()
    if getattr(iterator, "resume", None) is not None:
        return iterator.resume(None)
    if isinstance(iterator, Instance) and iterator.cls.find("__next__") is not ABSENT:
        from sadpath.walk.calls import call
        from sadpath.walk.values import Raised

        try:
            return call(m, BoundMethod(iterator.cls.find("__next__"), iterator), [], {})
        except Raised as error:
            if error.exc.cls.name in ("StopIteration", "StopAsyncIteration"):
                told = error.exc.attrs.get("args")
                raise StopWalkIteration(told[0] if isinstance(told, tuple) and told else None) from None
            raise
    if isinstance(iterator, Unknown):
        return m.unknown("next", iterator)
    raise m.error("TypeError", "object is not an iterator")


def make_iterator(m: Machine, value: Value) -> Value:
    """`iter(value)`."""
    if isinstance(value, IteratorV) or getattr(value, "resume", None) is not None:
        return value
    if isinstance(value, Instance) and value.cls.find("__next__") is not ABSENT:
        return value

    def begin() -> Step:
        source = iterate(m, value)

        def step() -> Value:
            try:
                return next(source)
            except StopIteration:
                raise StopWalkIteration from None

        return step

    return iterator(m, begin, may_have_more(value))
