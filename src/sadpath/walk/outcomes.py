"""From the leaves of a walk to the facts of each lane: fate, resent, waited, specific (see DESIGN, "Fates, exactly")."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sadpath.catalogue import Answer
from sadpath.walk.canonical import same_value
from sadpath.walk.leaves import Leaf, Walked
from sadpath.walk.successes import compatible, is_as_empty, is_part, typical

NOTHING = frozenset({"None", "False", "0", "''", "[]", "{}", "()", "(None, None)"})
"""Values that say that there was nothing to give."""


@dataclass
class LaneFacts:
    """The facts of one lane. `own` are the statements and handlers of the file that sends which only this lane's way touches."""

    lane: int
    answer: Answer
    fate: str
    resent: bool = False
    waited: bool = False
    specific: bool = False
    keyed: bool = False
    raises: tuple[str, ...] = ()
    shape: str = "other"
    own: tuple[ast.stmt | ast.ExceptHandler, ...] = ()
    leaves: list[Leaf] = field(default_factory=list)
    bounded: bool = False
    """Something ends the sending after all, though later than a person would wait for."""
    reread: bool = False
    """Each time that it was sent again, another request was sent in between."""
    as_empty: bool = False
    """It is handled as a success is that has nothing in a list, and no condition has told it from that."""

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines (1-based) of `own`; an edit above moves them."""
        return tuple(sorted({node.lineno for node in self.own}))


@dataclass
class WalkFacts:
    """A walk and the facts of its lanes: the documented errors, and one undocumented code for each status."""

    walked: Walked
    lanes: list[LaneFacts]
    others: list[LaneFacts]


def judge(walked: Walked) -> WalkFacts:
    """The facts of all lanes of a walk."""
    sent = [leaf for leaf in walked.leaves if leaf.sends]
    success = [leaf for leaf in sent if 0 in leaf.lanes and leaf.end == "returned"]
    failed_success = [leaf for leaf in sent if 0 in leaf.lanes and leaf.end != "returned"]
    # a success is meant to give something: where it does in one world, the worlds in which it gives nothing are no typical ones
    success = [leaf for leaf in success if leaf.values.get(0) not in NOTHING] or success
    told, success = success, typical(success, walked.places)
    empty = [leaf for leaf in told if leaf not in success and any(is_part(leaf.path, good.path) for good in success)]
    by_lane: dict[int, list[Leaf]] = {}
    for leaf in sent:
        for lane in leaf.lanes:
            by_lane.setdefault(lane, []).append(leaf)
    answers = walked.answers
    companions = {(a.status, a.six_digits, a.kind): i for i, a in enumerate(answers) if a.kind in ("other", "second")}
    lanes: list[LaneFacts] = []
    others: list[LaneFacts] = []
    for index, answer in enumerate(answers):
        if answer.kind not in ("error", "other"):
            continue
        mine = by_lane.get(index, [])
        facts = lane_facts(walked, index, mine, success, failed_success)
        facts.as_empty = facts.fate == "handled" and all(is_as_empty(leaf, index, empty) for leaf in facts.leaves)
        if answer.kind == "other":
            others.append(facts)
            continue
        one = companions.get((answer.status, answer.six_digits, "other"))
        two = companions.get((answer.status, answer.six_digits, "second"))
        if one is not None and facts.fate != "unknown":
            facts.specific = specific(
                answers,
                index,
                facts.leaves,
                one,
                by_lane.get(one, []),
                two,
                by_lane.get(two, []) if two is not None else [],
                facts.fate,
            )
        lanes.append(facts)
    return WalkFacts(walked, lanes, others)


def lane_facts(walked: Walked, lane: int, mine: list[Leaf], success: list[Leaf], failed: list[Leaf]) -> LaneFacts:
    """Fate and the facts about sending of one lane."""
    facts = LaneFacts(lane, walked.answers[lane], "unknown")
    if lane in walked.unfinished:
        facts.leaves = mine
        return facts
    possible = [leaf for leaf in mine if any(compatible(leaf, good) for good in success)] or mine
    # that something unknown changes in time says how a loop may end, and nothing about one that ends anyway
    steady = [leaf for leaf in possible if "changed" not in leaf.flags]
    if steady and not any(leaf.end == "endless" for leaf in steady):
        possible = steady
    # a worker's loop, which runs until it is stopped, in success as well: how it ends is what follows when it is
    running = {leaf.path for leaf in failed if leaf.end == "endless"}
    possible = [leaf for leaf in possible if leaf.end != "endless" or leaf.path not in running] or possible
    # unknown data never crashes by itself: where another world does not crash, the crash is one of the data
    safe = [leaf for leaf in possible if not (leaf.end == "crashed" and leaf.after_send)]
    possible = safe or possible
    possible = least_set(possible)
    facts.leaves = possible
    if not possible or walked.crash:
        return facts
    told = {fate_of(leaf, lane, [good for good in success if compatible(leaf, good)]) for leaf in possible}
    if any("unsure" in leaf.flags for leaf in possible):
        told = {"unknown"}
    facts.fate = told.pop() if len(told) == 1 else "unknown"
    if 0 in walked.unfinished and facts.fate in ("unnoticed", "passed", "handled"):
        # not all of success is there to hold it against, but many runs of it are: it goes round in what they have been through
        usual = {step for good in (*success, *failed) for step in good.path}
        if facts.fate != "handled" or not success or any(usual.issuperset(leaf.path) for leaf in possible):
            facts.fate = "unknown"
    if not success and facts.fate == "endless":
        facts.fate = "unknown"  # success has no end either: a worker's loop
    facts.resent = bool(success) and all(leaf.sends > fewest(leaf, success) for leaf in possible)
    facts.bounded = any("bounded" in leaf.flags for leaf in possible)
    facts.waited = all(leaf.waits > 0 for leaf in possible)
    facts.keyed = all(len(leaf.keys) == 1 and leaf.keys[0] is not None for leaf in possible)
    facts.raises = tuple(sorted({leaf.type for leaf in possible if leaf.type}))
    shapes = {leaf.shapes.get(lane, "other") for leaf in possible if leaf.end == "returned"}
    facts.shape = shapes.pop() if len(shapes) == 1 else "other"
    facts.reread = all(asked_between(leaf.send_log) for leaf in possible)
    facts.own = own_nodes(walked, possible, success)
    return facts


def least_set(leaves: list[Leaf]) -> list[Leaf]:
    """The runs that take the fewest environment variables to be set: a variable's default is what is known of it."""
    fewest = min((len(leaf.variables) for leaf in leaves), default=0)
    return [leaf for leaf in leaves if len(leaf.variables) == fewest]


