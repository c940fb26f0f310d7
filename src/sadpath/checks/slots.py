"""Where what is compared with a literal is read from: attributes, keys, names and functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sadpath.checks.looks import Listed

STEPS = 2
"""How many assignments are followed back."""
PARSERS = frozenset({"json", "loads", "load", "decode"})
"""What makes a document out of an answer: its keys are the provider's."""


def slots_of(listed: Listed) -> set[str]:
    """The slots (see `own_places.Word`) that stand against a literal, wherever it is compared."""
    found: set[str] = set()
    for event in listed.places:
        scope = around(event.module.tree, event.node)
        for expression in asked(scope, event.node, listed.node):
            found |= read_from(scope, expression, STEPS)
    found |= {slot[1:] + "=" for slot in found if slot[0] == "."} | {
        slot[1:-1] + "=" for slot in found if slot[0] == "["
    }
    return found


def around(tree: ast.Module, node: ast.AST) -> ast.AST:
    """The innermost function that a node stands in, else the module."""
    found: ast.AST = tree
    for outer in ast.walk(tree):  # from the outside to the inside
        if isinstance(outer, (ast.FunctionDef, ast.AsyncFunctionDef)) and any(n is node for n in ast.walk(outer)):
            found = outer
    return found


def asked(scope: ast.AST, node: ast.AST, literal: ast.AST) -> Iterator[ast.AST]:
    """The expressions that a comparison, a lookup or a pattern asks about."""
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        yield from (side for side in sides if not any(n is literal for n in ast.walk(side)))
    elif isinstance(node, ast.Subscript):
        yield node.slice
    elif isinstance(node, ast.Call):
        yield from node.args
    elif isinstance(node, ast.pattern):
        for match in ast.walk(scope):
            for case in match.cases if isinstance(match, ast.Match) else ():
                if isinstance(match, ast.Match) and any(n is node for n in ast.walk(case.pattern)):
                    yield match.subject
                    yield case.pattern
    else:
        yield node


def read_from(scope: ast.AST, expression: ast.AST, steps: int) -> set[str]:
    """What an expression reads, and what the names in it were assigned from."""
    found: set[str] = set()
    for node in ast.walk(expression):
        if isinstance(node, ast.Attribute):
            found.add("." + node.attr)
        elif isinstance(node, ast.MatchClass):
            found |= {"." + name for name in node.kwd_attrs}
        elif isinstance(node, ast.Name):
            found.add(node.id)
            for value in assigned_to(scope, node.id) if steps else ():
                found |= read_from(scope, value, steps - 1)
        elif isinstance(node, ast.Call):
            name = called(node)
            found.add(name + "()")
            if name in ("get", "pop") and node.args and isinstance(node.func, ast.Attribute):
                found |= key(scope, node.func.value, node.args[0])
        elif isinstance(node, ast.Subscript):
            found |= key(scope, node.value, node.slice)
    return found


def key(scope: ast.AST, base: ast.AST, asked_for: ast.AST) -> set[str]:
    """The slot of a key, unless it is one of an answer's document."""
    sources = [base, *(assigned_to(scope, base.id) if isinstance(base, ast.Name) else ())]
    parsed = any(isinstance(n, ast.Call) and called(n) in PARSERS for source in sources for n in ast.walk(source))
    return {f"[{asked_for.value!s}]"} if isinstance(asked_for, ast.Constant) and not parsed else set()


def called(node: ast.Call) -> str:
    """The name of what is called."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def assigned_to(scope: ast.AST, name: str) -> Iterator[ast.AST]:
    """What a name is assigned from in a scope, loops included."""
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            targets, value = node.targets, node.value
        elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)) and node.value is not None:
            targets, value = [node.target], node.value
        elif isinstance(node, (ast.For, ast.comprehension)):
            targets, value = [node.target], node.iter
        else:
            continue
        if any(isinstance(n, ast.Name) and n.id == name for target in targets for n in ast.walk(target)):
            yield value
