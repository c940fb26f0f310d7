"""The builtin functions and the constructors of the builtin types."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from sadpath.walk.builtin_types import builtin_classes
from sadpath.walk.calls import call, call_method
from sadpath.walk.classes import is_exception
from sadpath.walk.containers import ordered, walk_iterator
from sadpath.walk.iteration import iterate, make_iterator, next_value, to_list
from sadpath.walk.machine import Machine, hashable
from sadpath.walk.objects import get_attribute, set_attribute
from sadpath.walk.operations import (
    NotConcrete,
    abstract,
    binary,
    build_text,
    compare_plain,
    concrete,
    only_plain,
    python_error,
    repr_text,
    to_text,
)
from sadpath.walk.values import (
    ABSENT,
    BoundMethod,
    ClassV,
    Container,
    Descriptor,
    DictV,
    FunctionV,
    Instance,
    IteratorV,
    Lanes,
    ListV,
    ModuleV,
    Native,
    Raised,
    RangeV,
    SetV,
    StopWalkIteration,
    SuperV,
    Text,
    Unknown,
    Value,
    is_constant,
    origin_of,
)

Builtin = Callable[[Machine, list[Value], dict[str, Value]], Value]
FUNCTIONS: dict[str, Builtin] = {}
CONSTRUCTORS: dict[str, Builtin] = {}


def builtin(name: str) -> Callable[[Builtin], Builtin]:
    """Register a builtin function."""

    def register(function: Builtin) -> Builtin:
        FUNCTIONS[name] = function
        return function

    return register


def constructor(name: str) -> Callable[[Builtin], Builtin]:
    """Register what calling a builtin type does."""

    def register(function: Builtin) -> Builtin:
        CONSTRUCTORS[name] = function
        return function

    return register


def install(m: Machine) -> None:
    """Give the machine its builtins."""
    m.builtins.update(builtin_classes())
    for name, function in CONSTRUCTORS.items():
        m.builtins[name].native = Native(name, function)
    for name, function in FUNCTIONS.items():
        m.builtins[name] = Native(name, function)
    m.builtins.update({"None": None, "True": True, "False": False, "Ellipsis": ..., "NotImplemented": m.unknown("NotImplemented"), "__debug__": True})


# ---------------------------------------------------------------- classes


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
        if isinstance(value, Instance) and not value.cls.opaque:
            return False
        return m.unknown("compare", "isinstance", value, cls, kind="bool")
    if cls.name == "object":
        return True
    if isinstance(value, Unknown):
        if value.kind == "str" and cls.flavour == "builtin":
            return cls.name == "str"
        if value.kind == "list" and cls.flavour == "builtin":
            return cls.name == "list"
        if cls.flavour == "builtin" and (is_something_else(m, value, cls) or (value.answer is not None and value.key[0] == "body" and cls.name in SCALARS)):
            return False
        return m.unknown("compare", "isinstance", value, cls, kind="bool")
    if isinstance(value, Text):
        return cls.name == "str" and cls.flavour == "builtin"
    if isinstance(value, Container) and value.cls is not None:
        return value.cls.derives(cls) or (cls.name in ABSTRACT and type_name(value) in ABSTRACT[cls.name])
    if isinstance(value, Instance):
        if value.cls.derives(cls) or cls in m.caches.get("virtual", {}).get(id(value.cls), ()):
            return True
        if cls.flavour == "builtin" and value.cls.native == "plain":
            return type(value.attrs.get("_value_")).__name__ in (cls.name, "Literal")
        return m.unknown("compare", "isinstance", value, cls, kind="bool") if value.cls.opaque and not is_exception(m, cls) else False
    name = type_name(value)
    if cls.flavour == "builtin":
        return name == cls.name or (name == "bool" and cls.name == "int")
    if cls.name in ABSTRACT:
        return name in ABSTRACT[cls.name]
    return False


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


ABSTRACT = {
    "Mapping": ("dict",), "MutableMapping": ("dict",), "Sequence": ("list", "tuple", "str", "range"), "Iterable": ("list", "tuple", "dict", "set", "str", "frozenset"),
    "Collection": ("list", "tuple", "dict", "set", "str"), "Callable": ("function",), "Hashable": ("str", "int", "tuple"), "Number": ("int", "float"),
    "Sized": ("list", "tuple", "dict", "set", "str"), "Set": ("set", "frozenset"),
}  # fmt: skip


def type_name(value: Value) -> str:
    """The name of a value's builtin type."""
    if isinstance(value, ListV):
        return "list"
    if isinstance(value, DictV):
        return "dict"
    if isinstance(value, SetV):
        return "frozenset" if value.frozen else "set"
    if isinstance(value, RangeV):
        return "range"
    if isinstance(value, (FunctionV, Native, BoundMethod)):
        return "function"
    if isinstance(value, ClassV):
        return "type"
    if isinstance(value, str):
        return "str"
    if isinstance(value, int) and not isinstance(value, bool):
        return "int"  # the status of a success too
    return type(value).__name__


