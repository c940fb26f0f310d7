"""Where a response that nobody asks for its status could be told to raise."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from sadpath.checks.libraries import facts, imported
from sadpath.fixes.recipe import Recipe, recipe
from sadpath.walk.outcomes import LaneFacts, WalkFacts


def raising(walk: WalkFacts, lanes: Sequence[LaneFacts]) -> tuple[Recipe, ...]:
    """The recipe for a `raise_for_status()` right behind the request; none where the code tells any errors apart."""
    place = walk.walked.place
    if place is None or not place.module.project or len(lanes) != len(walk.lanes):
        return ()
    roots = {name.split(".")[0] for name in imported(place.module).values()}
    if roots.isdisjoint(facts().responses):
        return ()
    for node in ast.walk(place.module.tree):
        # what a coroutine awaits is sent from its statement
        if isinstance(node, (ast.Assign, ast.Expr)) and place.node in (node, sent(node.value)):
            target = node.targets[0] if isinstance(node, ast.Assign) and len(node.targets) == 1 else None
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                return recipe("raising", TITLE, [(place.module, node)], "", "behind")
            if isinstance(target, ast.Name):
                return recipe("raising", TITLE, [(place.module, node)], target.id, "after")
        if isinstance(node, (ast.With, ast.AsyncWith)) and len(node.items) == 1:
            item = node.items[0]
            if place.node in (node, sent(item.context_expr)) and isinstance(item.optional_vars, ast.Name):
                return recipe("raising", TITLE, [(place.module, node.body[0])], item.optional_vars.id, "before")
    return ()


TITLE = "Call raise_for_status() on the response"


def sent(node: ast.expr) -> ast.expr:
    """An expression without its `await`."""
    return node.value if isinstance(node, ast.Await) else node
