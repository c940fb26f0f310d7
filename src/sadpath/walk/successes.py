"""The runs of success that the errors are held against: those of typical worlds."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from sadpath.walk.leaves import Leaf
from sadpath.walk.program import Module


def typical(success: list[Leaf], places: Sequence[tuple[Module, ast.AST]]) -> list[Leaf]:
    """Without the worlds in which success lacks a field that the code asks for, unless the code merely leaves something out there; what it
    does with each element of a list, it leaves out where there is none.
    """
    full = [leaf.path for leaf in success if "untypical" not in leaf.flags]
    loops = Loops(places)
    return [
        leaf
        for leaf in success
        if "untypical" not in leaf.flags
        or any(is_part(leaf.path, path) and not loops.alone_part(leaf.path, path) for path in full)
    ] or success


def is_as_empty(leaf: Leaf, lane: int, empty: list[Leaf]) -> bool:
    """Whether a run does what one of these runs of success does, and no condition has parted its lanes from others."""
    return all(step.what != "parted" for step in leaf.trace) and any(
        other.path == leaf.path and other.values.get(0) == leaf.values.get(lane) and compatible(leaf, other)
        for other in empty
    )


class Loops:
    """Which statements of the project stand in the bodies of `for` loops, read for each module when somebody asks. `places` are the
    table that steps are numbers in.
    """

    def __init__(self, places: Sequence[tuple[Module, ast.AST]]) -> None:
        self.places = places
        self.owners: dict[int, dict[int, tuple[ast.AST, bool]]] = {}

    def owner(self, step: int) -> tuple[ast.AST, bool] | None:
        """(the function or module that a step stands in, whether in the body of a loop there)."""
        module, node = self.places[step]
        if id(module) not in self.owners:
            self.owners[id(module)] = dict(owners_in(module.tree, module.tree, looping=False))
        return self.owners[id(module)].get(id(node))

    def alone_part(self, path: tuple[int, ...], whole: tuple[int, ...]) -> bool:
        """Whether all steps that a path leaves out of another one are in loops, or in functions that it comes to nowhere else."""
        left = [self.owner(step) for step in set(whole).difference(path)]
        entered = {id(owner[0]) for owner in map(self.owner, path) if owner is not None}
        return any(owner is not None and owner[1] for owner in left) and all(
            owner is not None and (owner[1] or id(owner[0]) not in entered) for owner in left
        )


def owners_in(node: ast.AST, owner: ast.AST, *, looping: bool) -> Iterator[tuple[int, tuple[ast.AST, bool]]]:
    """By the ids of the nodes below one, (the function or module that they stand in, whether in the body of a `for` loop there)."""
    for name, part in ast.iter_fields(node):
        for inner in part if isinstance(part, list) else (part,):
            if isinstance(inner, (ast.stmt, ast.ExceptHandler, ast.match_case)):
                inside = looping or (name == "body" and isinstance(node, (ast.For, ast.AsyncFor)))
                yield id(inner), (owner, inside)
                of_own = isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef))
                yield from owners_in(inner, inner if of_own else owner, looping=inside and not of_own)


def is_part(path: tuple[int, ...], whole: tuple[int, ...]) -> bool:
    """Whether a path is another one that leaves out some of its steps."""
    rest = iter(whole)
    return all(step in rest for step in path)


def compatible(one: Leaf, other: Leaf) -> bool:
    """Whether two runs can be of the same world: they decided nothing unknown differently."""
    if one is other:
        return True
    known = one.worlds.get(id(other))
    if known is None:
        smaller, larger = (
            (one.assumed, other.assumed) if len(one.assumed) <= len(other.assumed) else (other.assumed, one.assumed)
        )
        known = all(larger.get(key, told) == told for key, told in smaller.items())
        one.worlds[id(other)] = other.worlds[id(one)] = known
    return known
