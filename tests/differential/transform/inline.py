"""Calls of the program's own plain functions become what these do."""

from __future__ import annotations

import ast
import copy
from collections import Counter
from dataclasses import dataclass

from generate import Program

from .code import (
    COMPREHENSIONS,
    FUNCTIONS,
    SCOPES,
    Code,
    Function,
    blocks,
    functions,
    is_generator,
    local_names,
    looks_at_itself,
    names_in,
    names_private,
    parameters,
    replace_node,
    substitute,
    within,
    without_docstring,
)

MOST_FOR_ONE = 4
"""Calls that are inlined in one function, one after another: what was inlined may call on."""


@dataclass
class Helper:
    """A function of a module, or a method that no subclass has anew, that can stand where it is called."""

    function: Function
    body: list[ast.stmt]
    owner: ast.ClassDef | None
    """The class of a method."""

    def given(self, call: ast.Call) -> dict[str, ast.expr] | None:
        """The arguments of a call by parameter, in the order of the parameters; None where they are not told one by one."""
        spec = self.function.args
        plain = [p.arg for p in spec.args]
        names = [p.arg for p in parameters(self.function)][int(self.owner is not None) :]
        if any(isinstance(a, ast.Starred) for a in call.args) or any(k.arg is None for k in call.keywords):
            return None
        values = dict(zip(plain[len(plain) - len(spec.defaults) :], spec.defaults, strict=True))
        values |= {p.arg: d for p, d in zip(spec.kwonlyargs, spec.kw_defaults, strict=True) if d is not None}
        values |= dict(zip(names, call.args, strict=False)) | {k.arg: k.value for k in call.keywords if k.arg}
        return {name: values[name] for name in names} if set(values) == set(names) else None

    @property
    def free(self) -> set[str]:
        """The names of the module that it reads."""
        return names_in(ast.Module(self.body, [])) - local_names(self.function)


@dataclass
class Place:
    """A function in which calls are looked for, with what is around it."""

    tree: ast.Module
    caller: Function
    around: list[ast.AST]
    helpers: dict[str, Helper]

    def helper(self, call: ast.expr | None) -> Helper | None:
        """The helper that a call is of; None where it is of something else, or where its names mean something else here."""
        if not isinstance(call, ast.Call):
            return None
        key = ast.unparse(call.func)
        if (
            key.startswith("self.")
            and self.around
            and isinstance(self.around[-1], ast.ClassDef)
            and has_self(self.caller)
        ):
            key = f"{self.around[-1].name}{key.removeprefix('self')}"
        found = self.helpers.get(key)
        if found is None or found.function is self.caller or found.free & local_names(self.caller):
            return None
        return found


def inline(program: Program) -> Program | None:
    """Inline each call that can be: of functions that are one expression, and of those whose result is returned or assigned."""
    code = Code(program)
    entry = program.entry.partition(":")[2].split(".")[-1]
    for tree in code.trees.values():
        helpers = found_in(code, tree, entry)
        for caller, around in list(functions(tree)):
            place = Place(tree, caller, around, helpers)
            for _ in range(MOST_FOR_ONE):
                if not (expression(place) or statements(code, place)):
                    break
                code.changes += 1
    return code.done()


def found_in(code: Code, tree: ast.Module, entry: str) -> dict[str, Helper]:
    """The functions of a module that can be inlined: by `name` and `Class.name`."""
    nodes = [n for other in code.trees.values() for n in ast.walk(other)]
    classes = [n for n in nodes if isinstance(n, ast.ClassDef)]
    bases = {
        part
        for c in classes
        for b in c.bases
        for n in ast.walk(b)
        for part in (getattr(n, "id", ""), getattr(n, "attr", ""))
    }
    put = {n.attr for n in nodes if isinstance(n, ast.Attribute) and not isinstance(n.ctx, ast.Load)}
    methods = Counter(f.name for other in code.trees.values() for f, around in functions(other) if around)
    top = Counter(name for statement in tree.body for name in stored(statement))
    made = {}
    for function, around in functions(tree):
        name, owner = function.name, around[0] if around else None
        if len(around) > 1 or not isinstance(owner, (ast.ClassDef, type(None))):
            continue
        if name.startswith("__") or name == entry or not can_stand_elsewhere(function):
            continue
        if owner is None and top[name] == 1:
            made[name] = Helper(function, without_docstring(function.body), None)
        elif (
            owner is not None
            and has_self(function)
            and name not in put
            and (methods[name] == 1 or owner.name not in bases)
        ):
            made[f"{owner.name}.{name}"] = Helper(function, without_docstring(function.body), owner)
    return made


def can_stand_elsewhere(function: Function) -> bool:
    """Whether a function's body means the same in another function: it is plain, and does not call itself."""
    args = function.args
    defaults = [*args.defaults, *(d for d in args.kw_defaults if d is not None)]
    if function.decorator_list or args.vararg or args.kwarg or args.posonlyargs or is_generator(function):
        return False
    if not all(isinstance(d, ast.Constant) for d in defaults) or looks_at_itself(function) or names_private(function):
        return False
    for node in ast.walk(ast.Module(function.body, [])):
        if isinstance(node, (ast.Global, ast.Nonlocal, *SCOPES)):
            return False
        if isinstance(node, (ast.Name, ast.Attribute)) and function.name in (
            getattr(node, "id", ""),
            getattr(node, "attr", ""),
        ):
            return False
        if isinstance(node, ast.Name) and node.id == "self" and not isinstance(node.ctx, ast.Load):
            return False
    return bool(without_docstring(function.body))