@builtin("isinstance")
def isinstance_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return is_instance(m, args[0], args[1])


@builtin("issubclass")
def issubclass_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    one, two = m.single(args[0]), m.single(args[1])
    if isinstance(two, tuple):
        return any(issubclass_(m, [one, t], {}) is True for t in two)
    if isinstance(one, ClassV) and isinstance(two, ClassV):
        return one.derives(two) or (m.unknown("compare", "issubclass", one, two, kind="bool") if one.opaque else False)
    return m.unknown("compare", "issubclass", one, two, kind="bool")


@builtin("callable")
def callable_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    value = m.single(args[0])
    if isinstance(value, Unknown):
        return m.unknown("compare", "callable", value, kind="bool")
    if isinstance(value, Instance):
        return value.cls.find("__call__") is not ABSENT
    return isinstance(value, (FunctionV, BoundMethod, Native, ClassV, Descriptor))


@builtin("super")
def super_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    if len(args) == 2 and isinstance(args[0], ClassV):
        return SuperV(args[0], args[1])
    return m.unknown("super")


@constructor("type")
def type_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    if len(args) == 3:
        from sadpath.walk.classes import new_class

        bases = [m.single(b) for b in to_list(m, args[1])[0]]
        attrs = {str(k): v for k, v in args[2].items.items()} if isinstance(args[2], DictV) else {}
        name = m.single(args[0])
        cls = new_class(m, name if isinstance(name, str) else "type", bases, attrs, None)
        cls.project = any(b.project for b in cls.mro)
        m.caches.setdefault("classes", []).append(cls)
        return cls
    value = args[0]
    if type(value) is Lanes:
        value = m.single(value)
    if isinstance(value, Instance):
        return value.cls
    if isinstance(value, Container) and value.cls is not None:
        return value.cls
    if isinstance(value, (Unknown,)):
        return m.unknown("type", value)
    return m.builtins.get("str" if isinstance(value, Text) else type_name(value), m.unknown("type", value))


@builtin("property")
def property_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return Descriptor("property", args[0] if args else kw.get("fget"), args[1] if len(args) > 1 else kw.get("fset"))


@builtin("staticmethod")
def staticmethod_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return Descriptor("static", args[0])


@builtin("classmethod")
def classmethod_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return Descriptor("class", args[0].fn if isinstance(args[0], Descriptor) else args[0])


@builtin("getattr")
def getattr_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    name = args[1]
    if type(name) is Lanes:
        owner = m.single(args[0])
        if isinstance(owner, (Instance, ClassV, ModuleV)) and only_plain(m, name):
            return attribute_by_lane(m, owner, name, args)
        name = m.single(name)
    if not isinstance(name, str):
        return m.unknown("getattr", args[0], name)
    return get_attribute(m, args[0], name, args[2] if len(args) > 2 else ABSENT)


def attribute_by_lane(m: Machine, owner: Value, name: Lanes, args: list[Value]) -> Value:
    """`getattr(owner, name)` where the name differs: lanes part by what they find, not by the name."""
    groups: dict[Any, list[int]] = {}
    for lane in m.active:
        wanted = name.values[lane]
        found: Value = ABSENT
        if isinstance(wanted, str):
            cls = owner.cls if isinstance(owner, Instance) else owner if isinstance(owner, ClassV) else None
            found = owner.attrs.get(wanted, ABSENT) if hasattr(owner, "attrs") else ABSENT
            if found is ABSENT and cls is not None:
                found = cls.find(wanted)
        groups.setdefault("missing" if found is ABSENT else id(found), []).append(lane)
    options = [tuple(g) for g in groups.values()]
    chosen = options[m.decide(options)]
    wanted = name.values[chosen[0]]
    if not isinstance(wanted, str):
        return m.unknown("getattr", owner, wanted)
    return get_attribute(m, owner, wanted, args[2] if len(args) > 2 else ABSENT)


