"""A code that stands literally in the source becomes another one (SP401)."""

from __future__ import annotations

import re

import libcst as cst

from sadpath.fixes.recipe import Recipe
from sadpath.fixes.tree import Change, Files, NoFix, Tree, string_value, walk

PLAIN = re.compile(r"[\w.\- ]+")


def make(recipe: Recipe, files: Files) -> list[Change]:
    """`words` is (what stands there, what is to stand there). A list that has the right code already loses the wrong one."""
    old, new = recipe.words
    (spot,) = recipe.spots
    tree = files.tree(spot.path)
    node = tree.find(spot, cst.SimpleString, cst.ConcatenatedString)
    if not PLAIN.fullmatch(new):
        raise NoFix("a code that would have to be escaped")
    if has_already(tree, node, new):
        raise NoFix("the right code is there already")
    return [tree.change(*tree.span(node), respelt(node, old, new))]


def respelt(node: cst.BaseString, old: str, new: str) -> str:
    """The literal with another value, in the quotes and with the prefix that it has."""
    value = string_value(node)
    if value == old:
        first: cst.BaseExpression = node
        while isinstance(first, cst.ConcatenatedString):
            first = first.left
        if not isinstance(first, cst.SimpleString):
            raise NoFix("a formatted string")
        return f"{first.prefix}{first.quote}{new}{first.quote}"
    # one word among others, as in `"A B C".split()`
    if not isinstance(node, cst.SimpleString) or value is None or value != node.raw_value:
        raise NoFix("another literal")
    word = re.compile(rf"(?<![\w.\-]){re.escape(old)}(?![\w.\-])")
    if len(word.findall(value)) != 1:
        raise NoFix("another literal")
    return f"{node.prefix}{node.quote}{word.sub(new, value)}{node.quote}"


def has_already(tree: Tree, node: cst.CSTNode, new: str) -> bool:
    """Whether the collection, the chain of branches or the `match` around a literal holds the other code already."""
    for outer in tree.around(node):
        if isinstance(outer, (cst.Tuple, cst.List, cst.Set, cst.Dict)):
            return any(string_value(inner) == new for inner in walk(outer))
        if isinstance(outer, (cst.If, cst.Match)):
            inside: list[cst.CSTNode] = []
            if isinstance(outer, cst.Match):
                inside = [part for case in outer.cases for part in (case.pattern, case.guard) if part is not None]
            else:
                branch: cst.CSTNode | None = outer
                while isinstance(branch, cst.If):
                    inside.append(branch.test)
                    branch = branch.orelse
            if any(string_value(inner) == new for part in inside for inner in walk(part)):
                return True
        if isinstance(outer, (cst.FunctionDef, cst.ClassDef)):
            return False
    return False
