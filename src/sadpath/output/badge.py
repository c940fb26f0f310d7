"""The share of noticed errors as a badge, an SVG in the flat form that README files show."""

from __future__ import annotations

from sadpath.coverage import Coverage

LABEL = "documented errors noticed"
_WIDTHS = {
    **dict.fromkeys("ijl.,:'|", 3.0),
    **dict.fromkeys("frt ", 4.2),
    **dict.fromkeys("mw%", 10.5),
}
_WIDTH = 6.9
_COLORS = ((90, "#2e7d32"), (75, "#5b7a00"), (50, "#9a6700"), (0, "#b3261e"))
"""From which share on which colour; white text has a contrast of at least 4.5 on each."""


def badge(coverage: Coverage) -> str:
    """The SVG; its title says the same to who can't see it."""
    told = coverage.shown() if coverage.percent is not None else "nothing to count"
    percent = coverage.percent
    color = "#595959" if percent is None else next(color for least, color in _COLORS if percent >= least)
    left, right = _width(LABEL) + 12, _width(told) + 12
    total = left + right
    texts = "".join(
        f'<text x="{start + (width - inner) / 2:.1f}" y="14" textLength="{inner:.1f}">{text}</text>'
        for start, width, inner, text in (
            (0, left, left - 12, LABEL),
            (left, right, right - 12, told.replace("&", "&amp;")),
        )
    )
    title = f"{LABEL}: {told}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{total:.1f}" height="20" role="img" aria-label="{title}">'
        f"<title>{title}</title>"
        f'<clipPath id="r"><rect width="{total:.1f}" height="20" rx="3"/></clipPath>'
        f'<g clip-path="url(#r)"><rect width="{left:.1f}" height="20" fill="#444"/>'
        f'<rect x="{left:.1f}" width="{right:.1f}" height="20" fill="{color}"/></g>'
        f'<g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">{texts}</g>'
        "</svg>\n"
    )


def _width(text: str) -> float:
    """The width of a text in Verdana of 11 px, near enough; `textLength` makes the browser keep to it."""
    return sum(_WIDTHS.get(char, _WIDTH) for char in text)
