"""Copies of what a call has made, from which each run that shares the call gets objects of its own."""

from __future__ import annotations

from operator import is_
from types import FunctionType
from typing import Any

from sadpath.walk.run import Frame
from sadpath.walk.states import PLAIN, NotAlike, closed_over
from sadpath.walk.values import (
    Absent,
    BoundMethod,
    ClassV,
    Container,
    DictV,
    FunctionV,
    Heap,
    Instance,
    Lanes,
    ListV,
    Literal,
    ModuleV,
    Native,
    RangeV,
    SetV,
    Text,
    Unknown,
)
from sadpath.walk.values.views import VIEWS

FIXED = frozenset({Unknown, Text, RangeV, Absent, slice, Literal})
HOLDING = (list, dict, set, tuple, Frame, Lanes, BoundMethod, Native)
TEMPLATE = -1
"""`Heap.born` of copies that no run uses itself."""


class Place(Heap):
    """Stands in a template for the n-th object that the call came upon from outside."""

    __slots__ = ("number",)

    def __init__(self, number: int) -> None:
        self.number, self.born = number, TEMPLATE


class Copier:
    """Copies values, with the objects in them that were born in the run `old`, as objects of the run `new`.

    `known` gives the copies of some objects, by their ids, `plain` what `State.lanes` found out. Raises `NotAlike` for what can't be copied.
    """

    def __init__(self, old: int, new: int, known: dict[int, Any], plain: dict[int, Any]) -> None:
        self.old, self.new, self.known, self.plain = old, new, known, plain
        self.kept: list[Any] = []
        self.places: list[Any] = []
        self.dicts: set[int] = set()

    def copy(self, value: Any) -> Any:
        """The copy of a value; the value itself where nothing in it was born in the run."""
        kind = type(value)
        if kind in PLAIN or kind in FIXED:
            return value
        if kind is Instance:
            if value.born != self.old:
                return value
            found = self.known.get(id(value))
            return found if found is not None else self.thing(value)
        if kind is Lanes:
            found = self.plain.get(id(value))
            if found is not None and not found[2]:
                return value
            values = [self.copy(item) for item in value.values]
            return value if same(values, value.values) else Lanes(values, value.origin)
        if kind is tuple:
            made = tuple(self.copy(item) for item in value)
            return value if same(made, value) else made
        if kind is Place:
            return self.places[value.number]
        if isinstance(value, Heap):
            if value.born != self.old:
                return value
            found = self.known.get(id(value))
            return found if found is not None else self.thing(value)
        if kind is BoundMethod:
            fn, self_value = self.copy(value.fn), self.copy(value.self_value)
            same_parts = fn is value.fn and self_value is value.self_value
            return value if same_parts else BoundMethod(fn, self_value)
        if hasattr(value, "told"):  # the status of a success
            found = self.known.get(id(value))
            if found is None:
                found = type(value).of(value.domain)
                found.told = list(value.told)
                self.note(value, found)
            return found
        if isinstance(value, (str, int)):
            return value
        if kind is Native:
            self.harmless(value.call)
            return value
        raise NotAlike

    def note(self, value: Any, made: Any) -> None:
        """Remember a copy."""
        self.known[id(value)] = made
        self.kept.append(value)

    def thing(self, value: Heap) -> Any:
        """The copy of an object."""
        made: Any
        if type(value) is Instance:
            made = Instance(value.cls, {}, self.new)
            self.note(value, made)
            self.only_here(value)
            made.attrs.update(self.copy_of(value.attrs))
            made.payload, made.accident = self.copy_of(value.payload), value.accident
            return made
        if isinstance(value, VIEWS):
            raise NotAlike
        if isinstance(value, ListV):
            made = ListV([], self.new, value.open, value.origin)
            made.schema = value.schema
        elif isinstance(value, SetV):
            made = SetV({}, self.new, value.open, value.frozen)
        elif isinstance(value, DictV):
            made = DictV({}, self.new, value.base)
            made.schema, made.fold_case, made.kind = value.schema, value.fold_case, value.kind
        else:
            raise NotAlike
        if isinstance(value, Container):
            made.cls = self.copy(value.cls)
        self.note(value, made)
        self.only_here(value)
        put(made, self.copy_of(inside(value)))
        return made

    def only_here(self, thing: Any) -> None:
        """Raise where the dict of an object is that of another one too, as `vars(thing)` is."""
        held = thing.attrs if isinstance(thing, Instance) else thing.items if isinstance(thing, DictV) else None
        if held is not None and id(held) in self.dicts:
            raise NotAlike
        self.dicts.add(id(held))

    def copy_of(self, content: Any) -> Any:
        """The copy of what `inside` gives."""
        kind = type(content)
        if kind is tuple:
            return tuple([self.copy_of(part) for part in content])
        if kind is list:
            return [item if type(item) in PLAIN else self.copy(item) for item in content]
        if kind is dict:
            return {
                key if type(key) is str else self.copy(key): item if type(item) in PLAIN else self.copy(item)
                for key, item in content.items()
            }
        return content if kind in PLAIN else self.copy(content)

    def harmless(self, function: Any) -> None:
        """Raise where a native holds on to something of the run."""
        if not isinstance(function, FunctionType):
            raise NotAlike
        for held in (*closed_over(function), *(function.__defaults__ or ())):
            if isinstance(held, FunctionType):
                self.harmless(held)
            elif isinstance(held, Heap):
                if held.born == self.old:
                    raise NotAlike
            elif isinstance(held, HOLDING) or hasattr(held, "__next__") or hasattr(held, "resume"):
                raise NotAlike


