"""Branches for the documented outcomes that no branch tells yet: arms of a `match`, or `elif`s of a chain."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sadpath.findings import Edit, Fix
from sadpath.fixes.branch_heads import NoPlace
from sadpath.fixes.branch_layout import Layout, layout_of
from sadpath.fixes.tree import Files, place
from sadpath.source.positions import LineTable
from sadpath.source.read import Source
from sadpath.walk.events import Event
from sadpath.walk.outcomes import LaneFacts, WalkFacts
from sadpath.walk.program import Module

TESTS = ("compare", "member")
LONG = 4
"""A default of more lines is not repeated in each new branch: all missing codes share one."""


@dataclass
class Missing:
    """A code that falls to the default: the statuses that it comes with, and what the provider says to do about it."""

    code: str
    statuses: list[int] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)


@dataclass
class Chain:
    """Branches that tell codes apart: an `if` with its `elif`s, or a `match`."""

    module: Module
    node: ast.If | ast.Match
    tests: list[ast.AST]
    """The conditions, or the patterns with their guards, in order."""
    bodies: list[list[ast.stmt]]
    default: list[ast.stmt]
    """What runs where no condition holds: the body of `else`, or of a last `case _`."""


def missing_branches(
    walks: Sequence[WalkFacts], module_path: str, line: int, column: int, *, files: Files | None = None
) -> list[Fix]:
    """The edits that add a branch for each documented code that reaches the condition at a place and falls to its default.

    `module_path` is as findings print it; `line` and `column` are 1-based, in code points. The first fix adds all of
    them, where there are several; the others one each. New branches do what the default does today, so the code means
    what it meant. Empty where nothing at that place compares the provider's code, or where nothing is missing.
    """
    module = next((m for m in modules_of(walks) if m.path == module_path), None)
    chain = chain_at(walks, module, line, column) if module is not None else None
    if module is None or chain is None:
        return []
    events = [event for walk in walks for event in tests_of(walk, chain)]
    source = (files or Files()).source(module_path) or Source(module_path, module.text, b"", "utf-8")
    if source.text != module.text:
        return []
    try:
        layout = layout_of(chain.module, chain.node, chain.tests, chain.bodies, chain.default, events)
    except NoPlace:
        return []
    asked = layout.head.asked if isinstance(chain.node, ast.If) else None
    new = [one for one in missing_codes(walks, chain, asked) if layout.can_ask(one.code)]
    fixes = []
    if len(new) > 1:
        fixes.append(fix(f"Add branches for {len(new)} documented codes", layout, new, source.newline))
    fixes += [fix(f"Add a branch for {one.code}", layout, [one], source.newline) for one in new]
    return fixes


def fix(title: str, layout: Layout, new: Sequence[Missing], newline: str) -> Fix:
    """The fix that adds branches for these codes."""
    if len(new) > 1 and layout.default_lines > LONG and layout.head.joint is not None:
        text = layout.shared([one.code for one in new], [f"{one.code}: {' '.join(one.advice)}" for one in new])
    else:
        text = "".join(layout.branch(one.code, one.statuses, " ".join(one.advice)) for one in new)
    offset, text = layout.inserted(text)
    spot = place(layout.text, offset)
    return Fix(title, True, (Edit(layout.path, *spot, *spot, text.replace("\n", newline)),))


def modules_of(walks: Sequence[WalkFacts]) -> Iterator[Module]:
    """The modules in which something looks at an answer."""
    for walk in walks:
        for event in walk.walked.events.seen.values():
            yield event.module


def chain_at(walks: Sequence[WalkFacts], module: Module, line: int, column: int) -> Chain | None:
    """The innermost chain of branches around a place that compares the provider's code."""
    lines = LineTable(module.text)
    offset = lines.offset(line, 0) + column - 1 if 1 <= line <= len(lines) else -1
    found: list[tuple[int, Chain]] = []
    elifs = {id(n.orelse[0]) for n in ast.walk(module.tree) if isinstance(n, ast.If) and is_elif(n, lines)}
    for node in ast.walk(module.tree):
        if not isinstance(node, (ast.If, ast.Match)) or id(node) in elifs:
            continue
        start = lines.offset(node.lineno, node.col_offset)
        end = lines.offset(node.end_lineno or node.lineno, node.end_col_offset or 0)
        if start <= offset <= end or (node.lineno == line and offset <= end):
            chain = chain_of(module, node, lines)
            if any(True for walk in walks for _ in tests_of(walk, chain)):
                found.append((end - start, chain))
    return min(found, key=lambda item: item[0])[1] if found else None


