"""Members of an Enum that stand for what the code does not know: their values are no code of the provider."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sadpath.program.remember import remembered
from sadpath.walk.program import Module

GIVERS = ("get", "getattr", "pop", "setdefault")
"""What takes a value for the case that there is none."""


def is_fallback_member(module: Module, node: ast.AST) -> bool:
    """Whether the literal is the value of a member that the module gives for what is no other member: where looking one up fails
    (`except ValueError: return Code.OTHER`), or as a default (`TABLE.get(raw, Code.OTHER)`)."""
    for statement in module.tree.body:
        if not isinstance(statement, ast.ClassDef):
            continue
        for member in statement.body:
            if isinstance(member, ast.Assign) and member.value is node and isinstance(member.targets[0], ast.Name):
                name = member.targets[0].id
                inside = remembered(statement, "fallbacks", fallbacks)
                if ("cls", name) in inside or (statement.name, name) in inside:
                    return True
                return any((statement.name, name) in remembered(s, "fallbacks", fallbacks) for s in module.tree.body)
    return False


def fallbacks(statement: ast.stmt) -> set[tuple[str, str]]:
    """(name of the class, name of the member) of the attributes that stand where something else is missing."""
    return {
        (value.value.id, value.attr)
        for inner in ast.walk(statement)
        for value in instead(inner)
        if isinstance(value, ast.Attribute) and isinstance(value.value, ast.Name)
    }


def instead(node: ast.AST) -> Iterator[ast.AST | None]:
    """The expressions that a node gives where something else is missing."""
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in GIVERS:
            yield from node.args[1:]
    elif isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or):
        yield from node.values[1:]
    elif isinstance(node, ast.IfExp):
        for one, other in ((node.body, node.orelse), (node.orelse, node.body)):
            if isinstance(other, (ast.Call, ast.Subscript)):  # `Code(raw) if raw in KNOWN else Code.OTHER`
                yield one
    elif isinstance(node, ast.ExceptHandler):
        for inner in ast.walk(node):
            if isinstance(inner, (ast.Return, ast.Assign)):
                yield inner.value
