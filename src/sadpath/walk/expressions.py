"""Evaluating expressions: one function for each kind of node."""

from __future__ import annotations

import ast
from typing import Any

from sadpath.walk.calls import call, call_method
from sadpath.walk.containers import child, get_item
from sadpath.walk.generators import CoroutineV, GeneratorV
from sadpath.walk.iteration import iterate, to_list
from sadpath.walk.limits import MOST_NODES, weight
from sadpath.walk.machine import EVALUATE, Frame, Machine, OverBudget, evaluates
from sadpath.walk.objects import get_attribute, unloaded
from sadpath.walk.operations import binary, build_text, compare_plain, is_plain, only_plain
from sadpath.walk.strings import format_value
from sadpath.walk.values import (
    ABSENT,
    DictV,
    Instance,
    Lanes,
    ListV,
    Literal,
    Number,
    SetV,
    StopWalkIteration,
    SuperV,
    Text,
    Unknown,
    Value,
    is_constant,
)


@evaluates(ast.Constant)
def constant(m: Machine, node: ast.Constant, frame: Frame) -> Value:
    value = node.value
    if isinstance(value, str) and frame.module.project and frame.module.module is not None and len(value) < 200:
        return Literal.at(value, node, frame.module.module)
    if type(value) is int and 100 <= value < 600 and frame.module.project and frame.module.module is not None:
        return Number.at(value, node, frame.module.module)
    return value


@evaluates(ast.Name)
def name(m: Machine, node: ast.Name, frame: Frame) -> Value:
    found = lookup(m, node.id, frame)
    if found is ABSENT:
        if frame.info is not None and node.id in frame.info.bound:
            raise m.error("UnboundLocalError", f"cannot access local variable {node.id!r}")
        raise m.error("NameError", f"name {node.id!r} is not defined")
    return found


def lookup(m: Machine, wanted: str, frame: Frame) -> Value:
    """The value of a name where `frame` runs; `ABSENT` where it is bound nowhere."""
    scope: Frame | None = frame
    first = True
    while scope is not None:
        info = scope.info
        if info is not None:
            if wanted in info.globals:
                break
            if wanted in scope.variables and (first or scope.cls is None or scope.info.bound is not CLASS_BOUND):
                if first or not is_class_body(scope):
                    return scope.variables[wanted]
            elif first and wanted in info.bound and not is_class_body(scope):
                return ABSENT
        scope = scope.parent
        first = False
    attrs = frame.module.attrs
    if wanted in attrs:
        return attrs[wanted]
    found = m.builtins.get(wanted, ABSENT)
    if found is ABSENT and frame.module.opaque:
        return m.unknown("module", frame.module.name, wanted)
    return unloaded(m, frame.module, wanted) if found is ABSENT else found


CLASS_BOUND: frozenset[str] = frozenset()


def is_class_body(frame: Frame) -> bool:
    """Whether the frame runs a class body (whose names inner functions don't see)."""
    return frame.cls is not None and frame.variables is frame.cls.attrs


def assign_name(m: Machine, wanted: str, value: Value, frame: Frame) -> None:
    """Bind a name where `frame` runs, honouring `global` and `nonlocal`."""
    info = frame.info
    if info is None:
        m.touch(frame.module)
        frame.module.attrs[wanted] = value
        return
    if wanted in info.globals:
        m.touch(frame.module)
        frame.module.attrs[wanted] = value
        return
    if wanted in info.nonlocals:
        scope = frame.parent
        while scope is not None:
            if wanted in scope.variables:
                scope.variables[wanted] = value
                return
            scope = scope.parent
    frame.variables[wanted] = value


@evaluates(ast.Attribute)
def attribute(m: Machine, node: ast.Attribute, frame: Frame) -> Value:
    value = m.eval(node.value, frame)
    m.events.at(node, frame)
    return get_attribute(m, value, mangle(node.attr, frame))


def mangle(wanted: str, frame: Frame) -> str:
    """A private name as the class sees it; names need no mangling where nobody else has the same one."""
    return wanted


@evaluates(ast.Subscript)
def subscript(m: Machine, node: ast.Subscript, frame: Frame) -> Value:
    value = m.eval(node.value, frame)
    key = m.eval(node.slice, frame)
    m.events.read(m, node, frame, value, key)
    return get_item(m, value, key)


