"""A wait at the end of each iteration of a loop that tries again (SP202)."""

from __future__ import annotations

from sadpath.fixes.imports import needed
from sadpath.fixes.lines import beside
from sadpath.fixes.recipe import Recipe
from sadpath.fixes.tree import Change, Files


def make(recipe: Recipe, files: Files) -> list[Change]:
    """The spots are statements; `words` is (module that waits, seconds, then "before" or "after" for each spot)."""
    module, seconds, *where = recipe.words
    tree = files.tree(recipe.spots[0].path)
    call, changes = needed(tree, module, "sleep")
    wait = f"{call}({seconds})" if module == "time" else f"await {call}({seconds})"
    return changes + [beside(tree, spot, side, wait) for spot, side in zip(recipe.spots, where, strict=True)]
