"""What a comparison with prose or raw text would compare instead: an expression for the code, and the codes that are meant."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from sadpath.catalogue import Provider
from sadpath.fixes.nodes import source_of
from sadpath.fixes.recipe import Recipe, recipe
from sadpath.source.positions import LineTable
from sadpath.walk.events import Event
from sadpath.walk.outcomes import WalkFacts
from sadpath.walk.program import Module

MANY = 4
"""More codes than these are no translation of one message."""
SHAPING = frozenset({"lower", "upper", "casefold", "strip", "title"})


def by_code(walks: Sequence[WalkFacts], event: Event, literal_is_code: bool) -> tuple[Recipe, ...]:
    """The recipe that compares the code in place of the message; none where it is not plain which code, or where it stands."""
    node = event.node
    if not isinstance(node, ast.Compare) or len(node.ops) != 1:
        return ()
    asked = text_and_literal(node)
    reached = [walk for walk in walks if (event.kind, id(node)) in walk.walked.events.seen]
    providers = {id(w.walked.bound.provider): w.walked.bound.provider for w in reached}
    if asked is None or len(providers) != 1:
        return ()
    text, literal = asked
    (provider,) = providers.values()
    codes = meant(reached, literal, isinstance(node.ops[0], (ast.In, ast.NotIn)), literal_is_code)
    subject = code_of(reached, provider, event.module, text, node)
    if not 0 < len(codes) <= MANY or not subject:
        return ()
    equal = isinstance(node.ops[0], (ast.In, ast.Eq))
    named = codes[0] if len(codes) == 1 else f"{', '.join(codes[:-1])} or {codes[-1]}"
    title = f"Compare {subject} with {named}"
    return recipe("compare", title, [(event.module, node)], subject, "==" if equal else "!=", *codes)


def text_and_literal(node: ast.Compare) -> tuple[ast.expr, str] | None:
    """What is searched or compared, and the literal that it is searched for."""
    left, right = node.left, node.comparators[0]
    if isinstance(node.ops[0], (ast.Eq, ast.NotEq)) and isinstance(right, ast.Constant):
        left, right = right, left
    if not isinstance(node.ops[0], (ast.Eq, ast.NotEq, ast.In, ast.NotIn)) or not isinstance(left, ast.Constant):
        return None
    return (right, left.value) if isinstance(left.value, str) else None


def meant(walks: Sequence[WalkFacts], literal: str, inside: bool, literal_is_code: bool) -> list[str]:
    """The codes of the operations at hand that a literal means: the code itself, or those whose documented message has it."""
    found: dict[str, None] = {}
    for walk in walks:
        for row in walk.walked.bound.provider.rows(walk.walked.bound.operation):
            message = plain(row.error.message or "")
            if literal_is_code:
                fits = literal.strip("\"' :,{}[]") == row.code
            else:
                fits = bool(message) and (plain(literal) in message if inside else plain(literal) == message)
            if fits:
                found[row.code] = None
    return list(found)


def plain(text: str) -> str:
    """A message without what hardly matters."""
    return text.casefold().strip(" .!")


def code_of(walks: Sequence[WalkFacts], provider: Provider, module: Module, text: ast.expr, at: ast.AST) -> str:
    """An expression for the code of the answer whose message, text or exception `text` is; empty where there is none."""
    lines = LineTable(module.text)
    function = around(module, at)
    expression = shaped(text)
    if isinstance(expression, ast.Name):
        given = assigned(function, expression.id)
        expression = shaped(given) if given is not None else expression
    field = beside(provider, expression)
    if field is not None:
        holder, key, called = field
        base = source_of(lines, holder)
        return "" if "\n" in base else f'{base}.get("{key}")' if called else f'{base}["{key}"]'
    top = next((path for path in provider.fields.code if path.isidentifier()), None)
    is_text = isinstance(expression, ast.Attribute) and expression.attr == "text"
    if (
        isinstance(expression, ast.Attribute)
        and is_text
        and top is not None
        and is_response(function, expression.value)
    ):
        base = source_of(lines, expression.value)
        return "" if "\n" in base else f'{base}.json().get("{top}")'
    # an exception of the code's own: it carries the code, if something else in the function compares that
    holder_of = expression.value if isinstance(expression, ast.Attribute) else expression
    if not isinstance(holder_of, ast.Name):
        return ""
    for subject in subjects(walks, function):
        if (
            isinstance(subject, ast.Attribute)
            and isinstance(subject.value, ast.Name)
            and subject.value.id == holder_of.id
        ):
            return source_of(lines, subject)
    return ""


def is_response(function: ast.AST, node: ast.expr) -> bool:
    """Whether an expression is a response: what a call gave, or the `response` of an exception; no exception itself."""
    if isinstance(node, ast.Attribute):
        return node.attr == "response"
    if not isinstance(node, ast.Name):
        return False
    given = assigned(function, node.id)
    return isinstance(given.value if isinstance(given, ast.Await) else given, ast.Call) or any(
        isinstance(item, ast.withitem) and isinstance(item.optional_vars, ast.Name) and item.optional_vars.id == node.id
        for item in ast.walk(function)
    )


def shaped(node: ast.expr) -> ast.expr:
    """An expression without what shapes its text: `str(x)`, `x.lower()`, `x or ""`."""
    while True:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SHAPING:
            node = node.func.value
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "str"
            and len(node.args) == 1
        ):
            node = node.args[0]
        elif isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or) and isinstance(node.values[-1], ast.Constant):
            node = node.values[0]
        else:
            return node


def beside(provider: Provider, node: ast.expr) -> tuple[ast.expr, str, bool] | None:
    """For the read of a message field: what is read, the key of the code beside it, whether it is read by `get`."""
    key: ast.expr | None = None
    if isinstance(node, ast.Subscript):
        holder, key, called = node.value, node.slice, False
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get" and node.args:
        holder, key, called = node.func.value, node.args[0], True
    if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
        return None
    for path in provider.fields.message:
        container, _, last = path.rpartition(".")
        if last != key.value:
            continue
        for code in provider.fields.code:
            outer, _, name = code.rpartition(".")
            if outer == container and name.isidentifier():
                return holder, name, called
    return None


def around(module: Module, node: ast.AST) -> ast.AST:
    """The innermost function around a node, or the module."""
    found: ast.AST = module.tree
    for outer in ast.walk(module.tree):
        if isinstance(outer, (ast.FunctionDef, ast.AsyncFunctionDef)) and any(n is node for n in ast.walk(outer)):
            found = outer
    return found


def assigned(function: ast.AST, name: str) -> ast.expr | None:
    """What a name is given in a function, where that happens once and nothing else binds it there."""
    values = [
        node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets)
    ]
    stores = [
        n for n in ast.walk(function) if isinstance(n, ast.Name) and n.id == name and isinstance(n.ctx, ast.Store)
    ]
    return values[0] if len(values) == len(stores) == 1 else None


def subjects(walks: Sequence[WalkFacts], function: ast.AST) -> Iterator[ast.expr]:
    """The expressions of a function that are compared with codes, as they are."""
    inside = {id(inner) for inner in ast.walk(function)}
    for walk in walks:
        for event in walk.walked.events.seen.values():
            looks = event.kind in ("compare", "member") and "code" in event.origin.tags and event.origin.exact
            if looks and id(event.node) in inside and isinstance(event.node, ast.Compare):
                yield event.node.left