@evaluates(ast.Slice)
def slice_(m: Machine, node: ast.Slice, frame: Frame) -> Value:
    parts = [m.single(m.eval(p, frame)) if p is not None else None for p in (node.lower, node.upper, node.step)]
    if all(p is None or isinstance(p, int) for p in parts):
        return slice(*parts)
    return m.unknown("slice", *parts)


@evaluates(ast.Tuple)
def tuple_(m: Machine, node: ast.Tuple, frame: Frame) -> Value:
    made = tuple(elements(m, node.elts, frame)[0])
    if weight(made) > MOST_NODES:
        raise OverBudget
    return made


@evaluates(ast.List)
def list_(m: Machine, node: ast.List, frame: Frame) -> Value:
    items, partly = elements(m, node.elts, frame)
    return m.new_list(items, partly)


@evaluates(ast.Set)
def set_(m: Machine, node: ast.Set, frame: Frame) -> Value:
    items, partly = elements(m, node.elts, frame)
    return m.new_set(items, open=partly)


def elements(m: Machine, nodes: list[ast.expr], frame: Frame) -> tuple[list[Value], bool]:
    """The values of a display, with starred parts spread, and whether there may be more."""
    items: list[Value] = []
    partly = False
    for node in nodes:
        if isinstance(node, ast.Starred):
            more, open_ = to_list(m, m.eval(node.value, frame))
            items += more
            partly = partly or open_
        else:
            items.append(m.eval(node, frame))
    return items, partly


@evaluates(ast.Dict)
def dict_(m: Machine, node: ast.Dict, frame: Frame) -> Value:
    made = m.new_dict()
    for key, value in zip(node.keys, node.values, strict=True):
        item = m.eval(value, frame)
        if key is None:
            item = m.single(item)
            if isinstance(item, DictV):
                made.items.update(item.items)
                made.base = made.base or item.base
            elif isinstance(item, Unknown):
                made.base = made.base or item
        else:
            wanted = m.single(m.eval(key, frame))
            if isinstance(wanted, tuple):
                wanted = tuple(m.single(part) for part in wanted)
            made.items.pop(wanted, None)
            made.items[wanted] = item
    return made


@evaluates(ast.UnaryOp)
def unary(m: Machine, node: ast.UnaryOp, frame: Frame) -> Value:
    value = m.eval(node.operand, frame)
    if isinstance(node.op, ast.Not):
        from sadpath.walk.operations import negate

        if type(value) is Lanes and all(m.known_truth(value.values[i]) is not None for i in m.active):
            return m.lift(lambda v: not m.known_truth(v), value)
        if isinstance(value, Unknown) and value.kind == "bool":
            return negate(m, value)
        return not m.truth(value)
    if type(value) is Lanes and only_plain(m, value):
        return m.lift(lambda v: unary_plain(m, node.op, v), value)
    return unary_plain(m, node.op, m.single(value))


def unary_plain(m: Machine, op: ast.unaryop, value: Value) -> Value:
    """`-value`, `+value`, `~value`."""
    if isinstance(value, (int, float, complex)):
        return -value if isinstance(op, ast.USub) else +value if isinstance(op, ast.UAdd) else ~value if isinstance(value, int) else value
    return m.unknown("unary", type(op).__name__, value)


@evaluates(ast.BinOp)
def bin_op(m: Machine, node: ast.BinOp, frame: Frame) -> Value:
    left, right = m.eval(node.left, frame), m.eval(node.right, frame)
    if isinstance(left, SetV) and isinstance(right, SetV):
        m.events.combined(m, node, frame, left, right)
    return binary(m, type(node.op), left, right)


@evaluates(ast.BoolOp)
def bool_op(m: Machine, node: ast.BoolOp, frame: Frame) -> Value:
    stop_at = isinstance(node.op, ast.Or)
    value: Value = None
    if not stop_at:
        m.events.conjunction(m, node, frame)
    with m.events.condition(node, frame):
        for index, part in enumerate(node.values):
            value = m.eval(part, frame)
            if index == len(node.values) - 1:
                return value
            merged = choose_lanes(m, value, stop_at, node.values[index + 1 :], frame)
            if merged is not ABSENT:
                return merged
            if stop_at and m.loading and isinstance(value, Unknown) and value.key[0] == "environment":
                continue  # `os.environ.get("X") or default`: a setting's default is what is known of it
            if m.truth(value) is stop_at:
                return narrowed(m, value, stop_at)
    return value


