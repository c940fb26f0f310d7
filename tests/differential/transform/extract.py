"""Parts of functions become functions of their own: tests, values, ends of blocks, and whole bodies."""

from __future__ import annotations

import ast
import copy

from generate import Program

from .code import (
    COMPREHENSIONS,
    FUNCTIONS,
    SCOPES,
    Code,
    Function,
    blocks,
    body_of,
    functions,
    is_generator,
    loads,
    local_names,
    looks_at_itself,
    names_private,
    parameters,
    within,
    without_docstring,
)

LEAVES = (ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr, ast.AsyncFor, ast.AsyncWith)
"""What can't stand in another, ordinary function, or binds a name there."""


def extract_tests(program: Program) -> Program | None:
    """Each test of an `if` or a `while`, and each value that is assigned or returned, becomes a function's."""
    code = Code(program)
    for tree in code.trees.values():
        made: list[ast.stmt] = []
        for function, around in list(functions(tree)):
            if not at_top(around):
                continue
            names = local_names(function)
            for node in [n for n in within(body_of(function)) if isinstance(n, ast.stmt)]:
                for part in ("test", "value"):
                    value = getattr(node, part, None)
                    if not isinstance(node, (ast.If, ast.While, ast.Assign, ast.Return)) or not worth_it(value, part):
                        continue
                    reads = arguments(value, names, function, node)
                    if reads is None:
                        continue
                    name = code.fresh("_told")
                    made.append(define(name, reads, [ast.Return(value)]))
                    setattr(node, part, call(name, reads))
                    code.changes += 1
        put(tree, made)
    return code.done()


def extract_blocks(program: Program) -> Program | None:
    """Each block that ends with `return` or `raise`, of a branch or a handler, becomes a function that is returned."""
    code = Code(program)
    for tree in code.trees.values():
        made: list[ast.stmt] = []
        for function, around in list(functions(tree)):
            if not at_top(around) or is_generator(function):
                continue
            names = local_names(function)
            # the innermost first, so that a block that is taken out has its own already
            for block in list(blocks(function))[::-1]:
                if block is function.body or not isinstance(block[-1], (ast.Return, ast.Raise)):
                    continue
                whole = ast.Module(block, [])
                if not movable(whole) or shared(whole, function):
                    continue
                reads = arguments(whole, names, function, block[0])
                if reads is None:
                    continue
                name = code.fresh("_end")
                made.append(define(name, reads, list(block)))
                block[:] = [ast.copy_location(ast.Return(call(name, reads)), block[0])]
                code.changes += 1
        put(tree, made)
    return code.done()


def extract_bodies(program: Program) -> Program | None:
    """Each function hands its parameters to another one, which has its body."""
    code = Code(program)
    for tree in code.trees.values():
        for function, around in list(functions(tree)):
            body = without_docstring(function.body)
            owner = around[-1] if around else tree
            if not body or not (not around or (len(around) == 1 and isinstance(owner, ast.ClassDef))):
                continue
            if looks_at_itself(function) or is_generator(function) or function.name.startswith("__") or is_stub(body):
                continue
            if around and any(ast.unparse(d) not in ("staticmethod",) for d in function.decorator_list):
                continue
            moved = copy.deepcopy(function)
            moved.name, moved.decorator_list, moved.body = code.fresh(f"_do_{function.name.strip('_')}"), [], body
            target: ast.expr = ast.Name(moved.name, ast.Load())
            holder = tree.body
            given = parameters(function)
            if isinstance(owner, ast.ClassDef) and not function.decorator_list:
                if not given:
                    continue
                target, holder = ast.Attribute(ast.Name(given[0].arg, ast.Load()), moved.name, ast.Load()), owner.body
            if names_private(function) and around and holder is tree.body:
                continue
            result: ast.expr = ast.Call(
                target, passed(function, skip=int(isinstance(target, ast.Attribute))), keywords(function)
            )
            if isinstance(function, ast.AsyncFunctionDef):
                result = ast.Await(result)
            moved.args.defaults, moved.args.kw_defaults = [], [None for _ in moved.args.kwonlyargs]
            function.body = [*function.body[: len(function.body) - len(body)], ast.Return(result)]
            index = holder.index(function if not around or holder is not tree.body else around[0])
            holder.insert(index, moved)
            code.changes += 1
    return code.done()


