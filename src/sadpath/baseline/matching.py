"""Which findings a baseline knows, and which of its entries are gone."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from sadpath.baseline.file import Baseline, Entry
from sadpath.baseline.naming import Namer
from sadpath.findings import Finding

_SAME: tuple[Callable[[Entry], tuple[str, ...]], ...] = (
    lambda e: (e.path, e.rule, e.provider, e.operation, e.entry, e.scope, e.about),
    lambda e: (e.path, e.rule, e.provider, e.operation, "", e.scope, e.about),
    lambda e: (e.path, e.rule, e.provider, e.operation, e.entry, "", e.about),
    lambda e: (e.path, e.rule, e.provider, e.operation, "", "", e.about),
)
"""What makes two entries the same finding, from all that is known to what a renamed function leaves."""


def _moved(entry: Entry) -> tuple[str, ...]:
    """What stays of an entry whose code moves to another file."""
    return (entry.rule, entry.provider, entry.operation, entry.scope, entry.about)


@dataclass(frozen=True, slots=True)
class Held:
    """Findings held against a baseline. `kept` has the entries that were found again, as they are now.

    `gone` are those that were not, in files about which this run knows everything; `unseen` the others.
    """

    new: tuple[Finding, ...]
    known: tuple[Finding, ...] = ()
    kept: tuple[Entry, ...] = ()
    gone: tuple[Entry, ...] = ()
    unseen: tuple[Entry, ...] = ()
    added: tuple[Entry, ...] = field(default=())
    """The entries for `new`."""

    def smaller(self, baseline: Baseline) -> Baseline:
        """The baseline without what is gone, with the names that functions and files have now."""
        return Baseline(baseline.file, (*self.kept, *self.unseen))

    def renewed(self, baseline: Baseline) -> Baseline:
        """As `smaller`, with the new findings in it."""
        return Baseline(baseline.file, (*self.kept, *self.unseen, *self.added))


def hold(
    findings: Iterable[Finding],
    baseline: Baseline,
    namer: Namer,
    *,
    judged: Callable[[Entry], bool],
    sure: Callable[[Iterable[str]], set[str]],
    covered: Callable[[], bool],
) -> Held:
    """Tell the findings that the baseline knows from new ones.

    An entry stands for one finding: a second one like it is new. What was renamed or moved is found again where nothing
    else can be meant. `judged`: whether the rule of an entry was looked for in its file. `sure`: of absolute paths those
    about which this run knows everything. `covered`: whether it looked at all files below the baseline.
    """
    open_findings = [(finding, namer.entry(finding)) for finding in sorted(findings)]
    open_entries = list(baseline.entries)
    pairs: list[tuple[Finding, Entry, Entry]] = []
    for same in _SAME:
        open_findings, open_entries = _pair(open_findings, open_entries, same, pairs)
    paths = {baseline.absolute(entry) for entry in (*open_entries, *(old for _, _, old in pairs))}
    known = sure(path for path in sorted(paths) if os.path.isfile(path))

    def left(entry: Entry) -> bool:
        path = baseline.absolute(entry)
        return judged(entry) and (path in known or (not os.path.lexists(path) and covered()))

    # only what has left its own file may have come to another one
    away = [entry for entry in open_entries if left(entry)]
    leaving = frozenset(away)
    stay = [entry for entry in open_entries if entry not in leaving]
    open_findings, gone = _pair(open_findings, away, _moved, pairs)
    return Held(
        new=tuple(finding for finding, _ in open_findings),
        known=tuple(sorted(finding for finding, _, _ in pairs)),
        # a run that saw only a part may see another way to the same finding; the entry stays as it is then
        kept=tuple(
            sorted(now if baseline.absolute(old) in known or now.path != old.path else old for _, now, old in pairs)
        ),
        gone=tuple(gone),
        unseen=tuple(stay),
        added=tuple(entry for _, entry in open_findings),
    )


def _pair(
    findings: list[tuple[Finding, Entry]],
    entries: list[Entry],
    same: Callable[[Entry], tuple[str, ...]],
    pairs: list[tuple[Finding, Entry, Entry]],
) -> tuple[list[tuple[Finding, Entry]], list[Entry]]:
    """Pair what is the same, one to one; the findings and entries that are left."""
    waiting: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in reversed(entries):
        waiting[same(entry)].append(entry)
    rest = []
    for finding, now in findings:
        if waiting[same(now)]:
            pairs.append((finding, now, waiting[same(now)].pop()))
        else:
            rest.append((finding, now))
    return rest, sorted(entry for left in waiting.values() for entry in left)