def choose_lanes(m: Machine, value: Value, stop_at: bool, rest: list[ast.expr], frame: Frame) -> Value:
    """`value or "constant"` lane by lane, without parting the lanes: only the value differs. `ABSENT` where that does not fit."""
    if type(value) is Lanes and len(rest) == 1 and isinstance(rest[0], ast.Constant) and only_plain(m, value):
        known = {lane: m.known_truth(value.values[lane]) for lane in m.active}
        if all(told is not None for told in known.values()) and len(set(known.values())) > 1 and not isinstance(rest[0].value, bool):
            other = m.eval(rest[0], frame)
            return m.lanes(lambda lane: value.values[lane] if known[lane] is stop_at else other, value.origin)
    return ABSENT


def narrowed(m: Machine, value: Value, stop_at: bool) -> Value:
    """The value that `and`/`or` gives where it stops at `value`: a condition that was decided is decided."""
    if isinstance(value, Unknown) and value.kind == "bool":
        return stop_at
    return value


@evaluates(ast.Compare)
def compare(m: Machine, node: ast.Compare, frame: Frame) -> Value:
    left = m.eval(node.left, frame)
    result: Value = True
    for index, (op, comparator) in enumerate(zip(node.ops, node.comparators, strict=True)):
        right = m.eval(comparator, frame)
        result = compare_values(m, type(op), left, right, node, frame)
        if index == len(node.ops) - 1:
            break
        if type(result) is Lanes and len(node.ops) == 2:
            first, middle, last_op = result, right, type(node.ops[1])
            right = m.eval(node.comparators[1], frame)
            if all(isinstance(first.values[i], bool) for i in m.active):
                second = compare_values(m, last_op, middle, right, node, frame)
                if not isinstance(second, Lanes) or all(isinstance(second.values[i], bool) for i in m.active):
                    return m.lanes(lambda lane: first.values[lane] and m.pick(second, lane))
            return compare_values(m, last_op, middle, right, node, frame) if m.truth(first) else False
        if not m.truth(result):
            return False
        left = right
    return result


def compare_values(m: Machine, op: type[ast.cmpop], left: Value, right: Value, node: ast.AST, frame: Frame) -> Value:
    """One comparison, told to the checks where it looks at the answer."""
    if type(left) is Lanes or type(right) is Lanes:
        if op in (ast.In, ast.NotIn):
            result = contains_lanes(m, op, left, right)
        elif op in (ast.Is, ast.IsNot) and type(left) is Lanes and right is None:
            result = m.lift(lambda v: compare_plain(m, op, v, None), left)
        elif all(type(v) is not Lanes or only_plain(m, v) for v in (left, right)) and all(type(v) is Lanes or is_plain(v) for v in (left, right)):
            result = m.lift(lambda a, b: compare_plain(m, op, a, b), left, right)
        else:
            left, right = m.single(left), m.single(right)
            result = compare_plain(m, op, left, right)
    else:
        result = compare_plain(m, op, left, right)
    m.events.compared(m, node, frame, op, left, right, result)
    return result


def contains_lanes(m: Machine, op: type[ast.cmpop], left: Value, right: Value) -> Value:
    """`left in right` with lanes on one side at least."""
    if type(right) is Lanes and not only_plain(m, right):
        right = m.single(right)
    if type(left) is Lanes and not only_plain(m, left):
        left = m.single(left)
    if type(right) is Lanes or isinstance(right, (str, Text)):
        return m.lift(lambda a, b: compare_plain(m, op, a, b), left, right)
    if isinstance(right, (tuple, ListV, SetV, DictV)) or isinstance(right, Unknown) or is_constant(right):
        items = list(right) if isinstance(right, tuple) else list(right.items) if isinstance(right, (ListV, SetV, DictV)) else []
        if not any(type(i) is Lanes for i in items) and all(is_plain(i) for i in items):
            return m.lift(lambda a: compare_plain(m, op, a, right), left)
        if isinstance(right, (tuple, ListV)) and any(type(i) is Lanes for i in items):
            return compare_plain(m, op, left, right)
    return compare_plain(m, op, m.single(left), right)


