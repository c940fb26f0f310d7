"""Comprehensions and generator expressions."""

from __future__ import annotations

import ast
from typing import Any

from sadpath.walk.containers.iteration import iterate
from sadpath.walk.machine import Machine, evaluates
from sadpath.walk.operators.concrete import is_plain
from sadpath.walk.run import Frame
from sadpath.walk.syntax.awaiting import async_iterate
from sadpath.walk.syntax.names import lookup
from sadpath.walk.values import (
    ABSENT,
    DictV,
    Lanes,
    ListV,
    SetV,
    StopWalkIteration,
    Text,
    Unknown,
    Value,
)


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
    yield from turns(m, generators, m.eval(generators[0].iter, frame) if first is ABSENT else first, scope)


def turns(m: Machine, generators: list[ast.comprehension], source: Value, scope: Frame) -> Any:
    """Yield `scope` for each turn of the loops, of which the first one is over `source`."""
    from sadpath.walk.syntax.statements import assign

    generator, inner = generators[0], generators[1:]
    values = async_iterate(m, source) if generator.is_async else iterate(m, source)
    for value in values:
        m.tick()
        assign(m, generator.target, value, scope, local=True)
        if all(m.truth(m.eval(condition, scope)) for condition in generator.ifs):
            if not inner:
                yield scope
            else:
                yield from turns(m, inner, m.eval(inner[0].iter, scope), scope)


def open_source(m: Machine, value: Value) -> bool:
    """Whether iterating `value` may give more than is known."""
    return (
        isinstance(value, (Unknown, Text))
        or (isinstance(value, (ListV, SetV)) and value.open)
        or (isinstance(value, DictV) and value.base is not None)
    )


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


HARMLESS = frozenset(
    {
        "get",
        "lower",
        "upper",
        "strip",
        "str",
        "int",
        "float",
        "len",
        "items",
        "values",
        "keys",
        "format",
        "split",
        "Decimal",
        "round",
        "startswith",
        "endswith",
    }
)


def harmless_call(node: ast.Call) -> bool:
    """A call that neither sends anything nor raises on purpose, by its name."""
    function = node.func
    return (isinstance(function, ast.Attribute) and function.attr in HARMLESS) or (
        isinstance(function, ast.Name) and function.id in HARMLESS
    )


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


def does_something(node: ast.GeneratorExp) -> bool:
    """Whether making an element runs code that may do more than give a value."""
    first, *others = node.generators
    parts = [node.elt, *first.ifs, *others]
    return any(
        isinstance(inner, (ast.Await, ast.NamedExpr, ast.Yield))
        or (isinstance(inner, ast.Call) and not harmless_call(inner))
        for part in parts
        for inner in ast.walk(part)
    )


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

    return IteratorV(step, m.now, open_source(m, source), does=does_something(node))
