"""The report as one HTML page that needs nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from importlib.resources import files
from string import Template

import sadpath
from sadpath.coverage import Coverage
from sadpath.findings import SEVERITIES, Report, WalkRow
from sadpath.output.fates import AGAIN, APART, MEANINGS
from sadpath.output.report.data import Data
from sadpath.output.report.grid import grids
from sadpath.output.sources import Sources


def render(report: Report, *, color: bool, sources: Sources) -> str:
    """The page. The ways behind its cells are there where the analysis was asked for them."""
    report = replace(report, walks=tuple(sorted(report.walks, key=WalkRow.sort_key)))
    share = Coverage.of(report.walks)
    style, script = (_part(name) for name in ("style.css", "script.js"))
    data = Data(report, sources).to_json()
    return Template(_part("page.html")).substitute(
        policy=f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; img-src data:",
        title=escape(f"sadpath: {share.shown()} of documented errors noticed" if report.walks else "sadpath: no calls"),
        style=style,
        script=script,
        data=data,
        share=escape(share.shown()),
        sentence=escape(_sentence(share)),
        figures=_figures(report),
        bar=_bar(report.walks),
        fates=_fates(report.walks),
        providers=_options({p.id: p.name for p in report.providers if any(w.provider == p.id for w in report.walks)}),
        operations=_options({w.operation: w.operation for w in report.walks}),
        map="".join(grids(report.walks, report.providers)) or _nothing(),
        legend=_legend(),
        version=escape(sadpath.__version__),
    )


def _part(name: str) -> str:
    return (files("sadpath.output.report") / name).read_text("utf-8")


def _digest(text: str) -> str:
    """The source expression with which a policy lets this text run, and nothing else that got into the page."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _sentence(share: Coverage) -> str:
    counted = share.noticed + share.missed
    if not counted:
        return "no documented error could be followed"
    rest = f"; {share.unknown} more are unknown" if share.unknown else ""
    return f"of documented errors are noticed: {share.noticed} of {counted}{rest}"


def _figures(report: Report) -> str:
    counts = Counter(finding.severity for finding in report.findings)
    words = {"error": "errors", "warning": "warnings", "info": "remarks"}
    told = {
        "APIs": len({walk.provider for walk in report.walks}),
        "operations": len({(walk.provider, walk.operation) for walk in report.walks}),
        "entries": len({walk.entry for walk in report.walks}),
        "walks": len(report.walks),
        **{words[severity]: counts[severity] for severity in reversed(SEVERITIES) if counts[severity]},
    }
    return "".join(f"<div><dt>{word}</dt><dd>{number:,}</dd></div>" for word, number in told.items())


def _counts(walks: Sequence[WalkRow]) -> Counter[str]:
    return Counter(outcome.fate for walk in walks for outcome in walk.outcomes)


def _bar(walks: Sequence[WalkRow]) -> str:
    """The fates side by side, as an SVG, for a policy without inline styles lets no width be set."""
    counts = _counts(walks)
    total = sum(counts.values()) or 1
    parts, start = [], 0.0
    for fate in MEANINGS:
        width = 1000 * counts[fate] / total
        if width:
            parts.append(f'<rect class="{fate}" x="{start:.2f}" width="{max(width - 2, 1):.2f}" height="10"/>')
        start += width
    told = ", ".join(f"{counts[fate]} {fate}" for fate in MEANINGS if counts[fate]) or "nothing"
    return (
        f'<svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-label="{escape(told)}">'
        f"{''.join(parts)}</svg>"
    )


def _fates(walks: Sequence[WalkRow]) -> str:
    counts = _counts(walks)
    again = sum(outcome.resent for walk in walks for outcome in walk.outcomes)
    chips = [(fate, letter, fate, counts[fate]) for fate, (letter, _) in MEANINGS.items()]
    chips.append(("again", AGAIN[0], AGAIN[1], again))
    return "".join(
        f'<button type="button" class="chip" data-filter="{key}" aria-pressed="false"{" disabled" * (not number)}>'
        f'<b class="swatch {key}" aria-hidden="true">{letter}</b> {word} <span class="count">{number}</span></button>'
        for key, letter, word, number in chips
    )


def _options(values: dict[str, str]) -> str:
    pairs = sorted(values.items(), key=lambda pair: pair[1].lower())
    return "".join(f'<option value="{escape(value)}">{escape(text)}</option>' for value, text in pairs)


def _legend() -> str:
    rows = [(fate, letter, fate, text) for fate, (letter, text) in MEANINGS.items()]
    rows += [("again", AGAIN[0], AGAIN[1], AGAIN[2]), ("apart", "H", APART[1], APART[2])]
    return "".join(
        f'<div><dt><b class="swatch {key}" aria-hidden="true">{letter}</b> {word}</dt><dd>{escape(text)}</dd></div>'
        for key, letter, word, text in rows
    )


def _nothing() -> str:
    return '<p class="nothing">No request of an API that sadpath knows is sent in these files.</p>'
