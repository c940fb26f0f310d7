"""`isinstance`: what a value is an object of."""

from __future__ import annotations

from sadpath.walk.calls import call
from sadpath.walk.generators import CoroutineV, GeneratorV
from sadpath.walk.machine import Machine
from sadpath.walk.narrowing import is_narrowed
from sadpath.walk.objects.class_attributes import annotated_names
from sadpath.walk.objects.exceptions import is_exception
from sadpath.walk.operators.concrete import as_tuple, mixed_in, only_plain
from sadpath.walk.values import (
    ABSENT,
    BoundMethod,
    ClassV,
    Container,
    DictV,
    FunctionV,
    Instance,
    IteratorV,
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
)
from sadpath.walk.values.views import VIEWS

SCALARS = ("str", "int", "float", "bool", "bytes", "complex", "NoneType")


EXCLUSIVE = (*SCALARS, "dict", "list", "tuple", "set", "frozenset")


def is_something_else(m: Machine, value: Unknown, cls: ClassV) -> bool:
    """Whether this run has taken a symbol for an object of another builtin type already."""
    if cls.name not in EXCLUSIVE or not m.run.assumed:
        return False
    for name in EXCLUSIVE:
        if name == cls.name or {name, cls.name} == {"bool", "int"}:
            continue
        if m.run.assumed.get(m.unknown("compare", "isinstance", value, m.builtins[name], kind="bool").uid) is True:
            return True
    return False


def is_instance(m: Machine, value: Value, cls: Value) -> Value:
    """`isinstance(value, cls)`; a symbol where nobody knows."""
    cls = m.single(cls)
    if type(value) is Lanes:
        if only_plain(m, value):
            return m.lift(lambda v: is_instance(m, v, cls), value)
        return is_instance(m, m.single(value), cls)
    if isinstance(cls, (tuple, ListV)):
        unknown: Value = False
        for item in cls if isinstance(cls, tuple) else cls.items:
            told = is_instance(m, value, item)
            if told is True:
                return True
            if told is not False:
                unknown = told if unknown is False else m.unknown("compare", "or", unknown, told, kind="bool")
        return unknown
    if cls is None:
        return value is None
    if not isinstance(cls, ClassV):
        if isinstance(value, Instance) and not value.cls.opaque and not isinstance(cls, Native):
            return False
        return m.unknown("compare", "isinstance", value, cls, kind="bool")
    if cls.name == "object":
        return True
    if cls.meta is not None and isinstance(checker := cls.meta.find("__instancecheck__"), FunctionV):
        return m.truth(call(m, checker, [cls, value], {}))
    if isinstance(value, Unknown):
        if value.kind == "str" and cls.flavour == "builtin":
            return cls.name == "str"
        if value.kind == "list" and cls.flavour == "builtin":
            return cls.name == "list"
        if cls.flavour == "builtin" and (
            is_something_else(m, value, cls)
            or (value.answer is not None and value.key[0] == "body" and cls.name in SCALARS)
        ):
            return False
        if value.answer is not None and (cls.project or is_exception(m, cls)):
            return False  # JSON makes no objects
        return m.unknown("compare", "isinstance", value, cls, kind="bool")
    if isinstance(value, Text):
        return cls.name == "str" and cls.flavour == "builtin"
    if isinstance(value, Container) and value.cls is not None:
        return value.cls.derives(cls) or (cls.name in ABSTRACT and type_name(value) in ABSTRACT[cls.name])
    if isinstance(value, Instance):
        if value.cls.derives(cls) or cls in m.caches.get("virtual", {}).get(id(value.cls), ()):
            return True
        if is_narrowed(m, value, cls):
            return True
        plain = as_tuple(value) if (mixed := mixed_in(value)) is None else mixed
        if plain is not value and cls.name in ABSTRACT and not cls.project and type_name(plain) in ABSTRACT[cls.name]:
            return True
        if is_protocol(cls) and not value.cls.opaque:
            return all(value.cls.find(name) is not ABSENT or name in value.attrs for name in asked_by(cls))
        if cls.name in STRUCTURAL and not cls.project and not value.cls.opaque:
            if cls.name == "Awaitable" and value.cls.find("__awaited__") is not ABSENT:
                return True
            return all(value.cls.find(name) is not ABSENT for name in STRUCTURAL[cls.name])
        if cls.flavour == "builtin" and value.cls.native == "plain":
            return type(value.attrs.get("_value_")).__name__ in (cls.name, "Literal")
        return (
            m.unknown("compare", "isinstance", value, cls, kind="bool")
            if value.cls.opaque and not is_exception(m, cls)
            else False
        )
    if isinstance(value, ClassV) and (meta := metaclass(m, value)) is not None and meta.derives(cls):
        return True
    if is_protocol(cls):
        if is_constant(value):
            return all(hasattr(value, name) for name in asked_by(cls))
        return m.unknown("compare", "isinstance", value, cls, kind="bool")
    if not cls.project and cls.name in KINDS:
        return isinstance(value, KINDS[cls.name]) and getattr(value, "is_async", False) is cls.name.startswith("Async")
    name = type_name(value)
    if cls.flavour == "builtin":
        return name == cls.name or (name == "bool" and cls.name == "int")
    if cls.name in ABSTRACT:
        return name in ABSTRACT[cls.name]
    return False


