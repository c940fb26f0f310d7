"""Messages and outcomes in words, as the text renderers print them."""

from __future__ import annotations

from collections.abc import Sequence

from sadpath.findings import Finding, OutcomeRef

UNDOCUMENTED = "OTHER"
FEW = 6


def name(status: int, code: str | None) -> str:
    """`409 CONFLICT`, `409 any other code`, or `409` for an answer without a code."""
    if code == UNDOCUMENTED:
        return f"{status} any other code"
    return f"{status} {code}" if code else str(status)


def listed(outcomes: Sequence[OutcomeRef], most: int = FEW) -> str:
    """The names of the outcomes: at most `most` of them, then how many more there are."""
    names = [name(o.status, o.code) for o in outcomes]
    if len(names) > most + 1:  # "and 1 more" would take the place of the one
        names[most:] = [f"and {len(names) - most} more"]
    return ", ".join(names)


def one_line(finding: Finding) -> str:
    """The message without line ends, each row of spaces as one."""
    return " ".join(finding.message.split())


def with_outcomes(finding: Finding) -> str:
    """The message in one line, and the outcomes that it is about: `... goes unnoticed [409 CONFLICT]`."""
    return one_line(finding) + (f" [{listed(finding.outcomes)}]" if finding.outcomes else "")


def by_fate(outcomes: Sequence[OutcomeRef], most: int = FEW) -> list[tuple[str, str]]:
    """(fate, names of its outcomes), in the order in which the fates come up."""
    fates: dict[str, list[OutcomeRef]] = {}
    for outcome in outcomes:
        fates.setdefault(outcome.fate, []).append(outcome)
    return [(fate, listed(group, most)) for fate, group in fates.items()]