@evaluates(ast.IfExp)
def if_exp(m: Machine, node: ast.IfExp, frame: Frame) -> Value:
    with m.events.condition(node.test, frame):
        test = m.eval(node.test, frame)
    if type(test) is Lanes and isinstance(node.body, ast.Constant) and isinstance(node.orelse, ast.Constant):
        if all(m.known_truth(test.values[i]) is not None for i in m.active):
            one, two = m.eval(node.body, frame), m.eval(node.orelse, frame)
            return m.lanes(lambda lane: one if m.known_truth(test.values[lane]) else two)
    return m.eval(node.body if m.truth(test) else node.orelse, frame)


@evaluates(ast.NamedExpr)
def named_expr(m: Machine, node: ast.NamedExpr, frame: Frame) -> Value:
    value = m.eval(node.value, frame)
    scope: Frame = frame
    while isinstance(getattr(scope.info, "comprehension", None), bool) and scope.parent is not None:
        scope = scope.parent
    assert isinstance(node.target, ast.Name)
    assign_name(m, node.target.id, value, scope)
    return value


@evaluates(ast.JoinedStr)
def joined_str(m: Machine, node: ast.JoinedStr, frame: Frame) -> Value:
    pieces: list[Value] = []
    for part in node.values:
        if isinstance(part, ast.Constant):
            pieces.append(str(part.value))
        elif isinstance(part, ast.FormattedValue):
            spec = m.eval(part.format_spec, frame) if part.format_spec is not None else ""
            conversion = chr(part.conversion) if part.conversion > 0 else None
            pieces.append(format_value(m, m.eval(part.value, frame), spec if isinstance(spec, str) else "", conversion))
        else:
            pieces.append(m.eval(part, frame))
    made = build_text(m, pieces)
    if len(node.values) > 1 and type(made) is Lanes:
        made.origin = made.origin.derived()
    return made


@evaluates(ast.Lambda)
def lambda_(m: Machine, node: ast.Lambda, frame: Frame) -> Value:
    from sadpath.walk.statements import make_function

    made = make_function(m, node, frame, "<lambda>")
    if frame.statement is not None:
        made.attrs["__statement__"] = frame.statement
    return made


@evaluates(ast.Starred)
def starred(m: Machine, node: ast.Starred, frame: Frame) -> Value:
    return m.eval(node.value, frame)


class ComprehensionInfo:
    """The scope of a comprehension: its own loop variables; a walrus binds outside."""

    comprehension = True
    bound: frozenset[str] = frozenset()
    globals: frozenset[str] = frozenset()
    nonlocals: frozenset[str] = frozenset()
    is_generator = False


INFO = ComprehensionInfo()


def comprehend(m: Machine, generators: list[ast.comprehension], frame: Frame, first: Value = ABSENT) -> Any:
    """Yield a frame for each turn of the loops of a comprehension."""
    scope = Frame(frame.module, INFO, frame, frame.function)
    scope.statement = frame.statement
    scope.cls, scope.self_value = frame.cls, frame.self_value

    def turn(index: int, source: Value) -> Any:
        generator = generators[index]
        values = async_iterate(m, source) if generator.is_async else iterate(m, source)
        for value in values:
            m.tick()
            from sadpath.walk.statements import assign

            assign(m, generator.target, value, scope, local=True)
            if all(m.truth(m.eval(condition, scope)) for condition in generator.ifs):
                if index + 1 == len(generators):
                    yield scope
                else:
                    yield from turn(index + 1, m.eval(generators[index + 1].iter, scope))

    yield from turn(0, m.eval(generators[0].iter, frame) if first is ABSENT else first)


def open_source(m: Machine, value: Value) -> bool:
    """Whether iterating `value` may give more than is known."""
    return isinstance(value, (Unknown, Text)) or (isinstance(value, (ListV, SetV)) and value.open) or (isinstance(value, DictV) and value.base is not None)


