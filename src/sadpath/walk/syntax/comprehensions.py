"""Comprehensions and generator expressions."""

from __future__ import annotations

import ast
from typing import Any

from sadpath.walk.containers.changes import dict_key
from sadpath.walk.containers.iteration import iterate, may_have_more
from sadpath.walk.containers.iterators import Step, iterator
from sadpath.walk.machine import Machine, evaluates
from sadpath.walk.operators.concrete import is_plain
from sadpath.walk.outside import note_item
from sadpath.walk.run import Frame
from sadpath.walk.syntax.awaiting import async_iterate
from sadpath.walk.syntax.names import lookup
from sadpath.walk.values import (
    ABSENT,
    Lanes,
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


def comprehend(
    m: Machine, generators: list[ast.comprehension], frame: Frame, first: Value = ABSENT, alike: bool = False
) -> Any:
    """Yield a frame for each turn of the loops of a comprehension. `alike`: filters that nobody knows let all elements through, or none,
    where each could go either way: which of an order's fields there are is no reason for so many runs.
    """
    scope = Frame(frame.module, INFO, frame, frame.function)
    scope.statement = frame.statement
    scope.cls, scope.self_value = frame.cls, frame.self_value
    told: dict[int, bool] | None = {} if alike else None
    yield from turns(m, generators, m.eval(generators[0].iter, frame) if first is ABSENT else first, scope, told)


def turns(
    m: Machine, generators: list[ast.comprehension], source: Value, scope: Frame, told: dict[int, bool] | None
) -> Any:
    """Yield `scope` for each turn of the loops, of which the first one is over `source`. `told`: see `passes`."""
    from sadpath.walk.syntax.statements import assign

    generator, inner = generators[0], generators[1:]
    values = async_iterate(m, source) if generator.is_async else iterate(m, source)
    for value in values:
        m.tick()
        assign(m, generator.target, value, scope, local=True)
        if all(passes(m, condition, scope, told) for condition in generator.ifs):
            if not inner:
                yield scope
            else:
                yield from turns(m, inner, m.eval(inner[0].iter, scope), scope, told)


def passes(m: Machine, condition: ast.expr, scope: Frame, told: dict[int, bool] | None) -> bool:
    """Whether a filter lets an element through. `told`: by the id of a filter, what was taken for the first element of which nobody
    knew; the others follow. None: each for itself.
    """
    value = m.eval(condition, scope)
    if told is None or type(value) is not Unknown or value.answer is not None or value.origin.tags:
        return m.truth(value)
    asked = m.by_uid[value.key[1][1]] if value.key[0] == "not" else value
    if asked.key[:2] == ("compare", "Eq"):
        return m.truth(value)  # what equals one element equals no other
    known = told.get(id(condition))
    if known is not None:
        m.assume_as(value, known)
        return m.truth(value)
    told[id(condition)] = result = m.truth(value)
    return result


@evaluates(ast.ListComp, ast.SetComp)
def list_comp(m: Machine, node: ast.ListComp | ast.SetComp, frame: Frame) -> Value:
    source = m.eval(node.generators[0].iter, frame)
    simple = only_symbol(m, node, source, frame)
    if simple is not ABSENT:
        return simple
    items = [m.eval(node.elt, scope) for scope in comprehend(m, node.generators, frame, source, alike=True)]
    if isinstance(node, ast.SetComp):
        return m.new_set(items, open=bool(items) and may_have_more(source))
    return m.new_list(items, bool(items) and may_have_more(source))


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
    asked = [v for v in (lookup(m, n, frame) for n in names) if isinstance(v, Unknown)]
    made = m.unknown("comprehension", source, ast.dump(node)[:300], *outer, kind="list", origin=source.origin)
    if isinstance(source, Unknown):
        made.answer = source.answer
    for value in asked:
        note_item(m, value, made)
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
    for scope in comprehend(m, node.generators, frame, source, alike=True):
        key = dict_key(m, made, m.eval(node.key, scope))
        made.items[key] = m.eval(node.value, scope)
    if made.items and may_have_more(source):
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
    source = m.eval(node.generators[0].iter, frame)

    def begin() -> Step:
        turns = comprehend(m, node.generators, frame, source)

        def step() -> Value:
            try:
                return m.eval(node.elt, next(turns))
            except StopIteration:
                raise StopWalkIteration from None

        return step

    return iterator(m, begin, may_have_more(source), does=does_something(node))