def stored(statement: ast.stmt) -> set[str]:
    """The names that a statement of a module binds."""
    if isinstance(statement, (*FUNCTIONS, ast.ClassDef)):
        return {statement.name}
    return {n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}


def simple(node: ast.expr) -> bool:
    """Whether evaluating an argument twice, or later, makes no difference."""
    if isinstance(node, ast.Attribute):
        return simple(node.value)
    return isinstance(node, (ast.Name, ast.Constant))


def has_self(function: Function) -> bool:
    return bool(function.args.args) and function.args.args[0].arg == "self"


def expression(place: Place) -> bool:
    """Inline one call of a function that is one expression; whether there was one."""
    for statement in [n for n in within(place.caller) if isinstance(n, ast.stmt)]:
        for call in always(statement):
            helper = place.helper(call)
            if helper is None or isinstance(helper.function, ast.AsyncFunctionDef) or len(helper.body) != 1:
                continue
            value = helper.body[0].value if isinstance(helper.body[0], ast.Return) else None
            values = helper.given(call)
            if value is None or values is None or not all(simple(v) for v in values.values()):
                continue
            if any(isinstance(n, (*COMPREHENSIONS, ast.NamedExpr)) for n in ast.walk(value)):
                continue
            replace_node(place.tree, call, substitute(value, values))
            return True
    return False


def always(statement: ast.stmt) -> list[ast.Call]:
    """The calls that a statement makes whatever comes out: a call behind `and` would be no place of its own any more."""
    made: list[ast.Call] = []

    def look(node: ast.AST | None) -> None:
        if node is None or isinstance(node, (*SCOPES, *COMPREHENSIONS)):
            return
        children = list(ast.iter_child_nodes(node))
        if isinstance(node, ast.BoolOp):
            children = [node.values[0]]
        elif isinstance(node, ast.IfExp):
            children = [node.test]
        elif isinstance(node, ast.Compare) and len(node.ops) > 1:
            children = [node.left, node.comparators[0]]
        elif isinstance(node, ast.Call):
            made.append(node)
        for child in children:
            look(child)

    if isinstance(statement, ast.If):
        look(statement.test)
    elif isinstance(statement, (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Return, ast.Expr)):
        look(statement.value)
    elif isinstance(statement, ast.Raise):
        look(statement.exc)
    return made


def statements(code: Code, place: Place) -> bool:
    """Put the statements of one function where its result is returned, assigned or thrown away; whether there was one."""
    if is_generator(place.caller):
        return False
    for block in blocks(place.caller):
        for index, statement in enumerate(block):
            if not isinstance(statement, (ast.Return, ast.Expr, ast.Assign)):
                continue
            value = statement.value
            waits = isinstance(value, ast.Await)
            call = value.value if isinstance(value, ast.Await) else value
            helper = place.helper(call)
            if helper is None or waits is not isinstance(helper.function, ast.AsyncFunctionDef):
                continue
            assert isinstance(call, ast.Call)
            values = helper.given(call)
            if values is None:
                continue
            returns = [n for s in helper.body for n in ast.walk(s) if isinstance(n, ast.Return)]
            body = pasted(code, helper, values)
            if isinstance(statement, ast.Return):
                block[index : index + 1] = [*body, ast.Return(ast.Constant(None))]
            elif not returns and isinstance(statement, ast.Expr):
                block[index : index + 1] = body
            elif returns == [helper.body[-1]] and isinstance(body[-1], ast.Return):
                result = body[-1].value or ast.Constant(None)
                last = (
                    ast.Expr(result)
                    if isinstance(statement, ast.Expr)
                    else ast.Assign(statement.targets, result, lineno=0)
                )
                block[index : index + 1] = [*body[:-1], last]
            else:
                continue
            return True
    return False


def pasted(code: Code, helper: Helper, values: dict[str, ast.expr]) -> list[ast.stmt]:
    """The statements of a helper with names of their own, its arguments assigned before."""
    names = {name: code.fresh(f"{name}_in") for name in sorted(local_names(helper.function) - {"self"})}
    body = copy.deepcopy(helper.body)
    for node in [n for statement in body for n in ast.walk(statement)]:
        if isinstance(node, ast.Name):
            node.id = names.get(node.id, node.id)
        elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and node.name:
            node.name = names.get(node.name, node.name)
        elif isinstance(node, ast.MatchMapping) and node.rest:
            node.rest = names.get(node.rest, node.rest)
        elif isinstance(node, ast.alias) and (node.asname or node.name).split(".")[0] in names:
            node.asname = names[(node.asname or node.name).split(".")[0]]
    given: list[ast.stmt] = [
        ast.Assign([ast.Name(names[name], ast.Store())], value, lineno=0) for name, value in values.items()
    ]
    return [*given, *body]
