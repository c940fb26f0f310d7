"""Where a wait belongs in a retry that has none: in its loop, or in the call that sets a library's retries up."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sadpath.checks.libraries import Way, dotted, facts, imported
from sadpath.fixes.recipe import Recipe, recipe
from sadpath.walk.leaves import Leaf
from sadpath.walk.outcomes import LaneFacts, WalkFacts
from sadpath.walk.program import Module

Loop = ast.For | ast.AsyncFor | ast.While
FEW_TRIES = 6
"""Up to so many tries the wait may double each time; with more it is bounded."""


def waits(walk: WalkFacts, lanes: Sequence[LaneFacts]) -> tuple[Recipe, ...]:
    """The recipe that makes a bare retry wait; none where it is not plain where."""
    return constructor(walk) or loop(walk, lanes)


# ---------------------------------------------------------------------- retries of libraries


def constructor(walk: WalkFacts) -> tuple[Recipe, ...]:
    """The recipe for the only call that can be what sets the retries up."""
    found: list[tuple[Module, ast.expr, Way]] = []
    modules = touched(walk)
    own = {module.name.split(".")[0] for module in modules}
    for module in modules:
        names = {name: told for name, told in imported(module).items() if told.split(".")[0] not in own}
        decorators = {
            id(d)
            for n in ast.walk(module.tree)
            if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef))
            for d in n.decorator_list
        }
        for node in ast.walk(module.tree):
            bare = isinstance(node, (ast.Name, ast.Attribute)) and id(node) in decorators
            called = node.func if isinstance(node, ast.Call) else node if bare else None
            way = facts().waits.get(dotted(called, names)) if isinstance(called, ast.expr) else None
            if way is not None and isinstance(node, ast.expr):
                found.append((module, node, way))
    if len(found) != 1:
        return ()
    module, node, way = found[0]
    for keyword in node.keywords if isinstance(node, ast.Call) else ():
        if keyword.arg is None or keyword.arg in way.unless:
            return ()
        if keyword.arg == way.keyword and not (isinstance(keyword.value, ast.Constant) and not keyword.value.value):
            return ()
    return recipe("argument", "Wait between tries", [(module, node)], way.keyword, way.value, way.needs)


def touched(walk: WalkFacts) -> list[Module]:
    """The modules that a walk ran through, or that look at the answer."""
    places = walk.walked.places
    found = {id(module): module for leaf in walk.walked.leaves for module, _ in (places[step] for step in leaf.path)}
    found.update({id(event.module): event.module for event in walk.walked.events.seen.values()})
    return [module for module in found.values() if module.project]


# ---------------------------------------------------------------------- loops


@dataclass(frozen=True)
class Turn:
    """How an iteration of a loop ended: with a `continue`, or with the last statement of its body."""

    loop: Loop
    end: ast.stmt


def loop(walk: WalkFacts, lanes: Sequence[LaneFacts]) -> tuple[Recipe, ...]:
    """The recipe for a wait at the end of each iteration that tries again."""
    turns: dict[int, tuple[Module, Turn]] = {}
    for lane in lanes:
        mine = [turn for leaf in lane.leaves for turn in turns_of(walk, leaf)]
        if not mine:
            return ()
        turns.update({id(turn.end): (module, turn) for module, turn in mine})
    usual = {id(turn.end) for leaf in walk.walked.leaves if 0 in leaf.lanes for _, turn in turns_of(walk, leaf)}
    loops = {id(turn.loop) for _, turn in turns.values()}
    if not turns or len(loops) != 1 or usual & turns.keys():
        return ()  # a success comes by there too
    module, first = next(iter(turns.values()))
    function = function_of(module, first.loop)
    kind = "await" if isinstance(function, ast.AsyncFunctionDef) else "plain"
    if kind == "await" and not facts().other_loops.isdisjoint(imported(module).values()):
        return ()
    ends = [turn.end for _, turn in turns.values()]
    where = ["before" if isinstance(end, ast.Continue) else "after" for end in ends]
    return recipe(
        "wait",
        "Wait before the next try",
        [(module, end) for end in ends],
        "asyncio" if kind == "await" else "time",
        seconds(first.loop),
        *where,
    )


def turns_of(walk: WalkFacts, leaf: Leaf) -> Iterator[tuple[Module, Turn]]:
    """The ends of iterations of the innermost loop that sends again, in the order of the run."""
    places = walk.walked.places
    place = walk.walked.place
    if place is None:
        return
    steps = [places[step] for step in leaf.path]
    best: tuple[int, list[tuple[Module, Turn]]] | None = None
    for node in {id(n): (m, n) for m, n in steps if isinstance(n, (ast.For, ast.AsyncFor, ast.While))}.values():
        module, loop = node[0], node[1]
        assert isinstance(loop, (ast.For, ast.AsyncFor, ast.While))
        inside = {id(inner) for statement in loop.body for inner in ast.walk(statement)}
        function = function_of(module, loop)
        around = (
            {id(n) for n in ast.walk(function) if isinstance(n, ast.stmt)} - inside - {id(loop)} if function else set()
        )
        starts = [number for number, (_, step) in enumerate(steps) if step is loop]
        found = []
        length = 0
        for start, end in itertools.pairwise(starts):
            turn = [step for _, step in steps[start + 1 : end]]
            if not any(holds(step, place.node) for step in turn):
                continue
            own = [step for step in turn if id(step) in inside]
            last = own[-1] if own else None
            if isinstance(last, (ast.Return, ast.Break, ast.Raise)) or any(id(step) in around for step in turn):
                continue  # the loop was left, and entered again later
            stop = last if isinstance(last, ast.Continue) and loop_of(loop, last) is loop else loop.body[-1]
            found.append((module, Turn(loop, stop)))
            length = end - start
        if found and (best is None or length < best[0]):
            best = length, found
    if best is not None:
        yield from best[1]


def holds(step: ast.AST, node: ast.AST) -> bool:
    """Whether a simple statement holds a node, or is the head of a compound one that does."""
    return isinstance(step, ast.stmt) and any(inner is node for inner in ast.walk(step))


def loop_of(outer: Loop, wanted: ast.stmt) -> ast.AST | None:
    """The loop inside `outer` that a `continue` belongs to."""
    found: ast.AST | None = None
    stack: list[tuple[ast.AST, ast.AST]] = [(statement, outer) for statement in outer.body]
    while stack:
        node, owner = stack.pop()
        if node is wanted:
            found = owner
        inner = node if isinstance(node, (ast.For, ast.AsyncFor, ast.While)) else owner
        stack += [(child, inner) for child in ast.iter_child_nodes(node)]
    return found


def function_of(module: Module, node: ast.AST) -> ast.AST | None:
    """The innermost function around a node."""
    found: ast.AST | None = None
    for outer in ast.walk(module.tree):
        if isinstance(outer, (ast.FunctionDef, ast.AsyncFunctionDef)) and any(
            inner is node for inner in ast.walk(outer)
        ):
            found = outer  # `ast.walk` comes to outer functions first
    return found


def seconds(loop: Loop) -> str:
    """The wait as an expression: growing with the number of the try where the loop counts it."""
    call = loop.iter if isinstance(loop, (ast.For, ast.AsyncFor)) else None
    if not (
        isinstance(loop, ast.For)
        and isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "range"
        and isinstance(loop.target, ast.Name)
        and loop.target.id.strip("_")
        and len(call.args) in (1, 2)
    ):
        return "1"
    last = call.args[-1]
    few = isinstance(last, ast.Constant) and isinstance(last.value, int) and last.value <= FEW_TRIES
    return f"2**{loop.target.id}" if few else f"min(2**{loop.target.id}, 60)"