@builtin("hasattr")
def hasattr_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    value, name = m.single(args[0]), m.single(args[1])
    if isinstance(value, Unknown) or not isinstance(name, str):
        return m.unknown("compare", "hasattr", value, name, kind="bool")
    try:
        found = get_attribute(m, value, name)
    except Raised as error:
        if error.exc.cls.name == "AttributeError":
            return False
        raise
    if isinstance(found, Unknown) and found.key[0] == "attribute":
        return m.unknown("compare", "hasattr", value, name, kind="bool")
    return True


@builtin("setattr")
def setattr_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    name = m.single(args[1])
    if isinstance(name, str):
        set_attribute(m, args[0], name, args[2])
    return None


@builtin("delattr")
def delattr_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    from sadpath.walk.objects import delete_attribute

    name = m.single(args[1])
    if isinstance(name, str):
        delete_attribute(m, args[0], name)
    return None


@builtin("vars")
def vars_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    if args and isinstance(args[0], Instance):
        m.touch(args[0])
        return m.new_dict(args[0].attrs)
    if args and isinstance(args[0], (ModuleV, ClassV)):
        return m.new_dict(dict(args[0].attrs))
    return m.unknown("vars")


@builtin("id")
def id_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return m.unknown("id", args[0], kind="number")


@builtin("hash")
def hash_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return m.unknown("hash", args[0], kind="number")


# ---------------------------------------------------------------- iterables


@builtin("len")
def len_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    value = args[0]
    if type(value) is Lanes:
        if only_plain(m, value):
            return m.lift(lambda v: len_(m, [v], {}), value)
        value = m.single(value)
    if isinstance(value, (ListV, SetV)):
        return m.unknown("len", value, kind="number") if value.open else len(value.items)
    if isinstance(value, DictV):
        return m.unknown("len", value, kind="number") if value.base is not None else len(value.items)
    if isinstance(value, (str, bytes, tuple)):
        return len(value)
    if isinstance(value, RangeV):
        return len(value.range)
    if isinstance(value, ClassV) and value.flavour == "enum":
        return len({id(v) for v in value.members.values()})
    if isinstance(value, Instance):
        if value.cls.find("__len__") is not ABSENT:
            return call_method(m, value, "__len__", [])
        if value.cls.flavour == "namedtuple":
            return len(value.cls.fields)
        if not value.cls.opaque:
            raise m.error("TypeError", "object has no len()")
    if value is None or isinstance(value, (int, float)):
        raise m.error("TypeError", "object has no len()")
    return m.unknown("len", value, kind="number", origin=origin_of(value))


@builtin("iter")
@builtin("aiter")
def iter_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    if len(args) == 2:
        sentinel = args[1]

        def step() -> Value:
            value = call(m, args[0], [], {})
            if m.truth(compare_plain(m, ast.Eq, m.single(value), sentinel)):
                raise StopWalkIteration
            return value

        return IteratorV(step, m.now)
    return make_iterator(m, m.single(args[0]))


@builtin("anext")
def anext_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    from sadpath.walk.expressions import await_value
    from sadpath.walk.generators import CoroutineV

    iterator = m.single(args[0])

    def step() -> Value:
        try:
            if isinstance(iterator, Instance) and iterator.cls.find("__anext__") is not ABSENT:
                return await_value(m, call_method(m, iterator, "__anext__", []))
            return next_value(m, iterator)
        except StopWalkIteration:
            pass
        except Raised as error:
            if error.exc.cls.name != "StopAsyncIteration":
                raise
        if len(args) > 1:
            return args[1]
        raise m.error("StopAsyncIteration", accident=False)

    return CoroutineV(m, "anext", step)


@builtin("next")
def next_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    try:
        return next_value(m, m.single(args[0]))
    except StopWalkIteration:
        if len(args) > 1:
            return args[1]
        raise m.error("StopIteration", accident=False) from None


@builtin("enumerate")
def enumerate_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    start = m.single(args[1] if len(args) > 1 else kw.get("start", 0))
    source = iterate(m, args[0])
    count = [start if isinstance(start, int) else 0]

    def step() -> Value:
        try:
            value = next(source)
        except StopIteration:
            raise StopWalkIteration from None
        count[0] += 1
        return (count[0] - 1, value)

    return IteratorV(step, m.now, isinstance(args[0], Unknown))


@builtin("zip")
def zip_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    sources = [iterate(m, a) for a in args]

    def step() -> Value:
        try:
            return tuple(next(s) for s in sources)
        except (StopIteration, RuntimeError):
            raise StopWalkIteration from None

    return IteratorV(step, m.now, any(isinstance(a, Unknown) for a in args))


