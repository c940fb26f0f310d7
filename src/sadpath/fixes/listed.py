"""Entries leave a list, tuple or set: commas, comments and the layout of the others stay right (SP201)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

import libcst as cst

from sadpath.fixes.recipe import Recipe
from sadpath.fixes.tree import Change, Files, NoFix, Tree

Collection = cst.Tuple | cst.List | cst.Set
GAP = re.compile(r"(?:\s|\\\n|#[^\n]*(?:\n|$))*")


def make(recipe: Recipe, files: Files) -> list[Change]:
    """The spots are the entries that go; they may stand in several lists and files."""
    leaving: dict[int, tuple[Tree, Collection, set[int]]] = {}
    for spot in recipe.spots:
        tree = files.tree(spot.path)
        node = tree.find(spot, cst.BaseExpression)  # type: ignore[type-abstract]
        element, outer = next_two(tree, node)
        numbers = leaving.setdefault(id(outer), (tree, outer, set()))[2]
        numbers.add(next(n for n, one in enumerate(outer.elements) if one is element))
    return [change for tree, outer, numbers in leaving.values() for change in removal(tree, outer, sorted(numbers))]


def next_two(tree: Tree, node: cst.CSTNode) -> tuple[cst.Element, Collection]:
    """The element that a node is, and the collection that it stands in. Raises NoFix for anything else."""
    around = tree.around(node)
    element, outer = next(around), next(around)
    if not isinstance(element, cst.Element) or not isinstance(outer, (cst.Tuple, cst.List, cst.Set)):
        raise NoFix("no entry of a list")
    return element, outer


def removal(tree: Tree, outer: Collection, numbers: Sequence[int]) -> list[Change]:
    """What takes these elements (by number) out of a collection. Raises NoFix where nothing would be left."""
    entries = [Entry(tree, element) for element in outer.elements]
    if len(numbers) == len(entries):
        raise NoFix("nothing would be left")
    changes: list[Change] = []
    left = len(entries) - len(numbers)
    for run in runs(numbers):
        first, last = entries[run[0]], entries[run[-1]]
        before = entries[run[0] - 1] if run[0] else None
        after = entries[run[-1] + 1] if run[-1] + 1 < len(entries) else None
        if all(entries[number].alone for number in run):
            changes += [tree.change(*lines, "") for lines in joined(entries[number].lines for number in run)]
        elif after is not None and "\n" not in tree.text[last.end : after.start]:
            changes.append(tree.change(first.start, after.start, ""))
        elif after is not None:
            start = (
                before.comma
                if before is not None and "\n" not in tree.text[before.comma : first.start]
                else first.start
            )
            changes.append(tree.change(start, last.comma, ""))
        else:
            assert before is not None
            if "#" in tree.text[before.end : first.start]:
                changes.append(tree.change(first.start, last.comma, ""))
                continue
            lonely = left == 1 and isinstance(outer, cst.Tuple) and last.comma == last.end
            changes.append(tree.change(before.end, last.end, "," if lonely else ""))
    kept = entries[-1]
    if left == 1 and isinstance(outer, cst.Tuple) and len(entries) - 1 not in numbers and kept.comma == kept.end:
        # the comma is what makes it a tuple
        changes.append(tree.change(kept.end, kept.end, ","))
    return changes


def runs(numbers: Sequence[int]) -> list[list[int]]:
    """Neighbouring numbers together."""
    return [[n for _, n in group] for _, group in groupby(enumerate(numbers), key=lambda item: item[1] - item[0])]


def joined(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges that touch, as one."""
    found: list[tuple[int, int]] = []
    for start, end in ranges:
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


class Entry:
    """An element of a collection in its text: 0-based offsets in code points."""

    def __init__(self, tree: Tree, element: cst.BaseElement) -> None:
        text = tree.text
        self.start, self.end = tree.outer(element.value)
        if isinstance(element, cst.StarredElement):
            self.start = text.rindex("*", 0, self.start)
        gap = GAP.match(text, self.end)
        behind = gap.end() if gap else self.end
        self.comma = behind + 1 if text.startswith(",", behind) else self.end
        """The offset behind the comma, or behind the element where there is none."""
        line = text.rfind("\n", 0, self.start) + 1
        end = text.find("\n", self.comma)
        rest = text[self.comma : end if end >= 0 else len(text)].strip()
        self.alone = not text[line : self.start].strip() and end >= 0 and (not rest or rest.startswith("#"))
        """Whether the element has its lines for itself, a comment behind it counted as its own."""
        self.lines = line, end + 1
