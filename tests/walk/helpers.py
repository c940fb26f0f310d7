"""Walking small programs in tests."""

from __future__ import annotations

import ast
import textwrap
from functools import lru_cache
from pathlib import Path
from typing import Any

from sadpath.analyse import on_large_stack
from sadpath.catalogue import Provider, load_providers
from sadpath.walk.entries import Entry
from sadpath.walk.explore import Explorer
from sadpath.walk.outcomes import LaneFacts, WalkFacts, judge
from sadpath.walk.program import Module, Program

KLARNA = "klarna-order-management"
HOST = "https://api.klarna.com"
PATH = "/ordermanagement/v1/orders/{order_id}/captures"


@lru_cache(maxsize=1)
def providers() -> tuple[Provider, ...]:
    """All catalogues of the checkout."""
    return tuple(load_providers())


def indented(code: str) -> str:
    """The lines, one step further in."""
    return textwrap.indent(code.strip("\n"), "    ")


def program(code: str | dict[str, str]) -> Program:
    """A program of one module `m`, or of the modules of a dict (by dotted name)."""
    sources = {"m": code} if isinstance(code, str) else code
    packages = {name.rpartition(".")[0] for name in sources if "." in name}

    def find(name: str) -> Module | None:
        if name not in sources and name not in packages:
            return None
        text = textwrap.dedent(sources.get(name, ""))
        path = name.replace(".", "/") + ("/__init__.py" if name in packages else ".py")
        return Module(name, path, ast.parse(text), True, name in packages, Path(path), text)

    return Program(find)


def walk(
    code: str | dict[str, str], entry: str = "m:f", provider: str = KLARNA, operation: str = "captureOrder"
) -> WalkFacts:
    """The facts of an operation's answers, walked from `entry`; an AssertionError where it is not reached."""
    made: list[WalkFacts] = []

    def work() -> None:
        explorer = Explorer(program(code), providers())
        module, _, name = entry.partition(":")
        start = Entry(module, name)
        reached = explorer.discover(start)
        assert (provider, operation) in reached, (
            f"reached {sorted(reached)}, load errors {explorer.machine.caches.get('load errors')}"
        )
        made.append(judge(explorer.walk(start, reached[provider, operation].bound)))

    on_large_stack(work)
    return made[0]


def lane(facts: WalkFacts, status: int) -> LaneFacts:
    """The lane of the first documented code with this status."""
    return next(one for one in facts.lanes if one.answer.status == status)


def fates(facts: WalkFacts) -> dict[int, str]:
    """The fate by status; codes of one status that have different fates are joined with `+`."""
    found: dict[int, list[str]] = {}
    for one in facts.lanes:
        told = found.setdefault(one.answer.status, [])
        if one.fate not in told:
            told.append(one.fate)
    return {status: "+".join(told) for status, told in found.items()}


def same(code: str | dict[str, str], entry: str = "m:f") -> str:
    """The fate of all documented errors of a capture; an AssertionError where they have different ones."""
    found = set(fates(walk(code, entry)).values())
    assert len(found) == 1, found
    return found.pop()


def specifics(code: str | dict[str, str], entry: str = "m:f") -> set[str]:
    """The codes of a capture that the program tells from an undocumented one with the same status."""
    return {one.answer.wire for one in walk(code, entry).lanes if one.specific}


def assert_conflict_alone_is_handled(code: str) -> None:
    """That the code tells the answer 409 of a capture from all others, which it does not notice."""
    told = fates(walk(code))
    assert told.pop(409) == "handled"
    assert set(told.values()) == {"unnoticed"}


def sends(facts: WalkFacts, status: int) -> set[int]:
    """How often the request of the lane with this status was sent, in all of its runs."""
    return {leaf.sends for leaf in lane(facts, status).leaves}


def told(facts: WalkFacts) -> list[Any]:
    """All that a walk says of its runs, but for the numbers of symbols."""
    walked = facts.walked

    def place(number: int) -> int:
        return int(getattr(walked.places[number][1], "lineno", 0))

    runs = [
        (
            (leaf.lanes, leaf.end, leaf.type, leaf.values, leaf.sends, leaf.waits, leaf.flags, leaf.send_log, leaf.why),
            [place(number) for number in leaf.path],
            [(step.what, getattr(step.node, "lineno", 0), str(step.detail), step.lanes) for step in leaf.trace],
            (len(leaf.keys), list(leaf.assumed.values()), leaf.shapes, leaf.carries),
        )
        for leaf in walked.leaves
    ]
    seen = [(kind, event.node.lineno, event.results) for (kind, _), event in walked.events.seen.items()]  # type: ignore[attr-defined]
    return [runs, seen, sorted(fates(facts).items()), walked.steps]