@builtin("map")
def map_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    sources = [iterate(m, a) for a in args[1:]]

    def step() -> Value:
        values = []
        for source in sources:
            try:
                values.append(next(source))
            except StopIteration:
                raise StopWalkIteration from None
        return call(m, args[0], values, {})

    return IteratorV(step, m.now, any(isinstance(a, Unknown) for a in args[1:]))


@builtin("filter")
def filter_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    source = iterate(m, args[1])

    def step() -> Value:
        for value in source:
            if m.truth(value if args[0] is None else call(m, args[0], [value], {})):
                return value
        raise StopWalkIteration

    return IteratorV(step, m.now, isinstance(args[1], Unknown))


@builtin("reversed")
def reversed_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    items, partly = to_list(m, args[0])
    return walk_iterator(m, items[::-1], partly)


@builtin("sorted")
def sorted_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    items, partly = to_list(m, args[0])
    return m.new_list(items if partly else ordered(m, items, kw), partly)


def quantify(m: Machine, values: Value, stop_at: bool) -> Value:
    """`any` (stop at a true one) and `all` (stop at a false one); lanes are kept together where nothing but their truth differs."""
    result: Value = not stop_at
    for value in iterate(m, values):
        if type(value) is Lanes and all(m.known_truth(value.values[i]) is not None for i in m.active):
            before = result
            result = m.lanes(lambda lane, v=value, b=before: (bool(m.pick(b, lane)) or bool(m.known_truth(v.values[lane]))) if stop_at else (bool(m.pick(b, lane)) and bool(m.known_truth(v.values[lane]))))  # type: ignore[misc]
            if type(result) is not Lanes and result is stop_at:
                return stop_at
            continue
        if type(result) is Lanes:
            if m.truth(result) is stop_at:
                return stop_at
            result = not stop_at
        if m.truth(value) is stop_at:
            return stop_at
    return result


@builtin("any")
def any_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return quantify(m, args[0], True)


@builtin("all")
def all_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return quantify(m, args[0], False)


@builtin("sum")
def sum_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    total: Value = args[1] if len(args) > 1 else kw.get("start", 0)
    items, partly = to_list(m, args[0])
    if partly:
        return m.unknown("sum", args[0], kind="number")
    for item in items:
        total = binary(m, ast.Add, total, item)
    return total


def extreme(m: Machine, args: list[Value], kw: dict[str, Value], pick: Callable[..., Any], name: str) -> Value:
    """`min` and `max`."""
    items, partly = (list(args), False) if len(args) > 1 else to_list(m, args[0])
    if not items and "default" in kw:
        return kw["default"]
    if "key" not in kw and not partly:
        if any(type(i) is Lanes for i in items) and all(type(i) is not Lanes or only_plain(m, i) for i in items):
            return m.lift(lambda *plain: extreme(m, list(plain) if len(plain) > 1 else [(plain[0],)], {}, pick, name), *items)
        try:
            return pick(concrete(i) for i in items)
        except (NotConcrete, TypeError):
            pass
        except ValueError as error:
            raise python_error(m, error) from None
    if "key" in kw and items and not partly:
        return ordered(m, items, {"key": kw["key"], "reverse": name == "max"})[0]
    return m.unknown(name, *items, kind="number" if all(isinstance(i, (int, float)) or (isinstance(i, Unknown) and i.kind == "number") for i in items) else None)


@builtin("min")
def min_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return extreme(m, args, kw, min, "min")


@builtin("max")
def max_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return extreme(m, args, kw, max, "max")


# ---------------------------------------------------------------- constructors of types


@constructor("str")
def str_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    if not args:
        return ""
    if isinstance(args[0], bytes) and len(args) > 1:
        return args[0].decode("utf-8", "replace")
    return to_text(m, args[0])


@builtin("repr")
@builtin("ascii")
def repr_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return repr_text(m, args[0])


@builtin("format")
def format_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    from sadpath.walk.strings import format_value

    return format_value(m, args[0], args[1] if len(args) > 1 and isinstance(args[1], str) else "", None)


def number(m: Machine, args: list[Value], make: Callable[..., Any], name: str) -> Value:
    """`int(...)` and `float(...)`."""
    if not args:
        return make()
    if any(type(a) is Lanes for a in args):
        args = [a if type(a) is not Lanes or only_plain(m, a) else m.single(a) for a in args]
        return m.lift(lambda *plain: number(m, list(plain), make, name), *args)
    if all(is_constant(a) for a in args):
        try:
            return make(*args)
        except Exception as error:
            raise python_error(m, error) from None
    value = args[0]
    if isinstance(value, Instance) and value.cls.find(f"__{name}__") is not ABSENT:
        return call_method(m, value, f"__{name}__", [])
    if isinstance(value, Instance) and value.cls.native == "plain":
        return number(m, [value.attrs["_value_"]], make, name)
    if isinstance(value, (DictV, ListV, SetV, tuple)):
        raise m.error("TypeError", f"{name}() argument must be a string or a real number")
    return m.unknown(name, value, kind="number", origin=origin_of(value).derived())


