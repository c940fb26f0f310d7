"""Which entries of lists make the code send again: statuses and codes that stand in what is retried."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence

from sadpath.fixes.recipe import Recipe, recipe
from sadpath.walk.events import Event
from sadpath.walk.outcomes import LaneFacts, WalkFacts
from sadpath.walk.program import Module

KINDS = ("member", "statuses")
Entry = tuple[Module, ast.AST, str]
"""An entry of a list: where it stands, and how a message names it."""


def take_out(
    walks: Sequence[WalkFacts],
    walk: WalkFacts,
    lanes: Sequence[LaneFacts],
    wrong: Callable[[WalkFacts, LaneFacts], bool],
) -> tuple[Recipe, ...]:
    """The recipe that takes what sends these lanes again out of the lists; none where that would not end it, or would end more.

    `wrong` tells for a lane of any walk whether it must not be sent again.
    """
    entries: dict[int, Entry] = {}
    for lane in lanes:
        mine = [entry for event in deciding(walk) for entry in entries_of(event, lane)]
        if not mine:
            return ()
        entries.update({id(node): (module, node, name) for module, node, name in mine})
    for other in walks:
        for event in deciding(other):
            for lane in other.lanes:
                if any(id(node) in entries for _, node, _ in entries_of(event, lane)) and not wrong(other, lane):
                    return ()  # something that may be sent again is under the same entry
    if not all(can_go(module, node, entries) for module, node, _ in entries.values()):
        return ()
    names = list(dict.fromkeys(name for _, _, name in entries.values()))
    told = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return recipe(
        "listed", f"Take {told} out of what is sent again", [(module, node) for module, node, _ in entries.values()]
    )


def deciding(walk: WalkFacts) -> Iterator[Event]:
    """The lists that decide about sending again: what they hold is sent again, and something that they don't hold is not."""
    facts = {lane.lane: lane for lane in (*walk.lanes, *walk.others)}
    for event in walk.walked.events.seen.values():
        if event.kind not in KINDS or not event.origin.exact or not {"status", "code"} & event.origin.tags:
            continue
        inside = [lane for number, lane in facts.items() if event.results.get(number) == {holds(event)}]
        outside = [lane for number, lane in facts.items() if event.results.get(number) == {not holds(event)}]
        if inside and all(lane.resent for lane in inside) and any(not lane.resent for lane in outside):
            yield event


def holds(event: Event) -> bool:
    """What a membership test gives for what the list holds."""
    return event.detail is not ast.NotIn


def entries_of(event: Event, lane: LaneFacts) -> list[Entry]:
    """The entries of a list that a lane is found under."""
    if event.results.get(lane.lane) != {holds(event)}:
        return []
    found = []
    for (kind, value), (module, node) in event.literals.items():
        if kind == "int" and "status" in event.origin.tags and value == lane.answer.status:
            found.append((module, node, str(value)))
        elif kind == "str" and "code" in event.origin.tags and value == lane.answer.code:
            found.append((module, node, repr(value)))
    return found


def can_go(module: Module, node: ast.AST, entries: dict[int, Entry]) -> bool:
    """Whether a node is an entry of a list, tuple or set that keeps other entries."""
    return any(
        any(element is node for element in outer.elts) and any(id(element) not in entries for element in outer.elts)
        for outer in ast.walk(module.tree)
        if isinstance(outer, (ast.List, ast.Tuple, ast.Set))
    )
