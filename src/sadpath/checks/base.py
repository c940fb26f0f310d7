"""What a check is, and how its drafts become findings."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sadpath.findings import Finding, OutcomeRef, Place
from sadpath.source.positions import column
from sadpath.walk.outcomes import LaneFacts, WalkFacts
from sadpath.walk.program import Module

if TYPE_CHECKING:
    from sadpath.findings import Fix
    from sadpath.fixes.recipe import Recipe
    from sadpath.rulepages import RulePage


@dataclass(frozen=True)
class Draft:
    """What a check wants to report. `severity` overrides the page's; `walk` gives provider, operation and entry."""

    module: Module
    node: ast.AST
    message: str
    help: str = ""
    walk: WalkFacts | None = None
    lanes: tuple[LaneFacts, ...] = ()
    related: tuple[tuple[Module, ast.AST, str], ...] = ()
    severity: str | None = None
    fixes: tuple[Fix, ...] = ()
    recipes: tuple[Recipe, ...] = ()
    shared: bool = False
    """Several operations reach the place, and the finding holds for all of them: it names none."""


OptionAt = Callable[[Module, str], Any]
"""Gives the value of one of the check's options, by name, in a module."""


@dataclass(frozen=True)
class Check:
    """A check: its code (name, severity and options stand on its page), and its function.

    A check with options is `configured`, which is run in place of `run` and asks for the options' values.
    """

    code: str
    run: Callable[[Sequence[WalkFacts]], Iterable[Draft]] = field(compare=False)
    configured: Callable[[Sequence[WalkFacts], OptionAt], Iterable[Draft]] | None = field(default=None, compare=False)


def place_of(module: Module, node: ast.AST, message: str = "") -> Place:
    """The place of a node: 1-based lines and columns, in code points."""
    lines = module.lines

    def at(line: int, offset: int) -> int:
        return column(lines[line - 1], offset) if 0 < line <= len(lines) else offset + 1

    line = getattr(node, "lineno", 1)
    end = getattr(node, "end_lineno", None) or line
    return Place(
        module.path,
        line,
        at(line, getattr(node, "col_offset", 0)),
        end,
        at(end, getattr(node, "end_col_offset", None) or 0),
        message,
    )


def finding(draft: Draft, code: str, page: RulePage) -> Finding:
    """The finding of a draft."""
    place = place_of(draft.module, draft.node)
    walk = draft.walk
    outcomes = tuple(OutcomeRef(lane.answer.status, lane.answer.code, lane.fate) for lane in draft.lanes)
    link = next((lane.answer.error.link for lane in draft.lanes if lane.answer.error and lane.answer.error.link), "")
    return Finding(
        rule=code,
        name=page.name,
        severity=draft.severity or page.severity,
        path=place.path,
        line=place.line,
        column=place.column,
        end_line=place.end_line,
        end_column=place.end_column,
        message=draft.message,
        help=draft.help,
        url=link or (walk.walked.bound.provider.link if walk else ""),
        provider=walk.walked.bound.provider.id if walk else None,
        operation=walk.walked.bound.operation.id if walk and not draft.shared else None,
        entry=walk.walked.entry.label if walk else None,
        outcomes=outcomes,
        related=tuple(place_of(module, node, message) for module, node, message in draft.related),
        fixes=draft.fixes,
        recipes=draft.recipes,
    )


def at_send(
    walk: WalkFacts,
    message: str,
    help: str,
    lanes: Sequence[LaneFacts],
    severity: str | None = None,
    recipes: Callable[[], tuple[Recipe, ...]] = tuple,
) -> Iterator[Draft]:
    """A draft at the place that sends, with the steps of the first lane's way as related places; none where there are no lanes.

    `recipes` is asked for fixes only where there is a draft.
    """
    place = walk.walked.place
    if place is None or not lanes:
        return
    yield Draft(
        place.module,
        place.node,
        message,
        help,
        walk,
        tuple(lanes),
        related=way(walk, lanes[0]),
        severity=severity,
        recipes=recipes(),
    )


def way(walk: WalkFacts, lane: LaneFacts) -> tuple[tuple[Module, ast.AST, str], ...]:
    """The way of a lane as places: sent here, caught there, sent again there."""
    if not lane.leaves:
        return ()
    steps: list[tuple[Module, ast.AST, str]] = []
    for step in lane.leaves[0].trace:
        text = STEPS.get(step.what, "").format(step.detail)
        if step.what == "parted" and step.detail is not None:
            text = f"this is {'true' if step.detail else 'false'} for {lane.answer.code}"
        if step.what == "sent" and not steps and walk.walked.place is not None and step.node is walk.walked.place.node:
            continue  # the finding itself stands there
        if not text or any(node is step.node and told == text for _, node, told in steps):
            continue
        steps.append((step.module, step.node, text))
    return tuple(steps[:8])


STEPS = {"sent": "sent here", "caught": "{} caught here", "raised": "{} raised here", "slept": "waits here"}


def names(lanes: Sequence[LaneFacts], most: int = 4) -> str:
    """Codes for a message: `A, B and 3 more`."""
    codes = list(dict.fromkeys(str(lane.answer.code) for lane in lanes))
    if len(codes) <= most:
        return ", ".join(codes[:-1]) + (" and " if len(codes) > 1 else "") + codes[-1] if codes else ""
    return ", ".join(codes[:most]) + f" and {len(codes) - most} more"


def what(walk: WalkFacts) -> str:
    """The operation as messages name it."""
    return walk.walked.bound.operation.id


def terms(walk: WalkFacts, lane: LaneFacts) -> str | None:
    """The provider's retry terms for a lane, as the code sends it (under one idempotency key or not)."""
    error = lane.answer.error
    return error.terms(walk.walked.bound.operation.method, lane.keyed) if error else None


def conditional(walk: WalkFacts, lane: LaneFacts) -> bool:
    """Whether the terms would be others under an idempotency key."""
    error = lane.answer.error
    return bool(error and error.conditional(walk.walked.bound.operation.method, lane.keyed))


def handling(lanes: Sequence[LaneFacts]) -> str:
    """What the provider documents to do about the first lane, in a sentence."""
    for lane in lanes:
        if lane.answer.error and lane.answer.error.handling:
            return f"{lane.answer.code}: {lane.answer.error.handling}"
    return ""
