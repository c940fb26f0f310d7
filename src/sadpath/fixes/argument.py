"""A keyword for a call that sets a library's retries up, or for a bare decorator (SP202)."""

from __future__ import annotations

import libcst as cst

from sadpath.fixes.imports import needed
from sadpath.fixes.recipe import Recipe
from sadpath.fixes.tree import Change, Files, NoFix, Tree


def make(recipe: Recipe, files: Files) -> list[Change]:
    """`words` is (keyword, value, dotted name that the value uses as `{needs}`, or nothing)."""
    keyword, value, needs = recipe.words
    (spot,) = recipe.spots
    tree = files.tree(spot.path)
    node = tree.find(spot, cst.Call, cst.Name, cst.Attribute)
    changes: list[Change] = []
    if needs:
        module, _, name = needs.rpartition(".")
        spelt, changes = needed(tree, module, name)
        value = value.replace("{needs}", spelt)
    return [*changes, given(tree, node, keyword, value)]


def given(tree: Tree, node: cst.CSTNode, keyword: str, value: str) -> Change:
    """`keyword=value` as the last argument, or in place of the value that the keyword has."""
    if not isinstance(node, cst.Call):
        end = tree.span(node)[1]
        return tree.change(end, end, f"({keyword}={value})")
    for arg in node.args:
        if arg.keyword is not None and arg.keyword.value == keyword:
            return tree.change(*tree.outer(arg.value), value)
    if not node.args:
        end = tree.text.rindex(")", 0, tree.span(node)[1])
        return tree.change(end, end, f"{keyword}={value}")
    last = node.args[-1]
    start, end = tree.span(last)[0], tree.outer(last.value)[1]
    line = tree.text.rfind("\n", 0, start) + 1
    if tree.text[line:start].strip():
        return tree.change(end, end, f", {keyword}={value}")
    if "#" in tree.text[end : tree.text.find("\n", end)]:
        # behind a comment, on a line of its own
        comma = "" if isinstance(last.comma, cst.Comma) else ","
        if comma:
            raise NoFix("a comment where the comma belongs")
        after = tree.text.find("\n", end) + 1
        return tree.change(after, after, f"{tree.text[line:start]}{keyword}={value},\n")
    return tree.change(end, end, f",\n{tree.text[line:start]}{keyword}={value}")