KINDS: dict[str, tuple[type, ...]] = {
    "FunctionType": (FunctionV,),
    "LambdaType": (FunctionV,),
    "MethodType": (BoundMethod,),
    "BuiltinFunctionType": (Native,),
    "BuiltinMethodType": (Native,),
    "ModuleType": (ModuleV,),
    "GeneratorType": (GeneratorV,),
    "AsyncGeneratorType": (GeneratorV,),
    "CoroutineType": (CoroutineV,),
}
"""The classes of `types`, by the values of the walk that are theirs."""


def is_protocol(cls: ClassV) -> bool:
    """Whether a class asks for methods and attributes, whatever the bases."""
    return any(base.name == "Protocol" and not base.project for base in cls.bases if isinstance(base, ClassV))


def asked_by(cls: ClassV) -> list[str]:
    """The names that an object of a Protocol must have."""
    found: dict[str, None] = {}
    for base in cls.mro:
        if is_protocol(base):
            names = [*base.attrs, *annotated_names(base)]
            found.update({name: None for name in names if not name.startswith("_") or name in ASKED})
    return list(found)


ASKED = frozenset(
    {"__call__", "__iter__", "__next__", "__len__", "__getitem__", "__contains__", "__enter__", "__exit__"}
)
"""Special methods that a Protocol may ask for."""


def metaclass(m: Machine, cls: ClassV) -> ClassV | None:
    """The class of a class, where it is another one than `type`."""
    found: ClassV | None = cls.meta if cls.meta is not None or cls.flavour != "enum" else m.caches.get("EnumMeta")
    return found


VIEW_NAMES = ("dict_keys", "dict_values", "dict_items")
ITERATORS = ("generator", "iterator")
ABSTRACT = {
    "Mapping": ("dict",),
    "MutableMapping": ("dict",),
    "Sequence": ("list", "tuple", "str", "bytes", "range"),
    "MutableSequence": ("list",),
    "Iterable": ("list", "tuple", "dict", "set", "str", "bytes", "frozenset", "range", *VIEW_NAMES, *ITERATORS),
    "Iterator": ITERATORS,
    "Generator": ("generator",),
    "Awaitable": ("coroutine",),
    "Coroutine": ("coroutine",),
    "AsyncIterable": ("async_generator",),
    "AsyncIterator": ("async_generator",),
    "AsyncGenerator": ("async_generator",),
    "Reversible": ("list", "tuple", "dict", "str", "bytes", "range", *VIEW_NAMES),
    "Collection": ("list", "tuple", "dict", "set", "str", "bytes", "frozenset", "range", *VIEW_NAMES),
    "Container": ("list", "tuple", "dict", "set", "str", "bytes", "frozenset", "range", *VIEW_NAMES),
    "Callable": ("function", "type"),
    "Hashable": ("str", "int", "float", "bool", "bytes", "tuple", "frozenset", "range", "function", "type", "NoneType"),
    "Number": ("int", "float", "bool"),
    "Sized": ("list", "tuple", "dict", "set", "str", "bytes", "frozenset", "range", *VIEW_NAMES),
    "Set": ("set", "frozenset", "dict_keys", "dict_items"),
    "MappingView": VIEW_NAMES,
    "KeysView": ("dict_keys",),
    "ItemsView": ("dict_items",),
    "ValuesView": ("dict_values",),
    "MutableSet": ("set",),
}
"""The classes of `collections.abc` and `numbers`, by the builtin types that are theirs."""
STRUCTURAL = {
    "Iterable": ("__iter__",),
    "Iterator": ("__iter__", "__next__"),
    "Sized": ("__len__",),
    "Container": ("__contains__",),
    "Collection": ("__len__", "__iter__", "__contains__"),
    "Callable": ("__call__",),
    "Awaitable": ("__await__",),
}
"""Those that ask for methods alone, whatever the bases."""


def type_name(value: Value) -> str:
    """The name of a value's builtin type."""
    if isinstance(value, VIEWS):
        return value.type_name
    if isinstance(value, ListV):
        return "list"
    if isinstance(value, DictV):
        return "dict"
    if isinstance(value, SetV):
        return "frozenset" if value.frozen else "set"
    if isinstance(value, RangeV):
        return "range"
    if isinstance(value, IteratorV):
        return "iterator"
    if isinstance(value, GeneratorV):
        return "async_generator" if value.is_async else "generator"
    if isinstance(value, CoroutineV):
        return "coroutine"
    if isinstance(value, (FunctionV, Native, BoundMethod)):
        return "function"
    if isinstance(value, ClassV):
        return "type"
    if isinstance(value, str):
        return "str"
    if isinstance(value, int) and not isinstance(value, bool):
        return "int"  # the status of a success too
    return type(value).__name__