def same(values: Any, others: Any) -> bool:
    """Whether two sequences hold the very same things."""
    return all(map(is_, values, others))


def inside(thing: Any) -> Any:
    """What of an object, a scope or the status of a success can change; a copy, one level deep."""
    kind = type(thing)
    if kind is Instance:
        return (thing.attrs.copy(), thing.payload, thing.accident)
    if kind is Frame:
        return (thing.variables.copy(), thing.handling.copy())
    if isinstance(thing, ListV):
        return (list(thing.items), thing.open, dict(thing.attrs) if thing.attrs is not None else None)
    if isinstance(thing, SetV):
        return (dict(thing.items), thing.open, dict(thing.attrs) if thing.attrs is not None else None)
    if isinstance(thing, DictV):
        attrs = dict(thing.attrs) if thing.attrs is not None else None
        return (dict(thing.items), thing.base, thing.default, attrs)
    if isinstance(thing, (ClassV, FunctionV, ModuleV)):
        return (dict(thing.attrs),)
    return (list(thing.told),)


def put(thing: Any, content: Any) -> None:
    """Give an object what `inside` gave; its dicts and lists stay the same ones, as others may share them."""
    if isinstance(thing, Instance):
        refill(thing.attrs, content[0])
        _, thing.payload, thing.accident = content
        return
    if isinstance(thing, (ListV, SetV, DictV)):
        if isinstance(thing, ListV):
            thing.items[:] = content[0]
        else:
            refill(thing.items, content[0])
        if isinstance(thing, DictV):
            thing.base, thing.default = content[1:3]
        else:
            thing.open = content[1]
        thing.attrs = content[-1]
    elif isinstance(thing, (ClassV, FunctionV, ModuleV)):
        refill(thing.attrs, content[0])
    elif not isinstance(thing, Frame):
        thing.told[:] = content[0]
    else:
        raise NotAlike


def refill(old: dict[Any, Any], new: dict[Any, Any]) -> None:
    """Make a dict hold what another one holds."""
    old.clear()
    old.update(new)


def unchanged(before: Any, after: Any) -> bool:
    """Whether two results of `inside` hold the very same things in the same order."""
    if type(before) is tuple:
        return all(unchanged(one, other) for one, other in zip(before, after, strict=True))
    if type(before) is not type(after):
        return False
    if type(before) is list:
        return len(before) == len(after) and same(before, after)
    if type(before) is dict:
        return len(before) == len(after) and same(before, after) and same(before.values(), after.values())
    return before is after
