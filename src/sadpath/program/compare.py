"""What statements before and after an edit have in common: their text, their layout, their name, all but their body."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Any

from sadpath.source.partial import first_line, last_line
from sadpath.source.syntax import nodes_in
from sadpath.walk.stand_ins import attributes_set_on_self, is_stub

Function = ast.FunctionDef | ast.AsyncFunctionDef


def key(statement: ast.stmt, lines: Sequence[str]) -> Any:
    """Equal for statements with the same text."""
    text = tuple(lines[first_line(statement) - 1 : last_line(statement)])
    return statement.col_offset, statement.end_col_offset, text


def name(statement: ast.stmt) -> Any:
    """Equal for statements that may be the same one before and after an edit."""
    return type(statement), getattr(statement, "name", None)


def is_text(statement: ast.stmt) -> bool:
    """A docstring, or another text that stands alone: no walk can tell what it says."""
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def dumps(body: list[ast.stmt]) -> list[str]:
    """Statements to be compared."""
    return list(map(ast.dump, body))


def class_header(node: ast.ClassDef) -> str:
    """Everything of a class but its body."""
    return node.name + "".join(map(ast.dump, class_parts(node)))


def class_parts(node: ast.ClassDef) -> list[ast.AST]:
    """The syntax of a class without its body."""
    return [*node.bases, *node.keywords, *node.decorator_list, *getattr(node, "type_params", [])]


def function_header(node: Function) -> str:
    """Everything of a function but its body."""
    return node.name + "".join(map(ast.dump, function_parts(node)))


def function_parts(node: Function) -> list[ast.AST]:
    """The syntax of a function without its body."""
    returns = [node.returns] if node.returns else []
    return [node.args, *node.decorator_list, *returns, *getattr(node, "type_params", [])]


def plainly_bound(statement: ast.stmt) -> set[str]:
    """The names to which a statement gives a value that is written out there, as in `LIMIT = 5`; none where it does anything else."""
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    value = statement.value if isinstance(statement, (ast.Assign, ast.AnnAssign)) else None
    names = {target.id for target in targets if isinstance(target, ast.Name)}
    if value is None or len(names) != len(targets) or any(one.startswith("__") for one in names):
        return set()
    return names if all(isinstance(node, WRITTEN_OUT) for node in nodes_in(value)) else set()


WRITTEN_OUT = (ast.Constant, ast.Tuple, ast.List, ast.Set, ast.Dict, ast.UnaryOp)


NOTHING: tuple[bool, set[str]] = (False, set())


def makes_objects(method: Function) -> tuple[bool, set[str]]:
    """What of a method's body the walk reads without calling it, where it makes an object of its class."""
    return is_stub(method), attributes_set_on_self(method)


class Alike:
    """Statements by something that they can have in common; each is given away once, the first ones first. `taken`: their ids."""

    def __init__(self, statements: list[tuple[Any, ast.stmt]]) -> None:
        self.known: dict[Any, list[ast.stmt]] = {}
        for common, statement in reversed(statements):
            self.known.setdefault(common, []).append(statement)
        self.taken: set[int] = set()

    def peek(self, common: Any) -> ast.stmt | None:
        """The next one, which stays."""
        left = self.known.get(common)
        return left[-1] if left else None

    def take(self, common: Any) -> ast.stmt | None:
        """The next one."""
        left = self.known.get(common)
        if not left:
            return None
        self.taken.add(id(left[-1]))
        return left.pop()
