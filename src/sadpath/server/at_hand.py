"""What a place in a document has to do with: the walks that come through it, and the piece of syntax that stands there."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from sadpath.server.view import View

if TYPE_CHECKING:
    from sadpath.catalogue import Provider
    from sadpath.walk.outcomes import WalkFacts

Definition = ast.FunctionDef | ast.AsyncFunctionDef


def walks_through(view: View) -> list[tuple[WalkFacts, frozenset[int]]]:
    """The walks that come through the file, with the lines (from 1) that they run there."""
    memory: Any = view.project.memory
    key = ("through", view.path)
    if key not in memory:
        found = []
        for walk in view.project.walks:
            steps = {step for leaf in walk.walked.leaves for step in leaf.path}
            nodes = [walk.walked.places[step] for step in steps]
            lines = {getattr(n, "lineno", 0) for module, n in nodes if str(module.file) == view.path}
            place = walk.walked.place
            if place is not None and str(place.module.file) == view.path:
                lines.add(getattr(place.node, "lineno", 0))
            if lines:
                found.append((walk, frozenset(lines)))
        memory[key] = found
    result: list[tuple[WalkFacts, frozenset[int]]] = memory[key]
    return result


def walks_at(view: View, line: int) -> list[WalkFacts]:
    """The walks through the innermost function around a line; those through the file where none comes through the function."""
    through = walks_through(view)
    module = view.module()
    for function in reversed(list(around(module.tree, line))) if module is not None else []:
        inside = [walk for walk, lines in through if any(first(function) <= at <= last(function) for at in lines)]
        if inside:
            return inside
    return [walk for walk, _ in through]


def around(tree: ast.AST, line: int) -> Iterator[Definition]:
    """The functions around a line, the outermost first."""
    for node in getattr(tree, "body", []):
        if isinstance(node, ast.stmt) and first(node) <= line <= last(node):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield node
            yield from around(node, line)
            for name in ("orelse", "finalbody", "handlers"):
                for part in getattr(node, name, []):
                    if first(part) <= line <= last(part):
                        if isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef)):
                            yield part
                        yield from around(part, line)


def first(node: ast.AST) -> int:
    """The first line of a statement, its decorators included."""
    lines: list[int] = [getattr(node, "lineno", 0), *(d.lineno for d in getattr(node, "decorator_list", ()))]
    return min(lines)


def last(node: ast.AST) -> int:
    """The last line of a node."""
    end: int | None = getattr(node, "end_lineno", None)
    return end or first(node)


def chain_at(view: View, line: int, column: int) -> list[ast.AST]:
    """The nodes around a place (from 1, code points), the outermost first; empty where the file is unknown or has changed since."""
    module = view.module()
    if module is None or line > len(view.lines):
        return []
    if module.text.split("\n")[line - 1 : line] != view.lines[line - 1 : line]:
        return []
    offset = len(view.lines[line - 1][: column - 1].encode("utf-8", "surrogatepass"))
    chain: list[ast.AST] = [module.tree]
    while True:
        inner = next((n for n in ast.iter_child_nodes(chain[-1]) if covers(n, line, offset)), None)
        if inner is None:
            return chain[1:]
        chain.append(inner)


def covers(node: ast.AST, line: int, offset: int) -> bool:
    """Whether a node stands around a place; `offset` is in bytes, as `ast` counts. Nodes without a place are looked into."""
    if not hasattr(node, "lineno"):
        return any(covers(inner, line, offset) for inner in ast.iter_child_nodes(node))
    start = (first(node), node.col_offset if first(node) == node.lineno else 0)  # type: ignore[attr-defined]
    end = (last(node), getattr(node, "end_col_offset", None) or 0)
    return start <= (line, offset) <= end


def providers_of(walks: Iterable[WalkFacts]) -> list[Provider]:
    """The providers of some walks, each once."""
    return list({walk.walked.bound.provider.id: walk.walked.bound.provider for walk in walks}.values())


def told_codes(walks: Iterable[WalkFacts]) -> frozenset[str]:
    """The codes that the code tells apart from others already."""
    return frozenset(
        lane.answer.wire for walk in walks for lane in walk.lanes if lane.specific and lane.answer.error is not None
    )
