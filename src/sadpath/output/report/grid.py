"""The map as HTML: for each operation a grid, errors down and entries across. It says everything without the script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from sadpath.catalogue import Provider
from sadpath.findings import OutcomeRow, WalkRow
from sadpath.output.fates import AGAIN, APART, MEANINGS
from sadpath.output.outcomes import UNDOCUMENTED

LONGEST = 17
"""Letters of a method's name with its class that have room above a column."""
Numbered = tuple[int, WalkRow]


def grids(walks: Sequence[WalkRow], providers: Sequence[Provider]) -> Iterator[str]:
    """A section for each provider with the grids of its operations. `walks` are sorted by provider and operation."""
    known = {provider.id: provider for provider in providers}
    number = 0
    for provider_id, of_provider in groupby(enumerate(walks), key=lambda item: item[1].provider):
        provider = known.get(provider_id)
        name = provider.name if provider else provider_id
        yield f'<section class="provider" data-provider="{escape(provider_id)}">\n<h2>{escape(name)}</h2>\n<div class="operations">\n'
        for operation, group in groupby(of_provider, key=lambda item: item[1].operation):
            found = next((o for o in provider.operations if o.id == operation), None) if provider else None
            call = f"{found.method} {found.path}" if found else ""
            yield _operation(number, operation, call, list(group))
            number += 1
        yield "</div>\n</section>\n"


def _operation(number: int, name: str, call: str, walks: Sequence[Numbered]) -> str:
    known = {index: {(o.status, o.code): (row, o) for row, o in enumerate(walk.outcomes)} for index, walk in walks}
    keys = sorted({key for outcomes in known.values() for key in outcomes}, key=_order)
    heads = "".join(
        f'<th scope="col" role="columnheader" class="entry" data-walk="{index}">'
        f'<span title="{escape(walk.entry)}, sent at {escape(walk.path)}:{walk.line}">{_short(walk.entry)}</span></th>'
        for index, walk in walks
    )
    rows = []
    for key in keys:
        present = [outcomes[key][1] for outcomes in known.values() if key in outcomes]
        cells = "".join(_cell(index, walk, known[index].get(key)) for index, walk in walks)
        rows.append(f'<tr role="row">{_row_head(present[0])}{cells}</tr>\n')
    return (
        f'<section class="operation" data-operation="{escape(name)}">\n'
        f'<h3 id="o{number}">{escape(name)} <small>{escape(call)}</small></h3>\n'
        f'<div class="scroll"><table role="grid" aria-labelledby="o{number}">\n'
        f'<thead><tr role="row"><td class="corner"></td>{heads}</tr></thead>\n<tbody>\n{"".join(rows)}</tbody></table></div>\n'
        "</section>\n"
    )


def _row_head(outcome: OutcomeRow) -> str:
    status = str(outcome.status)
    if outcome.assumed_status:
        status = f'<abbr title="assumed: no document states this status">{status}</abbr>'
    retry = (outcome.retry or "").replace("_", " ")
    return (
        f'<th scope="row" role="rowheader"><span class="error"><span class="status">{status}</span>'
        f'<code title="{escape(_name(outcome))}">{escape(_name(outcome))}</code><span class="retry">{escape(retry)}</span></span></th>'
    )


def _cell(index: int, walk: WalkRow, found: tuple[int, OutcomeRow] | None) -> str:
    if found is None:
        return '<td role="gridcell" class="none" aria-label="not an answer here"></td>'
    row, outcome = found
    fate = outcome.fate if outcome.fate in MEANINGS else "unknown"
    classes = fate + " again" * outcome.resent + " apart" * outcome.specific
    told = ", ".join([fate, *[AGAIN[1]] * outcome.resent, *[APART[1]] * outcome.specific])
    label = f"{outcome.status} {_name(outcome)} from {walk.entry}: {told}"
    return (
        f'<td role="gridcell" tabindex="-1" id="c{index}-{row}" class="{classes}" data-fate="{fate}" data-walk="{index}"'
        f' data-row="{row}" aria-label="{escape(label)}">{MEANINGS[fate][0]}</td>'
    )


def _name(outcome: OutcomeRow) -> str:
    return "any other code" if outcome.code == UNDOCUMENTED else outcome.code or ""


def _short(entry: str) -> str:
    """The function without its module, which the title tells; a module's top level is named by the module."""
    module, _, name = entry.partition(":")
    if name == "<module>":
        name = module.rpartition(".")[2]
    return escape(name if len(name) <= LONGEST else name.rpartition(".")[2])


def _order(key: tuple[int, str | None]) -> tuple[int, bool, str]:
    return key[0], key[1] == UNDOCUMENTED, key[1] or ""
