"""What the catalogues say, as Markdown for hovers and completions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sadpath.catalogue.show import terms_in_words

if TYPE_CHECKING:
    from sadpath.catalogue.model import ErrorRow, Operation, Provider
    from sadpath.walk.outcomes import WalkFacts

MOST = 12


def of_code(code: str, provider: Provider, at_hand: Iterable[Operation] = ()) -> str:
    """What a provider documents about a code; empty where it does not know it."""
    errors = provider.errors_of(code)
    return "\n\n---\n\n".join(of_error(code, error, provider, tuple(at_hand)) for error in errors)


def of_error(code: str, error: ErrorRow, provider: Provider, at_hand: Sequence[Operation]) -> str:
    """One documented error."""
    statuses = ", ".join(map(str, error.statuses)) + (" (assumed)" if error.assumed_status else "")
    lines = [f"**`{code}`** · {provider.name} · status {statuses}", ""]
    if error.meaning:
        lines += [error.meaning, ""]
    if error.message:
        lines += [f"> {error.message}", ""]
    lines.append(f"*Retry:* {terms_in_words(error)}")
    if error.handling:
        lines += ["", f"*What to do:* {error.handling}"]
    here = [operation.id for operation in at_hand if error.applies_to(operation)]
    every = [operation.id for operation in provider.operations if error.applies_to(operation)]
    if here:
        lines += ["", f"*Answered here by:* {listed(here)}"]
    elif at_hand:
        lines += ["", f"*None of the requests here answers it*, but {listed(every)}"]
    else:
        lines += ["", f"*Answered by:* {listed(every)}"]
    lines += ["", f"[{provider.name}: documentation]({error.link or provider.link})"]
    return "\n".join(lines)


def of_status(status: int, provider: Provider, operations: Iterable[Operation]) -> str:
    """The documented errors of some operations that come with a status; empty where there are none."""
    rows: dict[str, tuple[str, list[str]]] = {}
    for operation in operations:
        for row in provider.rows(operation):
            if row.status == status:
                rows.setdefault(row.code, (row.error.meaning, []))[1].append(operation.id)
    if not rows:
        return ""
    lines = [f"**{status}** · {provider.name}", "", "| code | meaning | operations |", "|---|---|---|"]
    shown = list(rows.items())[:MOST]
    lines += [f"| `{code}` | {cell(meaning)} | {cell(listed(ids))} |" for code, (meaning, ids) in shown]
    if len(rows) > MOST:
        lines.append(f"| … | {len(rows) - MOST} more | |")
    return "\n".join(lines)


def of_field(name: str, provider: Provider) -> str:
    """What a key of an error body is; empty where error bodies have none of that name."""
    kinds = {
        "the code": provider.fields.code,
        "the text for people": provider.fields.message,
        "the status": provider.fields.status,
        "an id to ask support with": provider.fields.correlation,
        "the kind of error": provider.fields.type,
    }
    paths = sorted(p for p in provider.field_paths() if p.split(".")[-1].removesuffix("[]") == name)
    if not paths:
        return ""
    lines = [f"**`{name}`** in an error body of {provider.name}", ""]
    for path in paths:
        what = next((kind for kind, known in kinds.items() if path in known), "")
        lines.append(f"- `{path}`" + (f": {what}" if what else ""))
    return "\n".join([*lines, "", f"[{provider.name}: documentation]({provider.link})"])


def of_request(walk: WalkFacts) -> str:
    """The operation that a request calls, and what becomes of its errors."""
    bound = walk.walked.bound
    operation = bound.operation
    lines = [
        f"**{operation.id}** · {bound.provider.name}",
        "",
        f"`{operation.method} {operation.path}`",
        "",
        f"From `{walk.walked.entry.label}`: {summary(walk)}.",
    ]
    unnoticed = [str(lane.answer.code) for lane in walk.lanes if lane.fate in ("unnoticed", "crashed", "endless")]
    if unnoticed:
        lines += ["", f"Not handled: {', '.join(f'`{code}`' for code in dict.fromkeys(unnoticed))}"]
    return "\n".join([*lines, "", f"[{bound.provider.name}: documentation]({bound.provider.link})"])


def summary(walk: WalkFacts) -> str:
    """`12 errors, 7 handled, 3 unnoticed, 2 sent again`."""
    fates = Counter(lane.fate for lane in walk.lanes)
    parts = [f"{len(walk.lanes)} error{'' if len(walk.lanes) == 1 else 's'}"]
    order = ("handled", "raised", "passed", "unnoticed", "crashed", "endless", "unknown")
    parts += [f"{fates[fate]} {fate}" for fate in order if fates[fate]]
    again = sum(lane.resent for lane in walk.lanes)
    return ", ".join([*parts, *([f"{again} sent again"] if again else [])])


def listed(names: Sequence[str], most: int = 6) -> str:
    """Names in a sentence, with a number where there are many."""
    shown = ", ".join(f"`{name}`" for name in names[:most])
    return shown + (f" and {len(names) - most} more" if len(names) > most else "")


def cell(text: str) -> str:
    """A text that can stand in a table."""
    return text.replace("|", "\\|").replace("\n", " ")
