"""The format for people: what is wrong, the source line, the outcomes concerned, and what to do."""

from __future__ import annotations

import re
import textwrap

from sadpath.findings import Finding, Place, Report
from sadpath.output.ansi import paint
from sadpath.output.outcomes import by_fate, one_line
from sadpath.output.sources import Sources
from sadpath.output.width import shown, width

COLUMNS = 100
_SOURCE_COLUMNS = 140
_LEAD = 40
_FIXED_SPACE = "\u00a0"
_INSIDE = re.compile(r"(?<=\b\d\d\d) |(?<=\band) | (?=more$)")


def render(report: Report, *, color: bool, sources: Sources) -> str:
    """A block for each finding, with a blank line behind it."""
    return "".join(f"{_block(finding, sources, color)}\n\n" for finding in report.findings)


def _block(finding: Finding, sources: Sources, color: bool) -> str:
    related = [p for p in finding.related if p.message or (p.path, p.line) != (finding.path, finding.line)]
    gutter = len(str(max(finding.line, *(place.line for place in related), 0)))
    bar = paint(" " * (gutter + 1) + "|", "blue", color)
    rule = paint(f"{finding.severity}[{finding.rule}]", finding.severity, color)
    message = one_line(finding)
    lines = [f"{rule} {finding.name}: {paint(shown(message), 'bold', color)}"]
    arrow = paint(" " * gutter + "-->", "blue", color)
    lines.append(f"{arrow} {shown(finding.path)}:{finding.line}:{finding.column}")
    lines += _excerpt(finding, sources, gutter, color, finding.severity)
    for place in related:
        dots = paint(" " * gutter + ":::", "blue", color)
        lines.append(f"{dots} {shown(place.path)}:{place.line}:{place.column}")
        lines += _excerpt(place, sources, gutter, color, "info", place.message)
    lines.append(bar)
    # a status and its code stay on one line, and so does "and 3 more"
    notes = [(fate, _INSIDE.sub(_FIXED_SPACE, names)) for fate, names in by_fate(finding.outcomes)]
    if finding.entry and finding.operation:
        notes.insert(0, ("walk", f"{finding.operation} from {finding.entry}"))
    notes += [(word, text) for word, text in (("help", finding.help), ("see", finding.url)) if text]
    for word, text in notes:
        lines += _note(word, shown(text), gutter, color)
    return "\n".join(lines)


def _excerpt(
    place: Finding | Place, sources: Sources, gutter: int, color: bool, style: str, label: str = ""
) -> list[str]:
    """The source line with carets under the place, to the line's end where it goes on below; nothing if unreadable."""
    line = sources.line(place.path, place.line)
    bar = paint("|", "blue", color)
    if line is None:
        return [f"{' ' * gutter} {bar} {shown(label)}"] if label else []
    line = line.rstrip()
    start = min(max(place.column - 1, 0), len(line))
    end = len(line) if place.end_line > place.line else min(max(place.end_column - 1, start), len(line))
    before, marked, after = shown(line[:start]), shown(line[start:end]), shown(line[end:])
    before, marked, after = _window(before, marked, after)
    number = paint(str(place.line).rjust(gutter), "blue", color)
    under = " " * width(before) + paint(
        "^" * max(width(marked), 1) + (f" {shown(label)}" if label else ""), style, color
    )
    empty = f"{' ' * gutter} {bar}"
    return [empty, f"{number} {bar} {before}{marked}{after}", f"{empty} {under}"]


def _window(before: str, marked: str, after: str) -> tuple[str, str, str]:
    """The three parts of a line, cut where the line is too long to be shown."""
    if len(before) + len(marked) + len(after) <= _SOURCE_COLUMNS:
        return before, marked, after
    if len(before) > _SOURCE_COLUMNS - _LEAD:
        before = "..." + before[-_LEAD:]
    room = max(_SOURCE_COLUMNS - len(before), _LEAD)
    if len(marked) > room:
        return before, marked[:room] + "...", ""
    room -= len(marked)
    return before, marked, after if len(after) <= room else after[:room] + "..."


def _note(word: str, text: str, gutter: int, color: bool) -> list[str]:
    """`= word: text`, wrapped under itself; a link is left whole."""
    lead = " " * (gutter + 1)
    head = f"{lead}{paint('=', 'blue', color)} {paint(word + ':', 'bold', color)} "
    hang = lead + " " * (len(word) + 4)
    wrapped = textwrap.wrap(text, COLUMNS - len(hang), break_long_words=False, break_on_hyphens=False) or [""]
    return [line.replace(_FIXED_SPACE, " ") for line in (head + wrapped[0], *(hang + more for more in wrapped[1:]))]
