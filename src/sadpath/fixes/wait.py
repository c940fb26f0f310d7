"""A wait at the end of each iteration of a loop that tries again (SP202)."""

from __future__ import annotations

from sadpath.fixes.imports import needed
from sadpath.fixes.recipe import Recipe
from sadpath.fixes.tree import Change, Files, NoFix


def make(recipe: Recipe, files: Files) -> list[Change]:
    """The spots are statements; `words` is (module that waits, seconds, then "before" or "after" for each spot)."""
    module, seconds, *where = recipe.words
    tree = files.tree(recipe.spots[0].path)
    call, changes = needed(tree, module, "sleep")
    wait = f"{call}({seconds})" if module == "time" else f"await {call}({seconds})"
    for spot, side in zip(recipe.spots, where, strict=True):
        if spot.digest != tree.digest or spot.path != tree.source.path:
            raise NoFix("another file")
        start = tree.text.rfind("\n", 0, spot.start) + 1
        indent = tree.text[start : spot.start]
        if side == "before":
            if indent.strip():
                raise NoFix("the statement has no line of its own")
            changes.append(tree.change(start, start, f"{indent}{wait}\n"))
            continue
        if indent.strip():
            raise NoFix("the statement has no line of its own")
        end = tree.text.find("\n", spot.end)
        rest = tree.text[spot.end : end if end >= 0 else len(tree.text)].strip()
        if rest and not rest.startswith("#"):
            raise NoFix("something stands behind the statement")
        if end < 0:
            changes.append(tree.change(len(tree.text), len(tree.text), f"\n{indent}{wait}"))
        else:
            changes.append(tree.change(end + 1, end + 1, f"{indent}{wait}\n"))
    return changes
