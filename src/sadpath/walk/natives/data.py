"""`collections`, `operator`, `itertools`, `math`, `inspect`."""

from __future__ import annotations

import ast
import operator

from sadpath.walk import observe
from sadpath.walk.asked import note_asked
from sadpath.walk.calls import call, call_method
from sadpath.walk.containers.deques import make_deque
from sadpath.walk.containers.iteration import to_list
from sadpath.walk.generators import CoroutineV
from sadpath.walk.machine import Machine
from sadpath.walk.natives.helpers import asked_first, pure, unknown_call
from sadpath.walk.natives.intrinsics import MODULE as INTRINSICS
from sadpath.walk.objects.named_tuples import make_named_tuple
from sadpath.walk.operators.concrete import concrete
from sadpath.walk.values import (
    ABSENT,
    BoundMethod,
    ClassV,
    FunctionV,
    Instance,
    ListV,
    Native,
    Unknown,
    Value,
)


def collections_module(m: Machine) -> dict[str, Value]:
    """`collections`."""

    def defaultdict(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        made = call(m, m.builtins["dict"], args[1:], kw)
        made.kind, made.default = "defaultdict", args[0] if args else None
        return made

    def namedtuple(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        names = concrete(args[1])
        names = names.replace(",", " ").split() if isinstance(names, str) else list(names)
        defaults = to_list(m, kw["defaults"])[0] if kw.get("defaults") is not None else []
        return make_named_tuple(m, str(args[0]), list(map(str, names)), defaults, rename=m.truth(kw.get("rename")))

    def counter(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        made = m.new_dict({str(k): v for k, v in kw.items()})
        made.kind = "counter"
        if args:
            call_method(m, made, "update", args[:1])
        return made

    return {
        "defaultdict": Native("defaultdict", defaultdict),
        "OrderedDict": m.builtins["dict"],
        "deque": Native("deque", make_deque),
        "namedtuple": Native("namedtuple", namedtuple),
        "Counter": Native("Counter", counter),
    }


OPERATORS: dict[str, type[ast.operator]] = {
    "add": ast.Add,
    "concat": ast.Add,
    "sub": ast.Sub,
    "mul": ast.Mult,
    "truediv": ast.Div,
    "floordiv": ast.FloorDiv,
    "mod": ast.Mod,
    "pow": ast.Pow,
    "and_": ast.BitAnd,
    "or_": ast.BitOr,
    "xor": ast.BitXor,
    "lshift": ast.LShift,
    "rshift": ast.RShift,
}
"""The functions of `operator` that are binary operators."""


def operator_module(m: Machine) -> dict[str, Value]:
    """`operator`."""
    from sadpath.walk.containers.subscripts import get_item
    from sadpath.walk.objects.attributes import get_attribute
    from sadpath.walk.operators.arithmetic import binary

    def itemgetter(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        keys = list(args)

        def item(m: Machine, value: Value, key: Value) -> Value:
            frame = m.frames[-1]
            if frame.call is not None:
                observe.read(m.events, m, frame.call, frame, value, key)
            return get_item(m, value, key)

        def read(m: Machine, inner: list[Value], _kw: dict[str, Value]) -> Value:
            found = tuple(item(m, inner[0], key) for key in keys)
            return found[0] if len(found) == 1 else found

        return Native("itemgetter", read)

    def attrgetter(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        def attribute(m: Machine, value: Value, path: str) -> Value:
            for part in path.split("."):
                note_asked(m, part)
                value = get_attribute(m, value, part)
            return value

        def read(m: Machine, inner: list[Value], _kw: dict[str, Value]) -> Value:
            found = tuple(attribute(m, inner[0], str(path)) for path in args)
            return found[0] if len(found) == 1 else found

        return Native("attrgetter", read)

    def methodcaller(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        def call_it(m: Machine, inner: list[Value], _kw: dict[str, Value]) -> Value:
            note_asked(m, str(args[0]))
            return call_method(m, inner[0], str(args[0]), args[1:], kw)

        return Native("methodcaller", call_it)

    made: dict[str, Value] = {
        "itemgetter": Native("itemgetter", itemgetter),
        "attrgetter": Native("attrgetter", attrgetter),
        "methodcaller": Native("methodcaller", methodcaller),
    }
    for name, op in (
        ("eq", ast.Eq),
        ("ne", ast.NotEq),
        ("lt", ast.Lt),
        ("le", ast.LtE),
        ("gt", ast.Gt),
        ("ge", ast.GtE),
        ("is_", ast.Is),
        ("is_not", ast.IsNot),
    ):
        made[name] = Native(name, lambda m, args, kw, op=op: compared(m, op, args[0], args[1]))  # type: ignore[misc]
    made["contains"] = Native("contains", lambda m, args, kw: compared(m, ast.In, args[1], args[0]))
    made["not_"] = Native("not_", lambda m, args, kw: not m.truth(args[0]))
    made["truth"] = Native("truth", lambda m, args, kw: m.truth(args[0]))
    for name, kind in OPERATORS.items():
        made[name] = Native(name, lambda m, args, kw, kind=kind: binary(m, kind, args[0], args[1]))  # type: ignore[misc]
    for name in ("neg", "pos", "abs", "inv", "invert", "index", "countOf", "indexOf"):
        made[name] = pure(name, getattr(operator, name), "number")
    made["setitem"] = Native("setitem", lambda m, args, kw: call_method(m, args[0], "__setitem__", args[1:]))
    made["delitem"] = Native("delitem", lambda m, args, kw: call_method(m, args[0], "__delitem__", args[1:]))
    made["getitem"] = Native("getitem", item_of)
    return made


def compared(m: Machine, op: type[ast.cmpop], left: Value, right: Value) -> Value:
    """A comparison by a function: it stands where the project calls that."""
    from sadpath.walk.operators.comparison import compare_plain
    from sadpath.walk.syntax.conditions import compare_values

    frame = m.project_frame()
    if frame is None or frame.call is None:
        return compare_plain(m, op, m.single(left), m.single(right))
    return compare_values(m, op, left, right, frame.call, frame)


def item_of(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
    """`operator.getitem`."""
    from sadpath.walk.containers.subscripts import get_item

    frame = m.project_frame()
    if frame is not None and frame.call is not None:
        observe.read(m.events, m, frame.call, frame, args[0], args[1])
    return get_item(m, args[0], args[1])


def inspect_module(m: Machine) -> dict[str, Value]:
    """`inspect`: the questions that decorators ask."""
    return {
        "iscoroutinefunction": INTRINSICS["is_async"],
        "isawaitable": Native("isawaitable", lambda m, args, kw: is_awaitable(m, args[0])),
        "iscoroutine": INTRINSICS["is_coroutine"],
        "isgeneratorfunction": INTRINSICS["is_generator_function"],
        "isasyncgenfunction": Native("isasyncgenfunction", lambda m, args, kw: False),
        "isfunction": is_a("isfunction", FunctionV),
        "ismethod": is_a("ismethod", BoundMethod),
        "isclass": Native("isclass", lambda m, args, kw: isinstance(m.single(args[0]), ClassV)),
    }


def is_a(name: str, kind: type) -> Native:
    """Whether a value is of a kind."""

    def run(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        value = m.single(args[0])
        return unknown_call(m, "inspect", name, args, kw) if isinstance(value, Unknown) else isinstance(value, kind)

    return Native(name, run)


def is_awaitable(m: Machine, value: Value) -> Value:
    """`inspect.isawaitable(value)`."""
    value = m.single(value)
    if isinstance(value, Unknown) and value.answer is None and value.kind is None:
        return m.unknown("compare", "awaitable", value, kind="bool")
    if isinstance(value, Instance):
        return value.cls.find("__await__") is not ABSENT or value.cls.find("__awaited__") is not ABSENT
    return isinstance(value, CoroutineV)


def itertools_module(m: Machine) -> dict[str, Value]:
    """`itertools`: what loops of retries use natively; the rest is a model."""
    import itertools

    from sadpath.walk.containers.iterators import Step, iterator

    def count(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        start = m.single(args[0] if args else kw.get("start", 0))
        step_by = m.single(args[1] if len(args) > 1 else kw.get("step", 1))

        def begin() -> Step:
            numbers = itertools.count(
                start if isinstance(start, (int, float)) else 0, step_by if isinstance(step_by, (int, float)) else 1
            )
            return lambda: next(numbers)

        return iterator(m, begin)

    return {"count": Native("count", count)}


def bisect_module(m: Machine) -> dict[str, Value]:
    """`bisect`."""
    import bisect

    def insort(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        into = m.single(args[0])
        at = call(m, made["bisect"], [into, *args[1:]], kw)
        if isinstance(into, ListV):
            m.touch(into)
            into.items.insert(at if isinstance(at, int) else len(into.items), args[1])
        return None

    made: dict[str, Value] = {
        name: pure(name, getattr(bisect, name), "number") for name in ("bisect", "bisect_left", "bisect_right")
    }
    return made | {name: Native(name, insort) for name in ("insort", "insort_left", "insort_right")}


def math_module(m: Machine) -> dict[str, Value]:
    """`math`."""
    import math

    questions = ("isclose", "isinf", "isnan", "isfinite")
    made: dict[str, Value] = {
        name: pure(name, function, "bool" if name in questions else "number")
        for name, function in vars(math).items()
        if callable(function) and not name.startswith("_")
    }
    made |= {name: asked_first(name, made[name]) for name in ("floor", "ceil", "trunc")}
    return made | {name: getattr(math, name) for name in ("inf", "pi", "e", "tau", "nan")}
