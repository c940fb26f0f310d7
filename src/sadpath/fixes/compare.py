"""A comparison with a message or a raw text becomes one with the code (SP301, SP302)."""

from __future__ import annotations

import libcst as cst

from sadpath.fixes.literal import PLAIN
from sadpath.fixes.recipe import Recipe
from sadpath.fixes.tree import Change, Files, NoFix, walk


def make(recipe: Recipe, files: Files) -> list[Change]:
    """`words` is (the expression for the code, `==` or `!=`, the codes); several codes become `in (...)`."""
    subject, operator, *codes = recipe.words
    (spot,) = recipe.spots
    tree = files.tree(spot.path)
    node = tree.find(spot, cst.Comparison)
    literal = next((part for part in walk(node) if isinstance(part, cst.SimpleString)), None)
    if literal is None or not all(PLAIN.fullmatch(code) for code in codes):
        raise NoFix("no literal")
    quote = literal.quote[0]
    if "'" not in subject:
        subject = subject.replace('"', quote)
    spelt = [f"{quote}{code}{quote}" for code in codes]
    if len(spelt) == 1:
        return [tree.change(*tree.span(node), f"{subject} {operator} {spelt[0]}")]
    held = "in" if operator == "==" else "not in"
    return [tree.change(*tree.span(node), f"{subject} {held} ({', '.join(spelt)})")]
