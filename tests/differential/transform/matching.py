"""`if` ladders over one subject become `match`."""

from __future__ import annotations

import ast

from generate import Program

from .code import Code

HOLDS_ANYTHING = frozenset({"object", "type", "Any"})


def if_to_match(program: Program) -> Program | None:
    """Turn each `if x == ...: elif x == ...: else:` into `match x`, where all tests are about one plain subject."""
    code = Code(program)

    class Turn(ast.NodeTransformer):
        def visit_If(self, node: ast.If) -> ast.AST:
            made = turned(node)
            if made is None:
                self.generic_visit(node)
                return node
            code.changes += 1
            self.generic_visit(made)
            return made

    for tree in code.trees.values():
        for statement in tree.body:
            if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                Turn().visit(statement)
    return code.done()


def turned(node: ast.If) -> ast.Match | None:
    """The `match` that does what an `if` does; None where there is none."""
    subject: str | None = None
    cases: list[ast.match_case] = []
    last: list[ast.stmt] = [node]
    while len(last) == 1 and isinstance(last[0], ast.If):
        branch = last[0]
        read = pattern(branch.test, subject)
        if read is None:
            break
        name, shape, guard = read
        subject = subject or name
        cases.append(ast.match_case(shape, guard, branch.body))
        last = branch.orelse
    if subject is None:
        return None
    if last:
        cases.append(ast.match_case(ast.MatchAs(), None, last))
    return ast.copy_location(ast.Match(ast.parse(subject, mode="eval").body, cases), node)


def pattern(test: ast.expr, subject: str | None) -> tuple[str, ast.pattern, ast.expr | None] | None:
    """The subject, the pattern and the guard that say what a test says; None where there are none, or of another subject."""
    guard: ast.expr | None = None
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        rest = test.values[1:]
        guard = rest[0] if len(rest) == 1 else ast.BoolOp(ast.And(), rest)
        test = test.values[0]
    about: ast.expr | None = None
    shape: ast.pattern | None = None
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        about, other = test.left, test.comparators[0]
        if isinstance(test.ops[0], ast.Eq):
            shape = literal(other)
            if shape is None and literal(about) is not None:
                about, shape = other, literal(about)
        elif isinstance(test.ops[0], ast.In) and isinstance(other, (ast.Tuple, ast.List, ast.Set)):
            options = [literal(item) for item in other.elts]
            found = [option for option in options if option is not None]
            if found and len(found) == len(options):
                shape = found[0] if len(found) == 1 else ast.MatchOr(found)
        elif isinstance(test.ops[0], ast.Is) and isinstance(other, ast.Constant) and other.value is None:
            shape = ast.MatchSingleton(None)
    elif (
        isinstance(test, ast.Call)
        and isinstance(test.func, ast.Name)
        and test.func.id == "isinstance"
        and len(test.args) == 2
    ):
        about = test.args[0]
        kinds = test.args[1].elts if isinstance(test.args[1], ast.Tuple) else [test.args[1]]
        if all(isinstance(k, (ast.Name, ast.Attribute)) and ast.unparse(k) not in HOLDS_ANYTHING for k in kinds):
            made: list[ast.pattern] = [ast.MatchClass(k, [], [], []) for k in kinds]
            shape = made[0] if len(made) == 1 else ast.MatchOr(made)
    if about is None or shape is None or not plain(about):
        return None
    name = ast.unparse(about)
    return (name, shape, guard) if subject in (None, name) else None


def plain(node: ast.expr) -> bool:
    """Whether evaluating a subject once, and not for each test, makes no difference: names and their attributes."""
    return isinstance(node, ast.Name) or (isinstance(node, ast.Attribute) and plain(node.value))


def literal(node: ast.expr) -> ast.pattern | None:
    """The pattern of a text, a number or a dotted name."""
    if isinstance(node, ast.Constant) and type(node.value) in (str, int, bytes):
        return ast.MatchValue(node)
    if isinstance(node, ast.Attribute) and plain(node):
        return ast.MatchValue(node)
    return None
