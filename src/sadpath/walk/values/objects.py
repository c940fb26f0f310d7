"""Classes and their objects, functions, modules, and the exception that carries one of the walked code."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sadpath.walk.values.containers import Heap
from sadpath.walk.values.symbols import ABSENT, Value

if TYPE_CHECKING:
    from sadpath.walk.machine import Machine


class ClassV(Heap):
    """A class of the project, of a library model, or a builtin one.

    `flavour` is "" for plain classes, "enum", "namedtuple", "typeddict" or "builtin"; `fields` are a dataclass's or a named tuple's
    fields: (name, default value or `ABSENT`, factory or None, takes part in `__init__`: True, False, or "keyword" where only by name).
    """

    __slots__ = (
        "abstract",
        "attrs",
        "bases",
        "builtin",
        "combined",
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
        "raisable",
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
        self.combined: dict[int, Value] = {}
        """Of a Flag: by value, the combinations of members that somebody has made."""
        self.project = False
        self.opaque = False
        """Some base class is unknown: attributes and behaviour may be inherited that nobody sees."""
        self.native: Any = None
        self.meta: ClassV | None = None
        """The metaclass, where it is one of the project or of a model."""
        self.scope: Any = None
        self.abstract: frozenset[str] = frozenset()
        """The names that subclasses have to define before there can be an object."""
        self.builtin: ClassV | bool | None = None
        self.raisable: bool | None = None
        """Whether objects of the class can be raised, once somebody asked."""

    def of_builtin(self) -> ClassV | None:
        """The first class in the MRO that is a builtin type; the MRO never changes."""
        found = self.builtin
        if found is None:
            found = next((base for base in self.mro if base.flavour == "builtin"), False)
            self.builtin = found
        return found if isinstance(found, ClassV) else None

    def snapshot(self) -> Any:
        return dict(self.attrs)

    def restore(self, saved: Any) -> None:
        self.attrs.clear()  # the same dict: it is the scope of the class body too
        self.attrs.update(saved)

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
        return dict(self.attrs), self.payload, self.accident, self.cls

    def restore(self, saved: Any) -> None:
        self.attrs, self.payload, self.accident, self.cls = dict(saved[0]), saved[1], saved[2], saved[3]

    def __repr__(self) -> str:
        return f"<{self.cls.name} object>"


class FunctionV(Heap):
    """A function or lambda with what it closes over. `defaults` and `kw_defaults` are values, in the order of the parameters."""

    __slots__ = (
        "attrs",
        "defaults",
        "kw_defaults",
        "module",
        "name",
        "node",
        "owner",
        "qualname",
        "scope",
    )

    def __init__(self, node: Any, module: Any, scope: Any, name: str, qualname: str, born: int = 0) -> None:
        self.node, self.module, self.scope, self.name, self.qualname, self.born = (
            node,
            module,
            scope,
            name,
            qualname,
            born,
        )
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

    def changed(self, part: str, function: Value) -> Descriptor:
        """The property with another "getter", "setter" or "deleter"."""
        made = Descriptor("property", self.fn, self.setter)
        made.deleter = self.deleter
        if part == "getter":
            made.fn = function
        elif part == "setter":
            made.setter = function
        else:
            made.deleter = function
        return made


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


class Pending:
    """What a module binds to a name when somebody asks for it: a module of the project, or what that binds to `name`."""

    __slots__ = ("module", "name")

    def __init__(self, module: str, name: str = "") -> None:
        self.module, self.name = module, name


class Raised(Exception):
    """An exception of the walked code on its way up; `exc` is the exception object."""

    def __init__(self, exc: Instance) -> None:
        super().__init__()
        self.exc = exc
