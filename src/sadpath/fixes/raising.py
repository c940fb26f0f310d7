"""A response is told to raise for its status (SP101)."""

from __future__ import annotations

from sadpath.fixes.lines import beside
from sadpath.fixes.recipe import Recipe
from sadpath.fixes.tree import Change, Files, NoFix

CALL = "raise_for_status()"


def make(recipe: Recipe, files: Files) -> list[Change]:
    """`words` is (the response's name, "before" or "after" the statement); "behind": the statement is the request itself."""
    name, side = recipe.words
    (spot,) = recipe.spots
    tree = files.tree(spot.path)
    if side == "behind":
        if spot.digest != tree.digest:
            raise NoFix("another file")
        return [tree.change(spot.end, spot.end, f".{CALL}")]
    return [beside(tree, spot, side, f"{name}.{CALL}")]