def at_top(around: list[ast.AST]) -> bool:
    """Whether a function is one of the module or of a class of the module."""
    return len(around) <= 1 and all(isinstance(a, ast.ClassDef) for a in around)


def worth_it(value: ast.expr | None, part: str) -> bool:
    """Whether an expression is more than a name, and can be evaluated elsewhere."""
    if value is None or isinstance(value, (ast.Constant, ast.Name, ast.Attribute, ast.Lambda)):
        return False
    if part == "value" and isinstance(value, (ast.Tuple, ast.List, ast.Dict, ast.GeneratorExp)):
        return False
    return movable(value)


def movable(node: ast.AST) -> bool:
    """Whether code can stand in another function: it does not look at its scope, jump, or wait."""
    if looks_at_itself(node) or names_private(node):
        return False
    for inner in ast.walk(node):
        if isinstance(inner, (*LEAVES, ast.Nonlocal, ast.Global, ast.Break, ast.Continue)):
            return False
        if isinstance(inner, COMPREHENSIONS) and any(g.is_async for g in inner.generators):
            return False
    return True


def is_stub(body: list[ast.stmt]) -> bool:
    """Whether a body only says that a subclass has another one."""
    first = body[0]
    return (
        isinstance(first, ast.Pass)
        or (isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant))
        or "NotImplemented" in ast.unparse(first)
    )


def shared(block: ast.Module, function: Function) -> bool:
    """Whether the function reads a name elsewhere that the block binds: in a `finally`, or after a `try`."""
    mine = {n.id for n in ast.walk(block) if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)}
    inside = {id(n) for n in ast.walk(block)}
    return any(n.id in mine and id(n) not in inside for n in loads(function))


def arguments(node: ast.AST, names: set[str], function: Function, place: ast.stmt) -> list[str] | None:
    """The function's own names that the code reads, where each has a value before it runs; None where that is not sure."""
    stored = {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)}
    stored |= {n.name for n in ast.walk(node) if isinstance(n, (ast.ExceptHandler, ast.MatchAs)) and n.name}
    given = {p.arg for p in parameters(function)}
    reads = []
    for name in dict.fromkeys(n.id for n in loads(node)):
        if name not in names:
            continue
        if name in given or bound_before(function, name, place):
            reads.append(name)
        elif name not in stored:
            return None
    inner = [n for n in ast.walk(node) if isinstance(n, SCOPES)]
    late = {n.id for scope in inner for n in ast.walk(scope) if isinstance(n, ast.Name)}
    return None if late & (names - stored) - set(reads) else reads


def bound_before(function: Function, name: str, place: ast.stmt) -> bool:
    """Whether each way to `place` binds the name: a statement before it, of its own block or of one around, does so."""
    return any(before_in(block, name, place) for block in blocks(function)) or bound_around(function, name, place)


def before_in(block: list[ast.stmt], name: str, place: ast.stmt) -> bool:
    """Whether a statement of the block binds the name for certain and stands before the one that holds `place`."""
    index = next((i for i, s in enumerate(block) if any(n is place for n in ast.walk(s))), -1)
    return any(binds(statement, name) for statement in block[: max(index, 0)])


