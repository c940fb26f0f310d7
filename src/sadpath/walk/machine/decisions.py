"""Decisions: which lanes a run goes on with, and which way of an unknown condition it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sadpath.walk.environment import while_not_set
from sadpath.walk.machine.trail import Trail
from sadpath.walk.machine.typical import Typical
from sadpath.walk.outside import ANY_READ, note_asked
from sadpath.walk.run import MOST_TRACE, Infeasible, OverBudget

if TYPE_CHECKING:
    from sadpath.walk.values import Unknown


MOST_DECISIONS = 400
"""More than a walk has runs: where one run meets more of them, not all ways of its lanes can be walked, so that they stay unknown anyway."""


class Decisions(Trail, Typical):
    """Parts lanes and queues the rest; takes unknown conditions one way and the other."""

    def decide(self, options: list[tuple[int, ...]]) -> int:
        """Go on with one of several sets of lanes and queue the others; the index of the option that was taken."""
        run = self.run
        if len(options) == 1 or self.loading:
            run.active = options[0]
            return 0
        if run.cursor < len(run.prefix):
            choice = run.prefix[run.cursor]
            if choice >= len(options):
                raise Infeasible
        else:
            if len(run.taken) >= MOST_DECISIONS:
                raise OverBudget
            choice = 0
            for other in range(len(options) - 1, 0, -1):
                succeeds = 0 in options[other]
                if not self.queue_room[succeeds]:
                    # the walk will not come to it: only its lanes matter, and a long loop would fill the memory
                    self.unqueued.update(options[other])
                    continue
                self.queue_room[succeeds] -= 1
                queued = (*run.taken, other)
                self.queue.append(queued)
                self.queued_lanes[queued] = options[other]
        run.cursor += 1
        run.taken.append(choice)
        if len(options[choice]) < len(run.active):
            run.active = options[choice]
            self.note_condition("parted")
        run.active = options[choice]
        return choice

    def assume(self, key: Any, prefer: bool = True) -> bool:
        """Decide whether the unknown condition `key` holds: both ways are walked, and one run never contradicts itself.

        While a module loads only one way is walked: the one that `prefer` names, or that somebody tries.
        """
        run = self.run
        if self.loading:
            return self.assume_at_load(key, prefer)
        if ANY_READ in run.cache:
            note_asked(self, key)  # type: ignore[arg-type]
        known = run.assumed.get(key)
        if known is not None:
            if key in run.changed:
                return not known
            return self.change(key, known) if self.may_have_changed(key) else known
        choice = (self.decide([run.active, run.active]) == 0) is prefer
        run.assumed[key] = choice
        run.decided_at[key] = run.sends
        if 0 in run.active and (self.is_untypical(key, choice) or (not choice and self.asks_whether_it_worked(key))):
            run.flags.add("untypical")
        self.note_condition("assumed", choice)
        if run.sends and not self.is_prose(key):
            run.after_send.add(key)
        return choice

    def assume_at_load(self, key: Any, prefer: bool) -> bool:
        """As `assume`, while a module loads."""
        if not isinstance(key, int):
            return prefer
        told = while_not_set(self, key)  # type: ignore[arg-type]
        prefer = prefer if told is None else told
        return prefer if self.ways is None else self.ways.answer(key, prefer)

    def assume_as(self, value: Unknown, told: bool) -> None:
        """Take an unknown condition to be so, where this run has not decided it yet."""
        if value.key[0] == "choice":
            _, asked, yes, no = value.key
            if type(yes) is bool and type(no) is bool:
                self.assume_as(self.by_uid[asked[1]], told is yes)
            return
        key = value.key[1][1] if value.key[0] == "not" else value.uid
        if not self.loading and key not in self.run.assumed:
            self.run.assumed[key] = told is not (value.key[0] == "not")
            self.run.decided_at[key] = self.run.sends

    def is_prose(self, key: Any) -> bool:
        """Whether an unknown condition is about the human text of an error: nobody knows it, but it is one text, not data that fits the code."""
        symbol = self.by_uid.get(key) if isinstance(key, int) and 0 not in self.run.active else None
        return symbol is not None and bool({"message", "text"} & symbol.origin.tags)

    def may_have_changed(self, key: Any) -> bool:
        """Whether what was unknown may be otherwise by now: a loop has sent twice since it was asked (`while not stop.is_set()`).

        Only what a call gives can change by itself; arguments stay, and so do the answers of other requests.
        """
        return (
            self.run.sends >= self.run.decided_at.get(key, 0) + 2 and isinstance(key, int) and "call" in self.roots(key)
        )

    def roots(self, uid: int) -> frozenset[str]:
        """What a symbol is made of: "call", "body", ...; a symbol of an answer is made of nothing else that counts."""
        known: dict[int, frozenset[str]] = self.caches.setdefault("roots", {})
        if uid not in known:
            known[uid] = frozenset()
            symbol = self.by_uid[uid]
            found = {"call"} if symbol.key[0] in ("call", "model", "await", "next", "popped") else {str(symbol.key[0])}
            for part in symbol.key[1:]:
                if (inner := self.symbol(part)) is not None:
                    found |= self.roots(inner.uid)
            known[uid] = frozenset(found - {"call"} if found & {"body", "json", "headers", "text"} else found)
        return known[uid]

    def change(self, key: Any, known: bool) -> bool:
        """Ask an unknown condition again: it stays as it was, or it changes, once in a run."""
        run = self.run
        if self.decide([run.active, run.active]) == 0:
            run.decided_at[key] = run.sends + MOST_TRACE  # it stays as it is
        else:
            run.changed.add(key)
            run.flags.add("changed")
            known = not known
        run.after_send.add(key)
        self.note_condition("assumed", known)
        return known