def is_elif(node: ast.If, lines: LineTable) -> bool:
    """Whether the `else` of an `if` is an `elif`."""
    if len(node.orelse) != 1 or not isinstance(node.orelse[0], ast.If):
        return False
    inner = node.orelse[0]
    start = lines.offset(inner.lineno, inner.col_offset)
    return lines.text.startswith("elif", start)


def chain_of(module: Module, node: ast.If | ast.Match, lines: LineTable) -> Chain:
    """All branches of an `if` or a `match`."""
    if isinstance(node, ast.Match):
        cases = list(node.cases)
        default: list[ast.stmt] = []
        last = cases[-1]
        if isinstance(last.pattern, ast.MatchAs) and last.pattern.pattern is None and last.guard is None:
            default = last.body
        return Chain(module, node, [case.pattern for case in cases], [case.body for case in cases], default)
    head, tests = node, list[ast.AST]([node.test])
    bodies = [node.body]
    while is_elif(node, lines):
        inner = node.orelse[0]
        assert isinstance(inner, ast.If)
        node = inner
        tests.append(node.test)
        bodies.append(node.body)
    return Chain(module, head, tests, bodies, node.orelse)


def tests_of(walk: WalkFacts, chain: Chain) -> Iterator[Event]:
    """The comparisons in the conditions of a chain that hold the provider's exact code against literals."""
    inside = {id(inner) for test in chain.tests for inner in ast.walk(test)}
    for event in walk.walked.events.seen.values():
        if event.kind in TESTS and id(event.node) in inside and "code" in event.origin.tags and event.origin.exact:
            yield event


def missing_codes(walks: Sequence[WalkFacts], chain: Chain, asked: ast.AST | None) -> list[Missing]:
    """The documented codes whose way leads through the conditions to the default and that nothing in the function asks for.

    Where `asked` is a comparison, only what comes as far as that.
    """
    found: dict[str, Missing] = {}
    told: set[str] = set()
    for walk in walks:
        if not any(True for _ in tests_of(walk, chain)):
            continue
        told |= asked_nearby(walk, chain)
        for lane in walk.lanes:
            if lane.answer.code is None or not falls_to_default(walk, lane, chain, asked):
                continue
            one = found.setdefault(lane.answer.code, Missing(lane.answer.code))
            if lane.answer.status not in one.statuses:
                one.statuses.append(lane.answer.status)
            error = lane.answer.error
            advice = (error.handling or error.meaning) if error is not None else ""
            if advice and advice not in one.advice:
                one.advice.append(advice)
    return [one for code, one in found.items() if code not in told]


def asked_nearby(walk: WalkFacts, chain: Chain) -> set[str]:
    """The codes that the function around a chain compares the code with, there or elsewhere."""
    scope: ast.AST = chain.module.tree
    for node in ast.walk(chain.module.tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and any(n is chain.node for n in ast.walk(node)):
            scope = node
    inside = {id(inner) for inner in ast.walk(scope)}
    return {
        str(value)
        for event in walk.walked.events.seen.values()
        if id(event.node) in inside and "code" in event.origin.tags
        for kind, value in event.literals
        if kind == "str"
    }


def falls_to_default(walk: WalkFacts, lane: LaneFacts, chain: Chain, asked: ast.AST | None) -> bool:
    """Whether a lane passes the conditions and enters no branch of its own."""
    places = walk.walked.places
    firsts = {id(body[0]) for body in chain.bodies if body is not chain.default}
    default = id(chain.default[0]) if chain.default else None
    patterns = {id(inner) for test in chain.tests for inner in ast.walk(test)} if asked is None else set()
    conditions = {id(asked)} if asked is not None else patterns
    looked = any(
        lane.lane in event.results for event in walk.walked.events.seen.values() if id(event.node) in conditions
    )
    if not looked:
        return False
    for leaf in lane.leaves:
        steps = {id(places[step][1]) for step in leaf.path}
        if default in steps if default is not None else not firsts & steps:
            return True
    return False
