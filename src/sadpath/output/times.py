"""What took how long, for `--verbose`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sadpath.findings import Timing

MOST = 20
_TITLES = {"reading": "reading", "walk": "walks", "check": "checks"}


def times(timings: Sequence[Timing]) -> Iterator[str]:
    """For each kind of work its sum, then its parts, the slowest first; what was done several times is summed."""
    for kind, title in _TITLES.items():
        sums: dict[str, list[float]] = {}
        for timing in timings:
            if timing.kind == kind:
                sums.setdefault(timing.label, []).append(timing.seconds)
        if not sums:
            continue
        yield f"{title}: {sum(map(sum, sums.values())):.2f} s"
        slowest = sorted(sums.items(), key=lambda item: (-sum(item[1]), item[0]))
        yield from (f"  {sum(seconds):7.3f} s  {label}" for label, seconds in slowest[:MOST])
        if len(slowest) > MOST:
            yield f"  {sum(sum(seconds) for _, seconds in slowest[MOST:]):7.3f} s  {len(slowest) - MOST} more"
