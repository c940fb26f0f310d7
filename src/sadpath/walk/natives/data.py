"""`collections`, `operator`, `copy`, `itertools`, `math`, `decimal`, `inspect`."""

from __future__ import annotations

import ast
import operator

from sadpath.walk import observe
from sadpath.walk.calls import call, call_method
from sadpath.walk.machine import Machine
from sadpath.walk.natives.helpers import plain_class, pure
from sadpath.walk.natives.intrinsics import MODULE as INTRINSICS
from sadpath.walk.objects.classes import new_class
from sadpath.walk.operators.concrete import concrete
from sadpath.walk.values import (
    ABSENT,
    ClassV,
    DictV,
    Instance,
    ListV,
    Native,
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
        cls = new_class(m, str(args[0]), [], {}, None)
        cls.flavour = "namedtuple"
        defaults = list(concrete(kw["defaults"])) if "defaults" in kw else []
        for index, name in enumerate(names):
            back = index - (len(names) - len(defaults))
            cls.fields.append((str(name), defaults[back] if back >= 0 else ABSENT, None, True))
        return cls

    def counter(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        made = m.new_dict({str(k): v for k, v in kw.items()})
        made.kind = "counter"
        if args:
            call_method(m, made, "update", args[:1])
        return made

    def chain_map(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        made = m.new_dict()
        for value in reversed(args):
            if isinstance(value, DictV):
                made.items.update(value.items)
                made.base = made.base or value.base
        return made

    return {
        "defaultdict": Native("defaultdict", defaultdict),
        "OrderedDict": m.builtins["dict"],
        "deque": Native("deque", lambda m, args, kw: call(m, m.builtins["list"], args[:1], {})),
        "namedtuple": Native("namedtuple", namedtuple),
        "Counter": Native("Counter", counter),
        "ChainMap": Native("ChainMap", chain_map),
    }


def operator_module(m: Machine) -> dict[str, Value]:
    """`operator`."""
    from sadpath.walk.containers.subscripts import get_item
    from sadpath.walk.objects.attributes import get_attribute
    from sadpath.walk.operators.comparison import compare_plain

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
        def read(m: Machine, inner: list[Value], _kw: dict[str, Value]) -> Value:
            value = inner[0]
            for part in str(args[0]).split("."):
                value = get_attribute(m, value, part)
            return value

        return Native("attrgetter", read)

    def methodcaller(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        from sadpath.walk.calls import call_method

        return Native("methodcaller", lambda m, inner, _kw: call_method(m, inner[0], str(args[0]), args[1:], kw))

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
        made[name] = Native(name, lambda m, args, kw, op=op: compare_plain(m, op, m.single(args[0]), m.single(args[1])))  # type: ignore[misc]
    made["contains"] = Native(
        "contains", lambda m, args, kw: compare_plain(m, ast.In, m.single(args[1]), m.single(args[0]))
    )
    made["not_"] = Native("not_", lambda m, args, kw: not m.truth(args[0]))
    made["truth"] = Native("truth", lambda m, args, kw: m.truth(args[0]))
    for name in ("add", "sub", "mul", "truediv", "floordiv", "mod"):
        made[name] = pure(name, getattr(operator, name))
    made["getitem"] = Native("getitem", lambda m, args, kw: get_item(m, args[0], args[1]))
    return made


def copy_module(m: Machine) -> dict[str, Value]:
    """`copy`."""

    def copy(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        value = m.single(args[0])
        if isinstance(value, DictV):
            made = m.new_dict(dict(value.items), value.base)
            made.fold_case, made.kind, made.default, made.schema = (
                value.fold_case,
                value.kind,
                value.default,
                value.schema,
            )
            return made
        if isinstance(value, ListV):
            return m.new_list(list(value.items), value.open, value.origin)
        if isinstance(value, Instance):
            return Instance(value.cls, dict(value.attrs), m.now, value.payload)
        return value

    return {"copy": Native("copy", copy), "deepcopy": Native("deepcopy", copy)}


def inspect_module(m: Machine) -> dict[str, Value]:
    """`inspect`: the questions that decorators ask."""
    return {
        "iscoroutinefunction": INTRINSICS["is_async"],
        "isawaitable": INTRINSICS["is_coroutine"],
        "iscoroutine": INTRINSICS["is_coroutine"],
        "isgeneratorfunction": INTRINSICS["is_generator_function"],
        "isasyncgenfunction": Native("isasyncgenfunction", lambda m, args, kw: False),
        "isclass": Native("isclass", lambda m, args, kw: isinstance(m.single(args[0]), ClassV)),
    }


def decimal_module(m: Machine) -> dict[str, Value]:
    """`decimal`: numbers that are not computed."""
    invalid = ClassV("InvalidOperation", [m.builtins["ArithmeticError"]], {}, None, 0)
    invalid.mro = [invalid, *m.builtins["ArithmeticError"].mro]
    cls = plain_class(m, "Decimal", "builtin")
    cls.native = Native("Decimal", lambda m, args, kw: m.unknown("Decimal", *args, kind="number"))
    return {
        "Decimal": cls,
        "InvalidOperation": invalid,
        "DecimalException": m.builtins["ArithmeticError"],
        "ROUND_HALF_UP": "ROUND_HALF_UP",
    }


def itertools_module(m: Machine) -> dict[str, Value]:
    """`itertools`: what loops of retries use natively; the rest is a model."""
    from sadpath.walk.values import IteratorV

    def count(m: Machine, args: list[Value], kw: dict[str, Value]) -> Value:
        start = m.single(args[0] if args else kw.get("start", 0))
        step_by = m.single(args[1] if len(args) > 1 else kw.get("step", 1))
        current = [start if isinstance(start, int) else 0]

        def step() -> Value:
            current[0] += step_by if isinstance(step_by, int) else 1
            return current[0] - (step_by if isinstance(step_by, int) else 1)

        return IteratorV(step, m.now)

    return {"count": Native("count", count)}


def math_module(m: Machine) -> dict[str, Value]:
    """`math`."""
    import math

    made: dict[str, Value] = {
        name: pure(name, getattr(math, name), "number")
        for name in ("ceil", "floor", "sqrt", "log", "log2", "pow", "exp", "isclose", "trunc")
    }
    return made | {"inf": math.inf, "pi": math.pi}
