"""Objects with identity, lists, sets, dicts and iterators."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sadpath.walk.values.symbols import NOWHERE, Origin, Unknown, Value

if TYPE_CHECKING:
    from sadpath.walk.values.objects import ClassV


class Heap:
    """Base of all objects with identity. `born` is the run that made them: older ones are restored after a run."""

    __slots__ = ("born",)
    born: int

    def snapshot(self) -> Any:
        """What `restore` needs to undo every change that is made after this call."""
        return None

    def restore(self, saved: Any) -> None:
        """Undo the changes since `snapshot`."""


class Container(Heap):
    """Base of lists, sets and dicts. `cls` is the class of the code that derives from the builtin type, or None; `attrs` are the
    attributes that such an object has."""

    __slots__ = ("attrs", "cls")
    attrs: dict[str, Value] | None
    cls: ClassV | None


class ListV(Container):
    """A list (or a deque). `open` says that it may be longer than what is known; `most` how many elements a deque holds at most."""

    __slots__ = ("items", "most", "open", "origin", "schema")

    def __init__(self, items: list[Value], born: int = 0, open: bool = False, origin: Origin = NOWHERE) -> None:
        self.items, self.born, self.open, self.origin = items, born, open, origin
        self.schema: Any = None
        self.most: int | None = None
        self.cls = self.attrs = None

    def snapshot(self) -> Any:
        return list(self.items), self.open, dict(self.attrs) if self.attrs else None

    def restore(self, saved: Any) -> None:
        self.items, self.open, self.attrs = list(saved[0]), saved[1], saved[2] and dict(saved[2])


class SetV(Container):
    """A set; the elements are the keys of `items` (the first equal one is kept, with its place in the code)."""

    __slots__ = ("frozen", "items", "open")

    def __init__(self, items: dict[Value, None], born: int = 0, open: bool = False, frozen: bool = False) -> None:
        self.items, self.born, self.open, self.frozen = items, born, open, frozen
        self.cls = self.attrs = None

    def snapshot(self) -> Any:
        return dict(self.items), self.open, dict(self.attrs) if self.attrs else None

    def restore(self, saved: Any) -> None:
        self.items, self.open, self.attrs = dict(saved[0]), saved[1], saved[2] and dict(saved[2])


class DictV(Container):
    """A dict. `base` is the symbol of which unknown keys are parts (an open dict), or None for a closed one.

    `schema` says that it is (a part of) the error body of a provider: see `walk.answers.BodyPart`.
    `fold_case` makes the keys case-insensitive, as HTTP headers are.
    """

    __slots__ = ("base", "default", "fold_case", "items", "kind", "schema")
    asks = False
    """Whether it is an `AskedDict`."""

    def __init__(self, items: dict[Value, Value], born: int = 0, base: Unknown | None = None) -> None:
        self.items, self.born, self.base = items, born, base
        self.default: Value = None
        self.schema: Any = None
        self.fold_case = False
        self.kind: Any = None
        self.cls = self.attrs = None

    def snapshot(self) -> Any:
        return dict(self.items), self.base, self.default, dict(self.attrs) if self.attrs else None

    def restore(self, saved: Any) -> None:
        self.items, self.base, self.default, self.attrs = (
            dict(saved[0]),
            saved[1],
            saved[2],
            saved[3] and dict(saved[3]),
        )


class RangeV:
    """`range(...)` over known bounds."""

    __slots__ = ("range",)

    def __init__(self, made: range) -> None:
        self.range = made


class IteratorV(Heap):
    """An iterator made by `iter`, `enumerate`, `zip`, a method such as `dict.items`, ...; `step()` gives the next value or raises
    `StopWalkIteration`. `does` says that a step runs code that may do more than give a value."""

    __slots__ = ("does", "open", "step")

    def __init__(self, step: Callable[[], Value], born: int = 0, open: bool = False, does: bool = False) -> None:
        self.step, self.born, self.open, self.does = step, born, open, does


class StopWalkIteration(Exception):
    """An iterator of the walk has no more values. `value` is what a generator returned."""

    def __init__(self, value: Value = None) -> None:
        super().__init__()
        self.value = value
