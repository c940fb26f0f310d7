"""Which pieces of a module's code hold evidence of a catalogued API."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass

from sadpath.program.remember import remembered
from sadpath.source.imports import Import
from sadpath.source.sift import Own
from sadpath.source.syntax import nodes_in


@dataclass(frozen=True)
class Signs:
    """What is evidence in one module. `root`: the import root, on which hangs what is the project's own."""

    holds: Callable[[bytes], bool]
    sdk: Callable[[ast.Import | ast.ImportFrom], bool]
    root: str


def evident_part(part: ast.AST, signs: Signs | None) -> bool:
    """Whether a piece of a statement holds evidence."""
    return signs is not None and remembered(part, f"evident in {signs.root}", is_evident, signs)


def is_evident(part: ast.AST, signs: Signs) -> bool:
    """Whether something in a part of a statement is evidence."""
    found = [node for node in nodes_in(part) if isinstance(node, MAY_BE_EVIDENCE)]
    alone = {id(node.value) for node in found if isinstance(node, ast.Expr)}  # docstrings, and other strings for nobody
    texts = [
        as_bytes(n.value) for n in found if isinstance(n, ast.Constant) and id(n) not in alone and is_text(n.value)
    ]
    # nearly all hold none, together as well
    if texts and signs.holds(b"\n".join(texts)) and any(map(signs.holds, texts)):
        return True
    return any(signs.sdk(node) for node in found if isinstance(node, (ast.Import, ast.ImportFrom)))


MAY_BE_EVIDENCE = (ast.Constant, ast.Import, ast.ImportFrom, ast.Expr)


def is_text(value: object) -> bool:
    """Whether a constant is long enough a text to be evidence."""
    return isinstance(value, (str, bytes)) and len(value) > 3


def as_bytes(value: object) -> bytes:
    """A text as it stands in a file."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


def imports_sdk(node: ast.Import | ast.ImportFrom, sdk: frozenset[str], own: Own) -> bool:
    """Whether an import is one of an SDK."""
    names = tuple(alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        wanted = [Import(node.level, node.module or "", names)]
    else:
        wanted = [Import(0, name, ()) for name in names]
    return any(i.module.partition(".")[0] in sdk and not own(i) for i in wanted)
