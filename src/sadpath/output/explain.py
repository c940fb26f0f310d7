"""`sadpath explain`: each outcome's way through the code, place by place."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

from sadpath.walk.leaves import Leaf
from sadpath.walk.outcomes import LaneFacts, WalkFacts
from sadpath.walk.run import Step

ENDS = {
    "returned": "returns",
    "raised": "leaves with",
    "crashed": "crashes with",
    "endless": "never ends",
    "unknown": "nobody knows how it ends",
}
FATES = {
    "unnoticed": "goes unnoticed",
    "passed": "is handed to the caller on the success path",
    "handled": "is handled",
    "raised": "is raised",
    "crashed": "crashes",
    "endless": "is sent again without end",
    "unknown": "is unknown: what nobody can know decides",
}


def touching(walks: Iterable[WalkFacts], path: str, line: int) -> list[WalkFacts]:
    """The walks that send at, or decide at, a line (1-based) of the file `path` (as it is printed)."""
    found = []
    for walk in walks:
        place = walk.walked.place
        nodes = [(place.module, place.node)] if place else []
        nodes += [(step.module, step.node) for leaf in walk.walked.leaves for step in leaf.trace]
        nodes += [(event.module, event.node) for event in walk.walked.events.seen.values()]
        if any(module.path == path and covers(node, line) for module, node in nodes):
            found.append(walk)
    return found


def covers(node: ast.AST, line: int) -> bool:
    """Whether a node's head stands on the line; of a compound statement only the head counts."""
    start = getattr(node, "lineno", 0)
    end = getattr(node, "end_lineno", start) or start
    body = getattr(node, "body", None)
    if isinstance(body, list) and body and hasattr(body[0], "lineno"):
        end = max(start, body[0].lineno - 1)
    return start <= line <= end


def render(walks: Sequence[WalkFacts], *, color: bool = False) -> str:
    """The text for a person: for each walk, the ways, and the outcomes that go each of them."""
    blocks = []
    for walk in walks:
        walked = walk.walked
        place = walked.place
        where = f", sent at {place.module.path}:{getattr(place.node, 'lineno', 0)}" if place else ""
        lines = [
            bold(f"{walked.bound.provider.id} {walked.bound.operation.id} from {walked.entry.label}{where}", color)
        ]
        for lanes in by_way(walk):
            lines += ["", *one_way(lanes)]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def by_way(walk: WalkFacts) -> list[list[LaneFacts]]:
    """The lanes in groups that go the same way."""
    groups: dict[tuple[object, ...], list[LaneFacts]] = {}
    for lane in walk.lanes:
        key = (lane.fate, lane.resent, tuple(id(leaf) for leaf in lane.leaves))
        groups.setdefault(key, []).append(lane)
    return list(groups.values())


def one_way(lanes: Sequence[LaneFacts]) -> list[str]:
    """The lines for one group."""
    names = ", ".join(f"{lane.answer.status} {lane.answer.code}" for lane in lanes)
    again = ", after being sent again" if lanes[0].resent else ""
    lines = [f"{names}: {FATES[lanes[0].fate]}{again}"]
    leaves = lanes[0].leaves
    for number, leaf in enumerate(leaves[:4]):
        if len(leaves) > 1:
            lines.append(f"  way {number + 1} of {len(leaves)}")
        lines += [f"  {text}" for text in steps(leaf, lanes[0].lane)]
    if len(leaves) > 4:
        lines.append(f"  and {len(leaves) - 4} more ways")
    return lines


def steps(leaf: Leaf, lane: int) -> list[str]:
    """The steps of one run, repeated ones told once."""
    lines: list[str] = []
    count = 0
    for step in leaf.trace:
        text = f"{step.module.path}:{getattr(step.node, 'lineno', 0)}".ljust(28) + " " + tell(step)
        if lines and lines[-1].split("  (x")[0] == text:
            count += 1
            lines[-1] = f"{text}  (x{count + 1})"
            continue
        count = 0
        lines.append(text)
    if len(lines) > 24:
        lines = [*lines[:20], f"... {len(lines) - 22} more steps", *lines[-2:]]
    end = ENDS[leaf.end] + (f" {leaf.type}" if leaf.type else "")
    if leaf.end == "returned" and leaf.values.get(lane):
        end += f" {leaf.values[lane][:80]}"
    return [*lines, f"{''.ljust(28)} {end}"]


def tell(step: Step) -> str:
    """A step in words."""
    if step.what == "sent":
        return f"{step.detail} is sent"
    if step.what == "slept":
        return f"waits {step.detail:g} s" if isinstance(step.detail, (int, float)) else "waits"
    if step.what in ("raised", "caught"):
        return f"{step.detail} is {step.what}"
    source = condition(step.node)
    if step.what == "inside":
        return f"outcomes part inside {source}"
    if step.what == "assumed":
        return f"unknown, say {'yes' if step.detail else 'no'}: {source}"
    return f"{'' if step.detail is None else 'yes: ' if step.detail else 'no: '}{source}"


def condition(node: ast.AST) -> str:
    """The source of a condition, on one line; of a statement only its head."""
    if isinstance(
        node,
        (
            ast.For,
            ast.While,
            ast.If,
            ast.With,
            ast.AsyncWith,
            ast.AsyncFor,
            ast.Try,
            ast.FunctionDef,
            ast.AsyncFunctionDef,
            ast.ClassDef,
            ast.Match,
        ),
    ):
        return ast.unparse(node).split("\n")[0]
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 90 else text[:87] + "..."


def bold(text: str, color: bool) -> str:
    """Bold on a terminal."""
    return f"\x1b[1m{text}\x1b[0m" if color else text
