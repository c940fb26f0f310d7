"""What is made of the lanes' answers once for all sends of a walk, and their headers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sadpath.catalogue import Answer
from sadpath.walk.answer_parts import OF_ANY_ANSWER
from sadpath.walk.binding import Bound
from sadpath.walk.machine import Machine
from sadpath.walk.values import ABSENT, DictV, Origin, Unknown, Value


@dataclass(kw_only=True)
class AnswerHeaders:
    """Base of `Answers`. `lanes` are the answers of `target`, lane by lane; lane 0 is the success."""

    target: Bound | None = None
    lanes: tuple[Answer, ...] = ()
    by_lanes: dict[tuple[Any, ...], Any] = field(default_factory=dict)
    """What is made of the answers of a set of lanes: each send of a walk gives the same, and nothing changes it."""

    def once(self, m: Machine, make: Callable[[], Value], *key: Any) -> Value:
        """What `make` gives for the active lanes, made once in a walk; `key` says what it is."""
        full = (m.run.active, *key)
        found = self.by_lanes.get(full, ABSENT)
        if found is ABSENT:
            found = self.by_lanes[full] = make()
        return found

    def headers(self, m: Machine, bound: Bound) -> DictV:
        """The headers: those of the catalogue's answers by lane, everything else unknown."""
        made = m.new_dict({}, m.unknown("headers", bound.operation.id))
        made.fold_case = True
        made.items.update(self.once(m, lambda: self.known_headers(m), "headers"))
        return made

    def known_headers(self, m: Machine) -> dict[Value, Value]:
        """The headers that the catalogue tells, by their names in lower case."""
        names = {name.lower() for answer in self.lanes for name in answer.headers}
        everywhere = {
            n for n in names if all(n in map(str.lower, a.headers) for a in self.lanes if a.kind != "success")
        }
        found: dict[Value, Value] = {}
        for name in sorted(names):

            def value(lane: int, name: str = name) -> Value:
                answer = self.lanes[lane]
                if answer.kind == "success":  # what only some errors carry (`Retry-After`) is no header of a success
                    return m.unknown("header", name, kind="str") if name in everywhere else ABSENT
                return next((v for k, v in answer.headers.items() if k.lower() == name), ABSENT)

            found[name] = m.lanes(value, Origin(("header",)))
        return found

    def other_header(self, m: Machine, base: Unknown, name: str) -> Value:
        """A header of the target's answer that no catalogue tells: in an error only what describes any answer, and none that is a result.

        `ABSENT` where `base` does not stand for these headers.
        """
        if self.target is None or base.key != ("headers", self.target.operation.id):
            return ABSENT
        result, general = m.unknown("item", base, name), m.unknown("header of an error", name, kind="str")
        shared = OF_ANY_ANSWER.search(name) is not None
        return m.lanes(
            lambda lane: result if self.lanes[lane].kind == "success" else general if shared else ABSENT,
            Origin(("header",)),
        )
