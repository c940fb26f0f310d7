"""The matrix for people: a table for each operation, a row for each documented error, a column for each walk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sadpath.findings import OutcomeRow, Report, WalkRow
from sadpath.output.fates import MEANINGS
from sadpath.output.outcomes import UNDOCUMENTED
from sadpath.output.sources import Sources
from sadpath.output.width import shown

_STYLES = {
    "handled": "green",
    "raised": "cyan",
    "unnoticed": "bold red",
    "passed": "yellow",
    "crashed": "bold magenta",
    "endless": "bold white on red",
    "unknown": "dim",
}
FATES = {fate: (MEANINGS[fate][0], style) for fate, style in _STYLES.items()}
"""The letter and the colour of each fate: no fate is told by its colour alone."""
_RESENT = "+"
_SPECIFIC = "*"
_HEAD = ("status", "code", "retry")
_PLAIN_COLUMNS = 100


@dataclass(frozen=True, slots=True)
class Table:
    """One operation's walks. A row is (status, code, retry, a cell for each walk); a cell is (text, fate)."""

    title: str
    walks: tuple[WalkRow, ...]
    rows: tuple[tuple[tuple[str, str, str], tuple[tuple[str, str], ...]], ...]


def render(report: Report, *, color: bool, sources: Sources) -> str:
    """The tables and a legend; nothing where there are no walks. With colour it is as wide as the terminal."""
    tables = list(_tables(report.walks))
    if not tables:
        return ""
    assumed = any(outcome.assumed_status for walk in report.walks for outcome in walk.outcomes)
    return _colored(tables, assumed) if color else _plain(tables, assumed)


def _tables(walks: Sequence[WalkRow]) -> Iterator[Table]:
    ordered = sorted(walks, key=WalkRow.sort_key)
    for (provider, operation), group in groupby(ordered, key=lambda walk: (walk.provider, walk.operation)):
        members = tuple(group)
        known = [{(o.status, o.code): o for o in walk.outcomes} for walk in members]
        keys = sorted({key for outcomes in known for key in outcomes if key[1]}, key=_row_key)
        rows = []
        for key in keys:
            found = [outcomes.get(key) for outcomes in known]
            present = [outcome for outcome in found if outcome is not None]
            status = f"{key[0]} assumed" if any(o.assumed_status for o in present) else str(key[0])
            code = "any other code" if key[1] == UNDOCUMENTED else shown(key[1] or "")
            terms = "/".join(dict.fromkeys(o.retry for o in present if o.retry))
            rows.append(((status, code, terms), tuple(map(_cell, found))))
        yield Table(f"{provider} {operation}", members, tuple(rows))


def _row_key(key: tuple[int, str | None]) -> tuple[int, bool, str]:
    return key[0], key[1] == UNDOCUMENTED, key[1] or ""


def _cell(outcome: OutcomeRow | None) -> tuple[str, str]:
    if outcome is None:
        return "-", "unknown"
    letter = FATES.get(outcome.fate, FATES["unknown"])[0]
    return letter + _RESENT * outcome.resent + _SPECIFIC * outcome.specific, outcome.fate


def _chunks(table: Table, columns: int) -> list[range]:
    """Which walks stand beside one another, where not all of them have room."""
    lead = 2 + sum(max(len(head), *(len(row[0][i]) for row in table.rows), 0) + 2 for i, head in enumerate(_HEAD))
    each = max((columns - lead) // 6, 1)
    return [range(start, min(start + each, len(table.walks))) for start in range(0, len(table.walks), each)]


def _walk_lines(table: Table) -> list[str]:
    digits = len(str(len(table.walks))) + 2
    entries = max(len(shown(walk.entry)) for walk in table.walks)
    return [
        f"  {f'[{number}]':{digits}} {shown(walk.entry):{entries}}  sent at {shown(walk.path)}:{walk.line}"
        for number, walk in enumerate(table.walks, 1)
    ]


def _legend(assumed: bool) -> list[str]:
    lines = [
        "  ".join(f"{letter} {fate}" for fate, (letter, _) in FATES.items()),
        f"{_RESENT} sent again  {_SPECIFIC} told apart from an unknown code",
    ]
    if assumed:
        lines.append("assumed: no document states the status that comes with this code")
    return lines


def _plain(tables: Sequence[Table], assumed: bool) -> str:
    lines: list[str] = []
    for table in tables:
        lines += [table.title, *_walk_lines(table), ""]
        for chunk in _chunks(table, _PLAIN_COLUMNS):
            cells = [(*_HEAD, *(f"[{i + 1}]" for i in chunk))]
            cells += [(*head, *(row[i][0] for i in chunk)) for head, row in table.rows]
            widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
            lines += ["  " + "  ".join(map(str.ljust, row, widths)).rstrip() for row in cells]
            lines.append("")
    return "\n".join([*lines, *_legend(assumed)]) + "\n"


def _colored(tables: Sequence[Table], assumed: bool) -> str:
    import io

    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    buffer = io.StringIO()
    columns = max(shutil.get_terminal_size((_PLAIN_COLUMNS, 24)).columns, 60)
    console = Console(
        file=buffer, force_terminal=True, color_system="standard", no_color=False, width=columns, highlight=False
    )

    def write(*parts: Any) -> None:
        console.print(*parts, soft_wrap=True)

    for table in tables:
        write(Text(table.title, style="bold"))
        for line in _walk_lines(table):
            write(Text(line))
        for chunk in _chunks(table, columns):
            grid = RichTable(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
            grid.add_column("  " + _HEAD[0], no_wrap=True)
            for title in (*_HEAD[1:], *(f"[{i + 1}]" for i in chunk)):
                grid.add_column(Text(title), no_wrap=True)
            for head, row in table.rows:
                letters = [Text(row[i][0], style=FATES.get(row[i][1], FATES["unknown"])[1]) for i in chunk]
                assumption = Text("  " + head[0])
                assumption.highlight_words(["assumed"], "dim italic")
                grid.add_row(assumption, Text(head[1]), Text(head[2], style="dim"), *letters)
            console.print()
            console.print(grid)
        console.print()
    for line in _legend(assumed):
        write(Text(line, style="dim"))
    return buffer.getvalue()