@evaluates(ast.ListComp, ast.SetComp)
def list_comp(m: Machine, node: ast.ListComp | ast.SetComp, frame: Frame) -> Value:
    source = m.eval(node.generators[0].iter, frame)
    simple = only_symbol(m, node, source, frame)
    if simple is not ABSENT:
        return simple
    items = [m.eval(node.elt, scope) for scope in comprehend(m, node.generators, frame, source)]
    if isinstance(node, ast.SetComp):
        return m.new_set(items, open=open_source(m, source))
    return m.new_list(items, open_source(m, source))


def only_symbol(m: Machine, node: Any, source: Value, frame: Frame) -> Value:
    """A symbol for a comprehension over unknown data that calls nothing; walking it would only double the runs."""
    if not isinstance(source, (Unknown, Text)):
        return ABSENT
    parts = [node.elt] if hasattr(node, "elt") else [node.key, node.value]
    parts += [c for g in node.generators for c in g.ifs] + [g.iter for g in node.generators[1:]]
    for part in parts:
        for inner in ast.walk(part):
            if isinstance(inner, (ast.Await, ast.NamedExpr, ast.Yield)):
                return ABSENT
            if isinstance(inner, ast.Call) and not harmless_call(inner):
                return ABSENT
    names = sorted({n.id for part in parts for n in ast.walk(part) if isinstance(n, ast.Name)})
    outer = [v for v in (lookup(m, n, frame) for n in names) if v is not ABSENT and (is_plain(v) or type(v) is Lanes)]
    made = m.unknown("comprehension", source, ast.dump(node)[:300], *outer, kind="list", origin=source.origin)
    if isinstance(source, Unknown):
        made.answer = source.answer
    return made


HARMLESS = frozenset({"get", "lower", "upper", "strip", "str", "int", "float", "len", "items", "values", "keys", "format", "split", "Decimal", "round", "startswith", "endswith"})


def harmless_call(node: ast.Call) -> bool:
    """A call that neither sends anything nor raises on purpose, by its name."""
    function = node.func
    return (isinstance(function, ast.Attribute) and function.attr in HARMLESS) or (isinstance(function, ast.Name) and function.id in HARMLESS)


@evaluates(ast.DictComp)
def dict_comp(m: Machine, node: ast.DictComp, frame: Frame) -> Value:
    source = m.eval(node.generators[0].iter, frame)
    simple = only_symbol(m, node, source, frame)
    if simple is not ABSENT:
        return m.new_dict({}, simple)
    made = m.new_dict()
    for scope in comprehend(m, node.generators, frame, source):
        key = m.single(m.eval(node.key, scope))
        made.items[key] = m.eval(node.value, scope)
    if open_source(m, source):
        made.base = m.unknown("rest", source)
    return made


@evaluates(ast.GeneratorExp)
def generator_exp(m: Machine, node: ast.GeneratorExp, frame: Frame) -> Value:
    from sadpath.walk.values import IteratorV

    source = m.eval(node.generators[0].iter, frame)
    turns = comprehend(m, node.generators, frame, source)

    def step() -> Value:
        try:
            return m.eval(node.elt, next(turns))
        except StopIteration:
            raise StopWalkIteration from None

    return IteratorV(step, m.now, open_source(m, source))


@evaluates(ast.Yield)
def yield_(m: Machine, node: ast.Yield, frame: Frame) -> Value:
    value = m.eval(node.value, frame) if node.value is not None else None
    return generator_of(frame).yield_(value)


def generator_of(frame: Frame) -> GeneratorV:
    """The generator whose body runs in `frame`."""
    scope: Frame | None = frame
    while scope is not None and not isinstance(scope.return_place, GeneratorV):
        scope = scope.parent
    assert scope is not None
    return scope.return_place  # type: ignore[no-any-return]


@evaluates(ast.YieldFrom)
def yield_from(m: Machine, node: ast.YieldFrom, frame: Frame) -> Value:
    source = m.single(m.eval(node.value, frame))
    if isinstance(source, GeneratorV):
        sent: Value = None
        while True:
            try:
                value = source.resume(sent)
            except StopWalkIteration as end:
                return end.value
            sent = generator_of(frame).yield_(value)
    for value in iterate(m, source):
        generator_of(frame).yield_(value)
    return None


@evaluates(ast.Await)
def await_(m: Machine, node: ast.Await, frame: Frame) -> Value:
    value = m.eval(node.value, frame)
    return await_value(m, value)


