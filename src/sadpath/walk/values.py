"""Abstract values of the walk.

A value is one of
- a plain Python constant (`None`, bool, int, float, complex, str, bytes, Ellipsis, a tuple or a frozenset of values);
- `Lanes`: one value for each lane, where the answers differ;
- `Unknown`: a symbol for what nobody can know without running the code (arguments, settings, other answers);
- `Text`: a string of which some pieces are unknown;
- a heap object (`ListV`, `DictV`, `SetV`, `Instance`, `ClassV`, `FunctionV`, ...), shared by all lanes of a run.

Values of strings that stand literally in the code are `Literal`s: strings that remember where they stand.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from sadpath.walk.machine import Machine
    from sadpath.walk.program import Module

Value = Any


class Origin:
    """What of the operation's answer a value comes from.

    `tags` is a subset of {"status", "code", "message", "type", "text", "body", "answer"}: the HTTP status, the provider's code,
    the human message, the error type, the raw text of the body, any other field of an error body, a success body.
    `exact` is true where the value is the field itself and not something computed from it.
    """

    __slots__ = ("exact", "tags")
    _cache: ClassVar[dict[tuple[frozenset[str], bool], Origin]] = {}

    tags: frozenset[str]
    exact: bool

    def __new__(cls, tags: Iterable[str] = (), exact: bool = False) -> Origin:
        key = (frozenset(tags), exact)
        found = cls._cache.get(key)
        if found is None:
            found = object.__new__(cls)
            found.tags, found.exact = key
            cls._cache[key] = found
        return found

    def derived(self) -> Origin:
        """The same origin, no longer exact."""
        return Origin(self.tags) if self.exact else self

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
        return f"Origin({'+'.join(sorted(self.tags))}{', exact' if self.exact else ''})"


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
    """A list (or a deque). `open` says that it may be longer than what is known."""

    __slots__ = ("items", "open", "origin", "schema")

    def __init__(self, items: list[Value], born: int = 0, open: bool = False, origin: Origin = NOWHERE) -> None:
        self.items, self.born, self.open, self.origin = items, born, open, origin
        self.schema: Any = None
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


class ClassV(Heap):
    """A class of the project, of a library model, or a builtin one.

    `flavour` is "" for plain classes, "enum", "namedtuple", "typeddict" or "builtin"; `fields` are a dataclass's or a named tuple's
    fields: (name, default value or `ABSENT`, factory or None, takes part in `__init__`: True, False, or "keyword" where only by name).
    """

    __slots__ = (
        "abstract",
        "attrs",
        "bases",
        "dataclass",
        "fields",
        "flavour",
        "members",
        "meta",
        "module",
        "mro",
        "name",
        "native",
        "node",
        "opaque",
        "project",
        "qualname",
        "scope",
    )

    def __init__(
        self, name: str, bases: list[Value], attrs: dict[str, Value], module: Any = None, born: int = 0
    ) -> None:
        self.name, self.bases, self.attrs, self.module, self.born = name, bases, attrs, module, born
        self.qualname = name
        self.mro: list[ClassV] = [self]
        self.node: ast.ClassDef | None = None
        self.flavour = ""
        self.fields: list[tuple[str, Value, Value, Any]] = []
        self.dataclass: dict[str, Value] | None = None
        self.members: dict[str, Value] = {}
        self.project = False
        self.opaque = False
        """Some base class is unknown: attributes and behaviour may be inherited that nobody sees."""
        self.native: Any = None
        self.meta: ClassV | None = None
        """The metaclass, where it is one of the project or of a model."""
        self.scope: Any = None
        self.abstract = False

    def snapshot(self) -> Any:
        return dict(self.attrs)

    def restore(self, saved: Any) -> None:
        self.attrs = dict(saved)

    def find(self, name: str) -> Value:
        """The attribute as the MRO gives it, unbound; `ABSENT` where there is none."""
        for cls in self.mro:
            if name in cls.attrs:
                return cls.attrs[name]
        return ABSENT

    def derives(self, other: ClassV) -> bool:
        """Whether this class is `other` or one of its subclasses."""
        return other in self.mro

    def __repr__(self) -> str:
        return f"<class {self.name}>"


class Instance(Heap):
    """An object of a class. `payload` is what a native model keeps with it; `accident` is None or, for an exception, True where no
    `raise` statement of the project raised it first."""

    __slots__ = ("accident", "attrs", "cls", "payload")

    def __init__(self, cls: ClassV, attrs: dict[str, Value], born: int = 0, payload: Any = None) -> None:
        self.cls, self.attrs, self.born, self.payload = cls, attrs, born, payload
        self.accident: bool | None = None

    def snapshot(self) -> Any:
        return dict(self.attrs), self.payload

    def restore(self, saved: Any) -> None:
        self.attrs, self.payload = dict(saved[0]), saved[1]

    def __repr__(self) -> str:
        return f"<{self.cls.name} object>"


class FunctionV(Heap):
    """A function or lambda with what it closes over. `defaults` and `kw_defaults` are values, in the order of the parameters."""

    __slots__ = (
        "attrs",
        "defaults",
        "info",
        "kw_defaults",
        "module",
        "name",
        "node",
        "owner",
        "qualname",
        "scope",
    )

    def __init__(self, node: Any, info: Any, module: Any, scope: Any, name: str, qualname: str, born: int = 0) -> None:
        self.node, self.info, self.module, self.scope, self.name, self.qualname = (
            node,
            info,
            module,
            scope,
            name,
            qualname,
        )
        self.born = born
        self.defaults: list[Value] = []
        self.kw_defaults: dict[str, Value] = {}
        self.attrs: dict[str, Value] = {}
        self.owner: ClassV | None = None

    def snapshot(self) -> Any:
        return dict(self.attrs)

    def restore(self, saved: Any) -> None:
        self.attrs = dict(saved)

    def __repr__(self) -> str:
        return f"<function {self.qualname}>"


class BoundMethod:
    """A function (or native) with its first argument."""

    __slots__ = ("fn", "self_value")

    def __init__(self, fn: Value, self_value: Value) -> None:
        self.fn, self.self_value = fn, self_value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, BoundMethod) and other.fn is self.fn and other.self_value is self.self_value

    def __hash__(self) -> int:
        return hash((id(self.fn), id(self.self_value)))


class Native:
    """A callable that is implemented here: `call(machine, args, kwargs)`. `pure` ones are applied lane by lane."""

    __slots__ = ("call", "name", "pure")

    def __init__(
        self, name: str, call: Callable[[Machine, list[Value], dict[str, Value]], Value], pure: bool = False
    ) -> None:
        self.name, self.call, self.pure = name, call, pure

    def __repr__(self) -> str:
        return f"<native {self.name}>"


class Descriptor:
    """`property`, `staticmethod`, `classmethod` or `cached_property` around a function; `kind` says which."""

    __slots__ = ("deleter", "fn", "kind", "setter")

    def __init__(self, kind: str, fn: Value, setter: Value = None) -> None:
        self.kind, self.fn, self.setter = kind, fn, setter
        self.deleter: Value = None


class SuperV:
    """`super()` of `cls` for `self_value`."""

    __slots__ = ("cls", "self_value")

    def __init__(self, cls: ClassV, self_value: Value) -> None:
        self.cls, self.self_value = cls, self_value


class ModuleV(Heap):
    """A module: of the project, of a library model, or a native one. Unknown attributes of an `opaque` one are symbols."""

    __slots__ = ("attrs", "module", "name", "opaque", "project")

    def __init__(
        self, name: str, attrs: dict[str, Value], module: Any = None, opaque: bool = False, born: int = 0
    ) -> None:
        self.name, self.attrs, self.module, self.opaque, self.born = name, attrs, module, opaque, born
        self.project = False

    def snapshot(self) -> Any:
        return dict(self.attrs)

    def restore(self, saved: Any) -> None:
        self.attrs.clear()
        self.attrs.update(saved)

    def __repr__(self) -> str:
        return f"<module {self.name}>"


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


class Raised(Exception):
    """An exception of the walked code on its way up; `exc` is the exception object."""

    def __init__(self, exc: Instance) -> None:
        super().__init__()
        self.exc = exc


CONSTANTS = (type(None), bool, int, float, complex, str, bytes, type(Ellipsis), Literal)


def is_constant(value: Value) -> bool:
    """Whether `value` is a plain Python constant (no container)."""
    return isinstance(value, CONSTANTS)


def origin_of(value: Value, depth: int = 0) -> Origin:
    """What of the answer `value` comes from; containers are looked into a few levels deep."""
    kind = type(value)
    if kind in (Lanes, Unknown, Text):
        return value.origin  # type: ignore[no-any-return]
    if isinstance(value, str):
        found: Origin = getattr(value, "origin", NOWHERE)
        return found
    if kind is Instance and "_value_" in value.attrs:  # an object of a subclass of `str`
        return origin_of(value.attrs["_value_"]) if isinstance(value.attrs["_value_"], str) else NOWHERE
    if kind is tuple:
        found = NOWHERE
        for item in value:
            found = found | origin_of(item, depth + 1)
        return found
    if kind is ListV:
        found = value.origin
        for item in value.items[:8] if depth < 4 else ():
            found = found | origin_of(item, depth + 1)
        return found
    return NOWHERE