@constructor("int")
def int_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return number(m, args, int, "int")


@constructor("float")
def float_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return number(m, args, float, "float")


@constructor("bool")
def bool_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    if not args:
        return False
    value = args[0]
    if type(value) is Lanes and all(m.known_truth(value.values[i]) is not None for i in m.active):
        return m.lift(lambda v: m.known_truth(v), value)
    if isinstance(value, Unknown) and value.kind == "bool":
        return value
    return m.truth(value)


@constructor("bytes")
@constructor("bytearray")
def bytes_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    if args and isinstance(args[0], str):
        return args[0].encode()
    return args[0] if args and isinstance(args[0], (bytes, Unknown, Text)) else m.unknown("bytes", *args)


@constructor("list")
def list_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    if not args:
        return m.new_list([])
    source = m.single(args[0])
    if isinstance(source, Unknown):
        made = m.unknown("list", source, kind="list", origin=source.origin)
        made.answer = source.answer
        return made
    items, partly = to_list(m, source)
    return m.new_list(items, partly)


@constructor("tuple")
def tuple_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    if not args:
        return ()
    source = m.single(args[0])
    items, partly = to_list(m, source) if not isinstance(source, Unknown) else ([], True)
    return m.unknown("tuple", source, kind="list") if partly else tuple(items)


@constructor("set")
def set_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    if not args:
        return m.new_set([])
    items, partly = to_list(m, args[0])
    return m.new_set(items, open=partly)


@constructor("frozenset")
def frozenset_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    made = set_(m, args, kw)
    made.frozen = True
    return made


@constructor("dict")
def dict_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    made = m.new_dict()
    if args:
        call_method(m, made, "update", [args[0]])
        source = m.single(args[0])
        if isinstance(source, DictV):
            made.fold_case, made.kind, made.schema = source.fold_case, source.kind, source.schema
    for key, value in kw.items():
        if key == "**":
            made.base = value if isinstance(value, Unknown) else made.base
        else:
            made.items[key] = value
    return made


@constructor("range")
def range_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    values = [m.single(a) for a in args]
    if all(isinstance(v, int) for v in values):
        try:
            return RangeV(range(*values))
        except ValueError as error:
            raise python_error(m, error) from None
    if any(isinstance(v, (str, type(None), float)) for v in values):
        raise m.error("TypeError", "object cannot be interpreted as an integer")
    return m.unknown("range", *values)


@constructor("slice")
def slice_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return slice(*args) if all(a is None or isinstance(a, int) for a in args) else m.unknown("slice", *args)


# ---------------------------------------------------------------- the rest


def real(name: str, function: Callable[..., Any], kind: str | None) -> None:
    """Register a builtin that is run for real on known arguments and gives a symbol otherwise."""

    def run(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        if any(type(a) is Lanes for a in args):
            if all(type(a) is not Lanes or only_plain(m, a) for a in args):
                return m.lift(lambda *plain: run(m, list(plain), kw), *args)
            args = [m.single(a) for a in args]
        try:
            return abstract(m, function(*[concrete(a) for a in args], **{k: concrete(v) for k, v in kw.items()}))
        except NotConcrete:
            return m.unknown(name, *args, kind=kind)
        except Exception as error:
            raise python_error(m, error) from None

    FUNCTIONS[name] = run


for _name, _function, _kind in (
    ("abs", abs, "number"), ("round", round, "number"), ("divmod", divmod, None), ("pow", pow, "number"), ("chr", chr, "str"), ("ord", ord, "number"),
    ("hex", hex, "str"), ("oct", oct, "str"), ("bin", bin, "str"),
):  # fmt: skip
    real(_name, _function, _kind)


@builtin("print")
def print_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    return None


def symbol(name: str) -> None:
    """Register a builtin of which only the name is known."""
    FUNCTIONS[name] = lambda m, args, kw: m.unknown(name, *args)


for _name in ("open", "input", "globals", "locals", "dir", "eval", "exec", "compile", "__import__", "breakpoint", "help"):
    symbol(_name)


@builtin("exit")
@builtin("quit")
def exit_(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    raise m.error("SystemExit", accident=False)


__all__ = ["build_text", "hashable", "install", "is_instance", "type_name"]