def binds(statement: ast.stmt, name: str) -> bool:
    """Whether running a statement to its end binds the name."""
    if isinstance(statement, (ast.Assign, ast.AnnAssign, ast.Import, ast.ImportFrom, ast.Expr, ast.AugAssign)):
        if isinstance(statement, ast.AnnAssign) and statement.value is None:
            return False
        stored = [n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
        stored += [a.asname or a.name for a in getattr(statement, "names", [])]
        return name in stored
    if isinstance(statement, (*FUNCTIONS, ast.ClassDef)):
        return statement.name == name
    if isinstance(statement, (ast.With, ast.AsyncWith)):
        return any(isinstance(i.optional_vars, ast.Name) and i.optional_vars.id == name for i in statement.items)
    if isinstance(statement, (ast.If, ast.While)):
        # a walrus in front is always evaluated
        first = statement.test.values[0] if isinstance(statement.test, ast.BoolOp) else statement.test
        return any(isinstance(n, ast.NamedExpr) and n.target.id == name for n in ast.walk(first)) or (
            isinstance(statement, ast.If)
            and bool(statement.orelse)
            and all(ends(block) or any(binds(s, name) for s in block) for block in (statement.body, statement.orelse))
        )
    if isinstance(statement, ast.Try):
        good = any(binds(s, name) for s in [*statement.body, *statement.orelse])
        return good and all(ends(h.body) or any(binds(s, name) for s in h.body) for h in statement.handlers)
    return False


def ends(block: list[ast.stmt]) -> bool:
    """Whether nothing runs after the block."""
    last = block[-1]
    if isinstance(last, ast.If):
        return bool(last.orelse) and ends(last.body) and ends(last.orelse)
    return isinstance(last, (ast.Return, ast.Raise, ast.Continue, ast.Break))


def bound_around(function: Function, name: str, place: ast.stmt) -> bool:
    """Whether a compound statement around `place` binds the name on the way there."""
    for node in within(function):
        if not isinstance(
            node, (ast.For, ast.AsyncFor, ast.With, ast.AsyncWith, ast.ExceptHandler, ast.If, ast.match_case)
        ):
            continue
        inside = any(n is place for s in node.body for n in ast.walk(s))
        if not inside:
            continue
        head: list[ast.AST] = []
        if isinstance(node, (ast.For, ast.AsyncFor)):
            head = [node.target]
        elif isinstance(node, (ast.With, ast.AsyncWith)):
            head = [item.optional_vars for item in node.items if item.optional_vars]
        elif isinstance(node, ast.ExceptHandler):
            if node.name == name:
                return True
        elif isinstance(node, ast.match_case):
            if any(
                isinstance(n, (ast.MatchAs, ast.MatchStar)) and n.name == name for n in ast.walk(node.pattern)
            ) and not any(isinstance(n, ast.MatchOr) for n in ast.walk(node.pattern)):
                return True
        elif isinstance(node.test, (ast.NamedExpr, ast.Compare)) or (
            isinstance(node.test, ast.BoolOp) and isinstance(node.test.op, ast.And)
        ):
            head = [n.target for n in ast.walk(node.test) if isinstance(n, ast.NamedExpr)]
        if any(isinstance(n, ast.Name) and n.id == name for part in head for n in ast.walk(part)):
            return True
    return False


def define(name: str, reads: list[str], body: list[ast.stmt]) -> ast.FunctionDef:
    """`def name(reads): body`."""
    args = ast.arguments([], [ast.arg(n) for n in reads], None, [], [], None, [])
    made = ast.FunctionDef(name, args, body, [], None)
    made.type_params = []  # type: ignore[attr-defined]
    return made


def call(name: str, reads: list[str]) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), [ast.Name(n, ast.Load()) for n in reads], [])


def passed(function: Function, skip: int) -> list[ast.expr]:
    """The function's positional parameters as arguments."""
    args = function.args
    plain: list[ast.expr] = [ast.Name(p.arg, ast.Load()) for p in [*args.posonlyargs, *args.args][skip:]]
    return [*plain, *([ast.Starred(ast.Name(args.vararg.arg, ast.Load()), ast.Load())] if args.vararg else [])]


def keywords(function: Function) -> list[ast.keyword]:
    """The function's keyword parameters as arguments."""
    args = function.args
    made = [ast.keyword(p.arg, ast.Name(p.arg, ast.Load())) for p in args.kwonlyargs]
    return [*made, *([ast.keyword(None, ast.Name(args.kwarg.arg, ast.Load()))] if args.kwarg else [])]


def put(tree: ast.Module, made: list[ast.stmt]) -> None:
    """Put functions after the imports and the docstring of a module."""
    index = 0
    for number, statement in enumerate(tree.body):
        if isinstance(statement, (ast.Import, ast.ImportFrom)) or (number == 0 and isinstance(statement, ast.Expr)):
            index = number + 1
        else:
            break
    tree.body[index:index] = made
