"""A key of an error body that does not exist becomes the documented one (SP404)."""

from __future__ import annotations

import libcst as cst

from sadpath.fixes.literal import PLAIN, respelt
from sadpath.fixes.recipe import Recipe
from sadpath.fixes.tree import Change, Files, NoFix, string_value

READERS = frozenset({"get", "pop", "setdefault", "__getitem__"})


def make(recipe: Recipe, files: Files) -> list[Change]:
    """`words` is (the key that is read, the documented key); the spot is the subscript, the call or the key itself."""
    old, new = recipe.words
    (spot,) = recipe.spots
    tree = files.tree(spot.path)
    node = tree.find(spot, cst.Subscript, cst.Call, cst.SimpleString)
    key = key_of(node)
    if key is None or string_value(key) != old or not PLAIN.fullmatch(new):
        raise NoFix("the key does not stand here")
    return [tree.change(*tree.span(key), respelt(key, old, new))]


def key_of(node: cst.CSTNode) -> cst.SimpleString | None:
    """The literal key of `body["key"]`, `body.get("key")` or of a mapping pattern; None where it is no literal."""
    key: cst.CSTNode = node
    if isinstance(node, cst.Subscript):
        index = node.slice[0].slice if len(node.slice) == 1 else None
        key = index.value if isinstance(index, cst.Index) else node
    elif isinstance(node, cst.Call):
        if not node.args or not isinstance(node.func, cst.Attribute) or node.func.attr.value not in READERS:
            return None
        key = node.args[0].value
    return key if isinstance(key, cst.SimpleString) else None