def asked_between(log: tuple[tuple[int, int], ...]) -> bool:
    """Whether the count of other requests, the second of each pair, went up between each two sends."""
    return len(log) > 1 and all(later > earlier for (_, earlier), (_, later) in itertools.pairwise(log))


def fewest(leaf: Leaf, success: list[Leaf]) -> int:
    """The sends of success in the worlds of this run."""
    return min(
        (good.sends for good in success if compatible(leaf, good)),
        default=min((good.sends for good in success), default=1),
    )


def fate_of(leaf: Leaf, lane: int, success: list[Leaf]) -> str:
    """The fate of one run of a lane, held against the runs of success in the same world."""
    if leaf.end != "returned":
        return leaf.end
    if not success:
        return "unknown"
    same_path = [good for good in success if good.path == leaf.path]
    if not same_path:
        return "handled"
    if "escaped" in leaf.flags:
        return "unknown"
    # a success that lacks what the code asks for gives what an error gives: that nobody tells these apart says nothing of the others
    usual = [good for good in same_path if "untypical" not in good.flags] or same_path
    # what is read back where the lane has put something else than success is neither the same nor known to be another
    usual = [good for good in usual if not found_other(leaf, lane, good)]
    if not usual:
        return "unknown"
    return "unnoticed" if any(good.values.get(0) == leaf.values.get(lane) for good in usual) else "passed"


def found_other(leaf: Leaf, lane: int, good: Leaf) -> bool:
    """Whether a run of a lane rests on what it read back from where success, in its own run, had put something else."""
    places = leaf.rests.get(lane, frozenset()) | good.rests.get(0, frozenset())
    return bool(places) and any(
        place in places for place, _ in leaf.written.get(lane, frozenset()) ^ good.written.get(0, frozenset())
    )


def behaviour(leaf: Leaf) -> tuple[Any, ...]:
    """What of a run can tell a code from another one."""
    return leaf.end, leaf.type, leaf.sends, leaf.path


def specific(
    answers: Sequence[Answer],
    lane: int,
    mine: list[Leaf],
    one: int,
    first: list[Leaf],
    two: int | None,
    second: list[Leaf],
    fate: str,
) -> bool:
    """Whether there is a world in which the lane differs from an undocumented code with the same status."""
    if not mine or not first:
        return False
    for leaf in mine:
        others = [other for other in first if compatible(leaf, other)]
        same = [other for other in others if behaviour(other) == behaviour(leaf)]
        if not others:
            continue
        if not same:
            return True
        if fate == "crashed":
            continue
        # the value tells the code only where two undocumented codes give the same one
        steady = [
            o for o in same if any(compatible(o, s) and s.values.get(two or 0) == o.values.get(one) for s in second)
        ]
        if steady and not any(
            same_value(o.values.get(one, ""), answers[one], leaf.values.get(lane, ""), answers[lane]) for o in steady
        ):
            return True
    return False


def own_nodes(walked: Walked, mine: list[Leaf], success: list[Leaf]) -> tuple[ast.stmt | ast.ExceptHandler, ...]:
    """Statements and handlers of the sending file that this lane runs and success does not."""
    if walked.place is None:
        return ()
    usual = {step for good in success for step in good.path}
    found: dict[int, ast.stmt | ast.ExceptHandler] = {}
    for leaf in mine:
        for step in leaf.path:
            module, node = walked.places[step]
            if step not in usual and module is walked.place.module and isinstance(node, (ast.stmt, ast.ExceptHandler)):
                found[step] = node
    return tuple(found.values())