def await_value(m: Machine, value: Value) -> Value:
    """`await value`. Model classes give what they are awaited for with a method `__awaited__`."""
    if type(value) is Lanes:
        value = m.single(value)
    if isinstance(value, CoroutineV):
        return value.run()
    if isinstance(value, Instance):
        if value.cls.find("__awaited__") is not ABSENT:
            return await_value(m, call_method(m, value, "__awaited__", []))
        if value.cls.find("__await__") is not ABSENT:
            result: Value = None
            inner = call_method(m, value, "__await__", [])
            if isinstance(inner, GeneratorV):
                while True:
                    try:
                        inner.resume(None)
                    except StopWalkIteration as end:
                        return end.value
            return result
    if isinstance(value, Unknown):
        return child(m, value, "await", value)
    if is_constant(value) or isinstance(value, (ListV, DictV)):
        return value  # a sync stand-in; Python would refuse, but which of two definitions runs is not always known
    return m.unknown("await", type(value).__name__)


def async_iterate(m: Machine, value: Value) -> Any:
    """The elements of an async iterable."""
    value = m.single(value)
    if isinstance(value, Instance) and value.cls.find("__aiter__") is not ABSENT:
        value = call_method(m, value, "__aiter__", [])
    if isinstance(value, Instance) and value.cls.find("__anext__") is not ABSENT:
        from sadpath.walk.values import Raised

        while True:
            m.tick()
            try:
                item = await_value(m, call_method(m, value, "__anext__", []))
            except Raised as error:
                if error.exc.cls.name == "StopAsyncIteration":
                    return
                raise
            yield item
    else:
        yield from iterate(m, value)


@evaluates(ast.Call)
def call_node(m: Machine, node: ast.Call, frame: Frame) -> Value:
    function = node.func
    receiver: Value = ABSENT
    if isinstance(function, ast.Attribute):
        receiver = m.eval(function.value, frame)
        callee: Value = ABSENT
    else:
        if isinstance(function, ast.Name) and function.id == "super" and not node.args and frame.cls is not None:
            return SuperV(frame.cls, frame_self(frame))
        callee = m.eval(function, frame)
    args: list[Value] = []
    kw: dict[str, Value] = {}
    for arg in node.args:
        if isinstance(arg, ast.Starred):
            value = m.eval(arg.value, frame)
            more, partly = to_list(m, value)
            args += more
            if partly:
                kw["*"] = m.unknown("rest", value)
        else:
            args.append(m.eval(arg, frame))
    for keyword in node.keywords:
        value = m.eval(keyword.value, frame)
        if keyword.arg is not None:
            kw[keyword.arg] = value
            continue
        value = m.single(value)
        if isinstance(value, DictV):
            for key, item in value.items.items():
                if isinstance(key, str):
                    kw[str(key)] = item
            if value.base is not None:
                kw["**"] = value.base
        elif isinstance(value, Unknown):
            kw["**"] = value
    outer, frame.call = frame.call, node
    m.events.at(node, frame)
    try:
        if receiver is not ABSENT:
            assert isinstance(function, ast.Attribute)
            m.events.called(m, node, frame, receiver, function.attr, args)
            return call_method(m, receiver, function.attr, args, kw)
        return call(m, callee, args, kw)
    finally:
        frame.call = outer


def frame_self(frame: Frame) -> Value:
    """The first argument of the method that runs (or that encloses what runs)."""
    scope: Frame | None = frame
    while scope is not None:
        if scope.self_value is not None and scope.function is not None:
            return scope.self_value
        scope = scope.parent
    return None


@evaluates(ast.FormattedValue)
def formatted_value(m: Machine, node: ast.FormattedValue, frame: Frame) -> Value:
    return format_value(m, m.eval(node.value, frame), "", None)


def unsupported(m: Machine, node: ast.AST, frame: Frame) -> Value:
    """An expression that the walk has no rule for: a symbol."""
    return m.unknown("syntax", type(node).__name__)


if hasattr(ast, "TemplateStr"):
    EVALUATE[ast.TemplateStr] = unsupported
    EVALUATE[getattr(ast, "Interpolation")] = unsupported  # noqa: B009
