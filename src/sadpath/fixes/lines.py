"""A line of its own before or behind a statement."""

from __future__ import annotations

from sadpath.fixes.recipe import Spot
from sadpath.fixes.tree import Change, NoFix, Tree


def beside(tree: Tree, spot: Spot, side: str, line: str) -> Change:
    """`line` right "before" or "after" the statement at a spot, as far in. Raises NoFix where it shares its lines."""
    if spot.digest != tree.digest or spot.path != tree.source.path:
        raise NoFix("another file")
    start = tree.text.rfind("\n", 0, spot.start) + 1
    indent = tree.text[start : spot.start]
    if indent.strip():
        raise NoFix("the statement has no line of its own")
    if side == "before":
        return tree.change(start, start, f"{indent}{line}\n")
    end = tree.text.find("\n", spot.end)
    rest = tree.text[spot.end : end if end >= 0 else len(tree.text)].strip()
    if rest and not rest.startswith("#"):
        raise NoFix("something stands behind the statement")
    if end < 0:
        return tree.change(len(tree.text), len(tree.text), f"\n{indent}{line}")
    return tree.change(end + 1, end + 1, f"{indent}{line}\n")
