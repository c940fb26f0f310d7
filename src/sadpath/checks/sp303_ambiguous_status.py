"""SP303: a status decides alone where the operation documents, under that status, codes of different retry classes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from sadpath.checks.base import Check, Draft, names, terms
from sadpath.checks.looks import events_of
from sadpath.walk.events import Event
from sadpath.walk.outcomes import LaneFacts, WalkFacts
from sadpath.walk.program import Module

ERRORS = re.compile(r"[45](\d\d)?")
"""What is compared with the text of a status, or begins it: `str(status).startswith("5")`, `str(status)[0] == "5"`."""
KINDS = ("compare", "member", "range", "affix", "statuses")


def run(walks: Sequence[WalkFacts]) -> Iterator[Draft]:
    """One draft for each condition and walk."""
    for walk in walks:
        told = alone(walk)
        for event in events_of(walk, KINDS):
            if not decides_by_status(event, told):
                continue
            found = mixed_lanes(walk, event)
            if found:
                status = found[0].answer.status
                kinds = ", ".join(sorted({f"{lane.answer.code} ({terms(walk, lane)})" for lane in found})[:3])
                yield Draft(
                    event.module,
                    event.node,
                    f"status {status} alone decides, but {names(found)} under it ask for different things",
                    f"look at the code too: {kinds}",
                    walk,
                    tuple(found),
                )


def alone(walk: WalkFacts) -> set[int]:
    """The ids of conditions that look at more of the answer than its status."""
    return {
        id(alternative(event.condition[1], event.node))
        for event in walk.walked.events.seen.values()
        if event.condition and {"code", "message", "text", "type"} & event.origin.tags
    } | {
        id(node)
        for _, node, parts in walk.walked.events.conjunctions.values()
        if any(isinstance(constant, str) for _, constants in parts for constant in constants)
    }


def alternative(test: ast.AST, node: ast.AST) -> ast.AST:
    """That part of a condition that decides by itself and holds a node: `b` of `a or b`, the whole where it is no `or`."""
    while isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or):
        within = next((part for part in test.values if any(inner is node for inner in ast.walk(part))), None)
        if within is None:
            return test
        test = within
    return test


def is_guard(module: Module, test: ast.AST) -> bool:
    """Whether a condition stands behind a `case` that asks for a text, so that it doesn't decide alone."""
    return any(
        isinstance(node, ast.match_case)
        and node.guard is test
        and any(isinstance(inner, ast.MatchValue) and is_text(inner.value) for inner in ast.walk(node.pattern))
        for node in ast.walk(module.tree)
    )


def is_text(node: ast.expr) -> bool:
    """Whether an expression is a text, or may be one by its name."""
    return isinstance(node, ast.Attribute) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def decides_by_status(event: Event, more: set[int]) -> bool:
    """Whether an event is a condition that names statuses and looks at nothing else."""
    if event.origin.tags - {"header"} != {"status"}:
        return False
    if event.condition is not None and id(alternative(event.condition[1], event.node)) in more:
        return False
    if event.condition is not None and is_guard(event.condition[0], event.condition[1]):
        return False
    if any(kind == "str" and ERRORS.fullmatch(str(text)) for kind, text in event.literals):
        return event.detail != "endswith" and event.kind != "range"
    numbers = [value for kind, value in event.literals if kind == "int"]
    if not numbers:
        return False
    if event.kind == "range":
        return any(value > 400 for value in numbers)
    return True


def mixed_lanes(walk: WalkFacts, event: Event) -> list[LaneFacts]:
    """The lanes of one named status that ask for different things and are treated alike; empty where there are none."""
    named, other = sides(event)
    groups: dict[int, list[LaneFacts]] = {}
    rest = [lane for lane in walk.lanes if event.results.get(lane.lane) == other]
    for lane in walk.lanes:
        if event.results.get(lane.lane) == named:
            groups.setdefault(lane.answer.status, []).append(lane)
    for status, lanes in sorted(groups.items()):
        everything = [lane for lane in walk.lanes if lane.answer.status == status]
        if len(lanes) < 2 or len({retry_class(walk, lane) for lane in lanes}) < 2:
            continue
        if any(lane.fate == "unknown" for lane in everything) or not decides_anything(event, lanes, rest):
            continue
        if all(lane.resent for lane in lanes) or not (any(lane.resent for lane in everything) or parted_by_code(lanes)):
            return lanes
        if not parted_by_code(lanes) and any(not lane.resent for lane in lanes) and not leads_to_resend(lanes):
            return lanes
    return []


def sides(event: Event) -> tuple[set[bool | None], set[bool | None]]:
    """The results of a condition for the statuses that it names, and for all others."""
    if event.detail is ast.And:
        numbers = [value for (kind, value), _ in event.literals.items() if isinstance(value, int)]
        if (
            min(numbers) < 300 and max(numbers) > 400
        ):  # `0 < status < 500` lets all below through: its first half holds, its second doesn't
            return {True, False}, {True}
    # `< 500` names the statuses that it lets through to the rest
    named = event.detail not in (ast.NotIn, ast.NotEq, ast.Lt, ast.LtE)
    return {named}, {not named}


def decides_anything(event: Event, lanes: Sequence[LaneFacts], rest: Sequence[LaneFacts]) -> bool:
    """Whether the lanes for which a condition holds are sent again or given up otherwise than those for which it doesn't.

    A condition that only chooses words (`return "down" if status >= 500 else "failed"`), or does something beside, decides neither.
    """
    if not rest or any(what_follows(event, lane) != what_follows(event, other) for lane in lanes for other in rest):
        return True
    return leaves_at_once(event) and any(lane.fate != other.fate for lane in lanes for other in rest)


def what_follows(event: Event, lane: LaneFacts) -> tuple[bool, frozenset[str]]:
    """Whether a lane sends once more after it came to the condition, and how its runs end."""
    later = any(leaf.sends > event.sends.get(lane.lane, 0) for leaf in lane.leaves)
    return later, frozenset(leaf.end for leaf in lane.leaves)


def leaves_at_once(event: Event) -> bool:
    """Whether the `if` of a condition ends in leaving: the function, the loop or its turn."""
    if event.condition is None:
        return False
    module, test = event.condition
    return any(
        isinstance(node, ast.If)
        and node.test is test
        and isinstance(node.body[-1], (ast.Return, ast.Raise, ast.Break, ast.Continue))
        for node in ast.walk(module.tree)
    )


def leads_to_resend(lanes: Sequence[LaneFacts]) -> bool:
    """Whether most of these lanes are sent again: then the condition is not what gives them up."""
    return sum(lane.resent for lane in lanes) * 2 > len(lanes)


def parted_by_code(lanes: Sequence[LaneFacts]) -> bool:
    """Whether the code tells these lanes apart somewhere after all, in what they do."""
    return len({(lane.fate, lane.raises, frozenset(leaf.path for leaf in lane.leaves)) for lane in lanes}) > 1


def retry_class(walk: WalkFacts, lane: LaneFacts) -> str:
    """ "never", "verify" (a write of unknown outcome) or "again"."""
    told = terms(walk, lane)
    if told == "never":
        return "never"
    return "verify" if told == "verify_first" and not walk.walked.bound.operation.safe else "again"


CHECK = Check("SP303", run)
