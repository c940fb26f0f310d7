"""What is known of a value lane by lane, or not known at all; constants that remember where they stand."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from sadpath.walk.program import Module


Value = Any


Part = tuple["int | None", "int | None"]


class Origin:
    """What of the operation's answer a value comes from.

    `tags` is a subset of {"status", "code", "message", "type", "text", "body", "answer"}: the HTTP status, the provider's code,
    the human message, the error type, the raw text of the body, any other field of an error body, a success body.
    `exact` is true where the value is the field itself and not something computed from it; `part` is the slice, (start, stop), where it
    is one of that. `fold` is the method of `str` that gave all of the field's letters one case, where that is all that was done to it.
    """

    __slots__ = ("exact", "fold", "part", "tags")
    _cache: ClassVar[dict[tuple[frozenset[str], bool, Part | None, str], Origin]] = {}

    tags: frozenset[str]
    exact: bool
    part: Part | None
    fold: str

    def __new__(cls, tags: Iterable[str] = (), exact: bool = False, part: Part | None = None, fold: str = "") -> Origin:
        key = (frozenset(tags), exact, part, fold)
        found = cls._cache.get(key)
        if found is None:
            found = object.__new__(cls)
            found.tags, found.exact, found.part, found.fold = key
            cls._cache[key] = found
        return found

    def derived(self) -> Origin:
        """The same origin, no longer exact, nor a part, nor folded."""
        return Origin(self.tags) if self.exact or self.part is not None or self.fold else self

    def folded(self, method: str) -> Origin:
        """The origin of what `str.lower`, `str.upper` or `str.casefold` makes of the value."""
        return Origin(self.tags, fold=method) if self.exact or self.fold else self.derived()

    def sliced(self, start: int | None, stop: int | None) -> Origin:
        """The origin of that slice of the value."""
        if start in (None, 0) and stop is None:
            return self
        return Origin(self.tags, part=(start, stop)) if self.exact else self.derived()

    def __or__(self, other: Origin) -> Origin:
        if self is other or not other.tags:
            return self
        if not self.tags:
            return other
        return Origin(self.tags | other.tags)

    def __bool__(self) -> bool:
        return bool(self.tags)

    def __contains__(self, tag: str) -> bool:
        return tag in self.tags

    def __repr__(self) -> str:
        more = [word for word in ("exact" * self.exact, str(self.part or ""), self.fold) if word]
        return f"Origin({', '.join(['+'.join(sorted(self.tags)), *more])})"


NOWHERE = Origin()


class Absent:
    """The value of a lane that is not active."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = Absent()


class Literal(str):
    """A string that stands literally in the code; `node` and `module` say where."""

    __slots__ = ("module", "node")
    node: ast.AST
    module: Module

    @classmethod
    def at(cls, text: str, node: ast.AST, module: Module) -> Literal:
        made = cls(text)
        made.node, made.module = node, module
        return made


class Number(int):
    """A whole number that could be an HTTP status and stands literally in the code; `node` and `module` say where."""

    node: ast.AST
    module: Module

    @classmethod
    def at(cls, number: int, node: ast.AST, module: Module) -> Number:
        made = cls(number)
        made.node, made.module = node, module
        return made


class Lanes:
    """One value for each lane; `values[i]` is `ABSENT` where lane i was not active when it was made."""

    __slots__ = ("origin", "values")

    def __init__(self, values: list[Value], origin: Origin = NOWHERE) -> None:
        self.values = values
        self.origin = origin

    def __repr__(self) -> str:
        return f"Lanes({[v for v in self.values if v is not ABSENT][:4]}, {self.origin})"


class Unknown:
    """A symbol. Two symbols with the same `key` are the same value; `uid` numbers the keys of one analysis."""

    __slots__ = ("answer", "key", "kind", "members", "origin", "uid")

    def __init__(self, key: tuple[Any, ...], uid: int, kind: str | None = None, origin: Origin = NOWHERE) -> None:
        self.key = key
        self.uid = uid
        self.kind = kind
        self.origin = origin
        self.answer: Any = None
        """The provider whose success answer this is a part of, or None."""
        self.members: frozenset[str] = frozenset()
        """For a success body: the keys that it is known not to have."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Unknown) and other.uid == self.uid

    def __hash__(self) -> int:
        return hash(("unknown", self.uid))

    def __repr__(self) -> str:
        return f"?{self.uid}{self.key[0] if self.key else ''}"


def is_told_string(value: Any) -> bool:
    """Whether a symbol is a text of an error body: nobody knows what it says, but it is a string for sure."""
    return (
        isinstance(value, Unknown)
        and value.kind == "str"
        and value.key[0] in ("message", "text")
        and bool(value.origin.tags)
    )


class Text:
    """A string with unknown pieces: `parts` alternates known text and `Unknown`s; at least one part is unknown."""

    __slots__ = ("origin", "parts")

    def __init__(self, parts: tuple[Any, ...], origin: Origin = NOWHERE) -> None:
        self.parts = parts
        self.origin = origin

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and other.parts == self.parts

    def __hash__(self) -> int:
        return hash(("text", self.parts))

    def __repr__(self) -> str:
        return "Text(" + "".join(p if isinstance(p, str) else "{}" for p in self.parts) + ")"


CONSTANTS = (str, int, float, complex, bytes, type(None), type(Ellipsis))
PLAIN_KINDS = frozenset({*CONSTANTS, bool, Literal, Number})


def is_constant(value: Value) -> bool:
    """Whether `value` is a plain Python constant (no container)."""
    return type(value) in PLAIN_KINDS or isinstance(value, CONSTANTS)
