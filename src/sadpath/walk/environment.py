"""What code asks of its environment variables, and what the answer is where a variable is not set.

Where the code gives a default (`get(name, default)`), that is what is known of a variable. One that asks whether the variable is there
(`is None`, `not value`, `name in os.environ`, `except KeyError`) gives its default in another way. Nobody knows whether it is set, so
both ways are walked, and what is told of an answer is told of the ways in which no more variables are set than need be.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sadpath.walk.machine import Machine

KEY_ERRORS = frozenset({"KeyError", "LookupError"})
FOLDS = frozenset({"lower", "upper", "casefold", "strip"})
LEAVES = frozenset({"exit", "_exit", "abort"})
PLAIN = frozenset(
    {name for name in dir(str) if not name.startswith("_")}
    | {
        "setattr",
        "bool",
        "float",
        "int",
        "len",
        "print",
        "str",
        "add",
        "append",
        "get",
        "getenv",
        "setdefault",
        "update",
    }
    | {"critical", "debug", "error", "info", "log", "warn", "warning"}
)
"""What is called where a setting is bound to a variable's value, if anything is."""


def variable_of(m: Machine, uid: Any) -> tuple[Any, bool] | None:
    """(the variable, what is answered where it is not set) of an unknown condition; None for one that asks something else."""
    symbol = m.by_uid.get(uid) if isinstance(uid, int) else None
    if symbol is None:
        return None
    key = symbol.key
    if key[0] == "environment":
        return None if symbol.kind else (key[1], False)
    if key[0] != "compare" or len(key) != 4:
        return None
    _, how, left, right = key
    if how == "In" and right == "environ":
        return left, False
    for value, other in ((left, right), (right, left)):
        asked = name_of(m, value)
        if asked is None:
            continue
        if how == "Is":
            return asked, other is None
        if how == "Eq" and not isinstance(other, tuple):
            return asked, other in (None, "")
        if how == "In" and value is left and is_told_container(other):
            return asked, None in other or "" in other
    return None


def name_of(m: Machine, part: Any) -> Any:
    """The variable whose value a part of a symbol's key is, in other letters perhaps; None for anything else.

    None too where the variable has to be set (`os.environ[name]`).
    """
    symbol = m.symbol(part)
    if symbol is None:
        return None
    if symbol.key[0] == "environment" and not symbol.kind:
        return symbol.key[1]
    return name_of(m, symbol.key[2]) if symbol.key[0] == "method" and symbol.key[1] in FOLDS else None


def is_told_container(part: Any) -> bool:
    """Whether a part of a symbol's key is a collection all of whose elements are constants."""
    return isinstance(part, tuple) and not any(isinstance(item, tuple) for item in part)


def variables_set(m: Machine) -> frozenset[Any]:
    """The variables that the run has taken to be set."""
    found = set()
    for key, told in m.run.assumed.items():
        asked = variable_of(m, key)
        if asked is not None and told is not asked[1]:
            found.add(asked[0])
    return frozenset(found)


def while_not_set(m: Machine, uid: int) -> bool | None:
    """While modules load: what an `if` is answered that asks for a variable, where that is not set and the statement binds settings and
    does nothing else (`if override: BASE = override`); None for any other condition.
    """
    frame = m.frames[-1] if m.frames else None
    if frame is None or not isinstance(frame.statement, ast.If) or not frame.module.project:
        return None
    asked = variable_of(m, uid)
    return asked[1] if asked is not None and only_binds([*frame.statement.body, *frame.statement.orelse]) else None


def only_binds(statements: list[ast.stmt]) -> bool:
    """Whether statements do no more than bind names, attributes and items, and say so."""
    return all(
        isinstance(statement, (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr, ast.Pass))
        and all(name_called(node) in PLAIN for node in ast.walk(statement) if isinstance(node, ast.Call))
        for statement in statements
    )


def name_called(node: ast.Call) -> str:
    """The last name of what is called."""
    return str(getattr(node.func, "attr", None) or getattr(node.func, "id", ""))


def may_be_missing(m: Machine) -> bool:
    """Whether the statement that runs asks for a variable with `[...]` where a handler waits for the KeyError.

    While modules load, it is no question where the handler gives up: then the program needs the variable.
    """
    frame = m.frames[-1] if m.frames else None
    if frame is None or frame.module.module is None or not frame.module.project or frame.statement is None:
        return False
    known: dict[ast.AST, ast.ExceptHandler | None] = m.caches.setdefault("handlers of missing variables", {})
    if frame.statement not in known:
        root = frame.function.node if frame.function is not None else frame.module.module.tree
        known[frame.statement] = next(handlers_around(root, frame.statement), None)
    handler = known[frame.statement]
    return handler is not None and not (m.loading and gives_up(handler))


def handlers_around(root: ast.AST, statement: ast.AST) -> Iterator[ast.ExceptHandler]:
    """The handlers for a KeyError of the `try` statements in whose bodies a statement stands."""
    for node in ast.walk(root):
        if isinstance(node, ast.Try) and any(inner is statement for part in node.body for inner in ast.walk(part)):
            yield from (handler for handler in node.handlers if catches_key_error(handler))


def catches_key_error(handler: ast.ExceptHandler) -> bool:
    """Whether a handler names KeyError; one for all exceptions is there for something else."""
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(isinstance(kind, ast.Name) and kind.id in KEY_ERRORS for kind in kinds)


def gives_up(handler: ast.ExceptHandler) -> bool:
    """Whether a handler raises, or ends the program."""
    return any(
        isinstance(node, ast.Raise) or (isinstance(node, ast.Call) and name_called(node) in LEAVES)
        for node in ast.walk(handler)
    )
