"""What is said on standard error when a run is over."""

from __future__ import annotations

from collections.abc import Iterator

from sadpath.findings import SEVERITIES, Report
from sadpath.source.discover import Discovery


def summary(report: Report, discovery: Discovery, *, verbose: bool) -> Iterator[str]:
    """The lines after a check: what was found, what was looked at, what was left out and why."""
    if report.interrupted and not report.walks:
        yield "Interrupted before anything was walked."
        return
    yield _found(report)
    yield _looked_at(report, len(discovery.files))
    yield from left_out(discovery)
    yield from remarks(report, verbose=verbose)


def left_out(discovery: Discovery) -> Iterator[str]:
    """What was not looked at, so that nobody takes silence for a clean bill."""
    parts = []
    if discovery.skipped_tests:
        parts.append(_count(discovery.skipped_tests, "test file"))
    if discovery.skipped_vendored:
        parts.append(_count(discovery.skipped_vendored, "vendored file"))
    if parts:
        yield f"Left out: {' and '.join(parts)}; name them on the command line to have them checked."
    for directory, reason in discovery.unreadable:
        yield f"Left out: the directory {directory}: {reason}"


def remarks(report: Report, *, verbose: bool) -> Iterator[str]:
    """Notes of the analysis, what it gave up on, and its own mistakes."""
    for note in report.notes:
        yield f"note: {note}"
    if report.interrupted:
        yield "Interrupted: the findings are those of what had been walked by then."
    if report.unfinished:
        yield f"Not finished, as it would have taken too long: {_some(report.unfinished, verbose)}"
    if verbose and report.times:
        from sadpath.output.times import times

        yield from times(report.times)
    for error in report.plugin_errors:
        lines = error.strip().split("\n")
        yield f"error: {error.strip() if verbose or len(lines) == 1 else f'{lines[0]} {lines[-1]}'}"
    if report.plugin_errors:
        yield "The above is a mistake in a plugin; everything else was checked."
    for error in report.internal_errors:
        text = error if verbose else error.strip().split("\n")[-1]
        yield f"internal error: {text}"
    if report.internal_errors:
        yield "The above is a mistake in sadpath, not in your code; everything else was checked. " + (
            "Please report it." if verbose else "--verbose shows more."
        )


def _found(report: Report) -> str:
    if not report.findings:
        return "No problems found."
    counts = dict.fromkeys(reversed(SEVERITIES), 0)
    for finding in report.findings:
        counts[finding.severity] += 1
    words = {"error": "error", "warning": "warning", "info": "remark"}
    kinds = ", ".join(_count(count, words[severity]) for severity, count in counts.items() if count)
    files = len({finding.path for finding in report.findings})
    return f"Found {_count(len(report.findings), 'problem')} ({kinds}) in {_count(files, 'file')}."


def _looked_at(report: Report, files: int) -> str:
    walks = len(report.walks)
    operations = len({(walk.provider, walk.operation) for walk in report.walks})
    if not walks:
        return f"Checked {_count(files, 'file')}; none sends a request of an API that sadpath knows."
    return f"Checked {_count(files, 'file')}: {_count(walks, 'walk')} over {_count(operations, 'operation')}."


def _some(items: tuple[str, ...], verbose: bool) -> str:
    if verbose or len(items) <= 3:
        return ", ".join(items)
    return f"{', '.join(items[:3])} and {len(items) - 3} more"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
