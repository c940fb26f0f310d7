"""Symbols: what nobody can know, by its structure."""

from __future__ import annotations

from typing import Any

from sadpath.walk.machine.state import State
from sadpath.walk.values import (
    ABSENT,
    NOWHERE,
    BoundMethod,
    ClassV,
    DictV,
    FunctionV,
    Instance,
    Lanes,
    ListV,
    ModuleV,
    Origin,
    SetV,
    Text,
    Unknown,
    origin_of,
)
from sadpath.walk.values.asked_dicts import AskedDict
from sadpath.walk.values.views import VIEWS

SHAPED = frozenset({str, int, bool, float, type(None), bytes})
"""Kinds of values that stand for themselves."""


class Symbols(State):
    """Makes symbols: the same structure gives the same one."""

    def unknown(self, *key: Any, kind: str | None = None, origin: Origin | None = None) -> Unknown:
        """The symbol with this structure; the same structure gives the same symbol, in every run of the walk."""
        parts: list[Any] = []
        found = NOWHERE
        for item in key:
            if type(item) in SHAPED:
                parts.append(item)
                continue
            parts.append(self.shape(item))
            if origin is None:
                found = found | origin_of(item)
        full = tuple(parts)
        if origin is None:
            origin = found.derived()
        identity = (full, origin, kind)
        symbol = self.symbols.get(identity)
        if symbol is None:
            symbol = Unknown(full, len(self.symbols) + 1, kind, origin)
            self.symbols[identity] = symbol
            self.by_uid[symbol.uid] = symbol
        return symbol

    def symbol(self, part: Any) -> Unknown | None:
        """The symbol that a part of another one's key is; None where it is something else."""
        return self.by_uid[part[1]] if isinstance(part, tuple) and len(part) == 2 and part[0] == "?" else None

    def shape(self, item: Any, depth: int = 0) -> Any:
        """A hashable stand-in of a value inside a symbol's key; what is deep inside counts no more."""
        kind = type(item)
        if kind is Unknown:
            return ("?", item.uid)
        if kind in SHAPED:
            return item
        if isinstance(item, str):
            return str(item)
        if isinstance(item, int):
            return int(item)
        if kind is Text:
            return ("text", *(self.shape(p) for p in item.parts))
        if depth > 5:
            return kind.__name__
        depth += 1
        if kind is Lanes:
            return ("lanes", *(self.shape(v, depth) for v in item.values if v is not ABSENT))
        if kind is tuple:
            return tuple(self.shape(i, depth) for i in item)
        if isinstance(item, Instance):
            return ("object", item.cls.name)
        if isinstance(item, (ClassV, FunctionV, ModuleV)):
            return (kind.__name__, item.name)
        if kind is BoundMethod:
            return ("method", self.shape(item.fn, depth), self.shape(item.self_value, depth))
        if isinstance(item, VIEWS):
            taken = item.of.base and self.run.cache.get(("taken", item.of.base.uid))
            return (item.type_name, self.shape(item.of, depth), self.shape(item.of.base, depth), taken)
        if isinstance(item, (ListV, SetV)):
            return (kind.__name__, *(self.shape(i, depth) for i in list(item.items)[:6]))
        if kind is DictV:
            return ("dict", *((self.shape(k, depth), self.shape(v, depth)) for k, v in list(item.items.items())[:6]))
        if isinstance(item, AskedDict):
            return ("names", item.name)
        self.run.context_asked += 1
        return (kind.__name__, self.run.number)  # an iterator: nobody has looked into it, so that it is no other run's

    def fresh(self, what: str, kind: str | None = None) -> Unknown:
        """A symbol that differs from every other one of this run (a random number, a time stamp)."""
        self.run.fresh += 1
        return self.unknown("fresh", what, self.run.fresh, kind=kind)
