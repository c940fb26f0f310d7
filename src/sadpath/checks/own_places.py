"""Where a program puts words of its own: defaults, assignments, arguments, what functions return."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sadpath.walk.program import Module

GIVERS = frozenset({"get", "getattr", "pop", "setdefault", "next"})
"""What takes a value for the case that there is none."""
CHOOSERS = frozenset({"max", "min", "next", "iter", "sorted", "filter", "reversed", "choice"})
"""What gives one of what it is given."""
KEEPERS = frozenset({"append", "appendleft", "add", "put", "put_nowait", "insert"})
"""What keeps a value for later."""


class Word(NamedTuple):
    """A text at its place.

    `kind` says what it is evidence of: "default" stands for what else would be nothing, "given" is an argument of what becomes a
    value, "beside" stands in a display out of which one is chosen, "slotted" counts by its slot only, "itself" is a member of an Enum
    for everything unknown. `slot` is what it is put in: a name or parameter (`kind`), an attribute (`.kind`), a key (`[kind]`), a
    keyword argument (`kind=`), or what a function returns (`kind()`). `name` is a constant's that stands there in place of a text.
    """

    text: str
    node: ast.AST
    kind: str
    slot: str = ""
    name: str = ""


def words_in(statement: ast.stmt) -> list[Word]:
    """The words that a statement of a module puts somewhere."""
    found: list[Word] = []
    for inner in ast.walk(statement):
        for kind, slot, value in placed(inner):
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                found.append(Word(value.value, value, kind, slot))
            elif kind == "default" and isinstance(value, (ast.Name, ast.Attribute)):
                name = value.id if isinstance(value, ast.Name) else value.attr
                if name.isupper():
                    found.append(Word("", value, kind, slot, name))
        if isinstance(inner, ast.ClassDef):
            found += [Word(text, member, "itself") for text, member in members_for_the_unknown(inner)]
    return found


Placed = Iterator[tuple[str, str, "ast.expr | None"]]
"""(kind, slot, what is placed)."""


def placed(node: ast.AST) -> Placed:
    """What a node puts somewhere."""
    if isinstance(node, ast.Call):
        yield from given(node)
    elif isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or):
        yield from with_kind("default", node.values[1:])
    elif isinstance(node, ast.IfExp):
        yield from with_kind("default", (node.orelse, node.body))
    elif isinstance(node, (ast.Return, ast.Yield, ast.Raise)):
        yield from returned(node.exc if isinstance(node, ast.Raise) else node.value)
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            yield from assigned(target, node.value)
    elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)):
        yield from assigned(node.target, node.value)
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                yield "slotted", "[" + key.value + "]", value
    elif isinstance(node, (ast.Subscript, ast.For, ast.comprehension)):
        yield from chosen_from(node.value if isinstance(node, ast.Subscript) else node.iter)
    elif isinstance(node, ast.Compare):
        for side in (node.left, *node.comparators):
            if isinstance(side, ast.Call) and any(map(is_found_out, side.args)):
                yield from with_kind("beside", side.args)
    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
        yield from defined(node)


def defined(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef) -> Placed:
    """The defaults of parameters, what a function returns, the attributes of a class."""
    if isinstance(node, ast.ClassDef):
        for statement in node.body:
            if isinstance(statement, (ast.Assign, ast.AnnAssign)):
                target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
                if isinstance(target, ast.Name):
                    yield "slotted", "." + target.id, statement.value
        return
    by_position = [*node.args.posonlyargs, *node.args.args]
    last = by_position[len(by_position) - len(node.args.defaults) :]
    for name, value in (
        *zip(last, node.args.defaults, strict=True),
        *zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True),
    ):
        yield "default", name.arg, value
        yield "slotted", "." + name.arg, value
    if not isinstance(node, ast.Lambda):
        for value in returns_of(node):
            yield "slotted", node.name + "()", value


def given(node: ast.Call) -> Placed:
    """The arguments of a call."""
    owner = node.func.value if isinstance(node.func, ast.Attribute) else None
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in GIVERS:
        yield from with_kind("default", (*node.args[1:], *(k.value for k in node.keywords)))
    if name in CHOOSERS:
        for argument in node.args:
            yield from chosen_from(argument)
    elif name in KEEPERS and isinstance(owner, (ast.Name, ast.Attribute)):
        slot = owner.id if isinstance(owner, ast.Name) else "." + owner.attr
        for argument in node.args:
            yield "slotted", slot, argument
    elif name == "setattr" and len(node.args) == 3 and isinstance(node.args[1], ast.Constant):
        yield "slotted", f".{node.args[1].value!s}", node.args[2]
    for keyword in node.keywords:
        yield "slotted", f"{keyword.arg}=", keyword.value


def chosen_from(node: ast.expr) -> Placed:
    """The elements of a display of which one is chosen, where it holds something that is found out beside them."""
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)) and any(map(is_found_out, node.elts)):
        yield from with_kind("beside", node.elts)


def returned(value: ast.expr | None) -> Placed:
    """What is returned or raised: a text, a tuple with one in it, or an object that is made of one."""
    yield "default", "", value
    if isinstance(value, ast.Tuple):
        yield from with_kind("default", value.elts)
    if isinstance(value, ast.Call):
        yield from with_kind("given", arguments(value))


def assigned(target: ast.expr, value: ast.expr | None) -> Placed:
    """What is assigned to a name, an attribute or an item."""
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
        for one, its in zip(target.elts, value.elts, strict=True):
            yield from assigned(one, its)
    elif isinstance(target, ast.Name) and target.id.islower() and value is not None:
        yield "default", "", value
        if isinstance(value, ast.Call):
            yield from with_kind("given", arguments(value))
        yield from chosen_from(value)
    elif isinstance(target, ast.Attribute):
        yield "slotted", "." + target.attr, value
    elif isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant):
        yield "slotted", f"[{target.slice.value!s}]", value


def with_kind(kind: str, values: Iterable[ast.expr]) -> Placed:
    """All of them as that kind, in no slot."""
    for value in values:
        yield kind, "", value


def arguments(call: ast.Call) -> list[ast.expr]:
    """What a call is given, by position and by name."""
    return [*call.args, *(keyword.value for keyword in call.keywords)]


def is_found_out(node: ast.expr) -> bool:
    """Whether an expression asks something while the program runs: no constant, nor the name of one."""
    return any(
        isinstance(n, (ast.Call, ast.Subscript)) or (isinstance(n, ast.Name) and n.id.islower()) for n in ast.walk(node)
    )


def returns_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[ast.expr | None]:
    """What a function returns, those inside of it left out."""
    open_: list[ast.AST] = [*function.body]
    while open_:
        node = open_.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            continue
        if isinstance(node, ast.Return):
            yield node.value
            if isinstance(node.value, ast.Tuple):
                yield from node.value.elts
        open_ += ast.iter_child_nodes(node)


def constant_name(module: Module, node: ast.AST) -> str:
    """The name of the constant (of the module, or of a class) whose value a literal is; empty for others."""
    for statement in module.tree.body:
        for one in (statement, *(statement.body if isinstance(statement, ast.ClassDef) else ())):
            if isinstance(one, (ast.Assign, ast.AnnAssign)) and one.value is node:
                target = one.targets[0] if isinstance(one, ast.Assign) else one.target
                return target.id if isinstance(target, ast.Name) and target.id.isupper() else ""
    return ""


def members_for_the_unknown(node: ast.ClassDef) -> list[tuple[str, ast.Constant]]:
    """The values of the members that `_missing_` of an Enum gives."""
    missing = [s for s in node.body if isinstance(s, ast.FunctionDef) and s.name == "_missing_"]
    given = {n.attr for s in missing for n in ast.walk(s) if isinstance(n, ast.Attribute)}
    return [
        (s.value.value, s.value)
        for s in node.body
        if isinstance(s, ast.Assign)
        and isinstance(s.value, ast.Constant)
        and isinstance(s.value.value, str)
        and isinstance(s.targets[0], ast.Name)
        and s.targets[0].id in given
    ]
